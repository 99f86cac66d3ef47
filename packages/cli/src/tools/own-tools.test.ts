import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { loadOwnTools } from "./own-tools.ts";

test("tools of one's own are the lists of modules, and nothing else is taken for one", async () => {
  const folder = mkdtempSync(join(tmpdir(), "inhouse-own-tools-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const module = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const two = module("two.mjs", "export default [{ type: 'a' }, { type: 'b' }]");
  const one = module("one.mjs", "export default [{ type: 'c' }]");
  const types = (await loadOwnTools([two, one])).map(({ type }) => type);
  expect(types).toEqual(["a", "b", "c"]);
  for (const text of ["export const tools = []", "export default { type: 'a' }"]) {
    const file = module(`no-${text.length}.mjs`, text);
    await expect(loadOwnTools([file])).rejects.toThrow(/'--tools' must be a module whose default/);
  }
});

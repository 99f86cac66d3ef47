import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { codeInterpreter } from "./code-interpreter.ts";
import type { HostTargets } from "./test-support/escape-attempts.ts";
import { furtherAttempts, provenAttempts } from "./test-support/escape-attempts.ts";
import { StockPython } from "./test-support/stock-python.ts";
import { TestThread } from "./test-support/test-thread.ts";

const canary = "canary-5e1f0c";
const folder = mkdtempSync(join(tmpdir(), "python-escapes-"));
const placeholder: HostTargets = {
  secretFile: join(folder, "secret.txt"),
  markerFile: join(folder, "marker.txt"),
  url: "http://127.0.0.1:1/",
  variable: "INHOUSE_TEST_CANARY",
};
let server: Server;
let requests = 0;
let targets = placeholder;

beforeAll(async () => {
  writeFileSync(placeholder.secretFile, canary);
  process.env[placeholder.variable] = canary;
  server = createServer((_request, response) => {
    requests += 1;
    response.end(canary);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  targets = { ...placeholder, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
});

afterEach(() => {
  requests = 0;
  rmSync(placeholder.markerFile, { force: true });
});

afterAll(() => {
  delete process.env[placeholder.variable];
  server.close();
  rmSync(folder, { recursive: true });
});

const codeOf = (list: typeof provenAttempts, index: number): string =>
  list(targets)[index]?.[1] ?? "";
const titles = (list: typeof provenAttempts): [string, number][] =>
  list(placeholder).map(([title], index) => [title, index]);
const reached = (text: string): boolean =>
  text.includes(canary) || existsSync(targets.markerFile) || requests > 0;

describe("Pyodide without confinement, as a control,", () => {
  let stock: StockPython;
  // A worker copies the environment when it starts, so the canary must be there before.
  beforeAll(() => {
    stock = new StockPython();
  });
  afterAll(() => stock.close());

  test.each(titles(provenAttempts))("lets out: %s", async (_title, index) => {
    const text = await stock.run(codeOf(provenAttempts, index));
    expect(reached(text), text).toBe(true);
  });
});

describe("the sandbox holds", () => {
  const tool = codeInterpreter();
  const thread = new TestThread(tool, "escapes");
  afterAll(() => tool.close());

  const attempt = async (code: string): Promise<void> => {
    const { output } = await thread.run(code);
    const later = await thread.run("'alive'");
    expect(reached(output + later.output), output).toBe(false);
    expect(later.output).toContain("value:\n'alive'");
  };

  test.each(titles(provenAttempts))("%s", (_title, index) =>
    attempt(codeOf(provenAttempts, index)),
  );
  test.each(titles(furtherAttempts))("%s", (_title, index) =>
    attempt(codeOf(furtherAttempts, index)),
  );

  test("and its environment has nothing of the host's", async () => {
    const { output } = await thread.run(
      "import os, sys\nsorted(os.environ), sys.argv, os.getcwd()",
    );
    expect(output).toBe(
      "value:\n(['HOME', 'LANG', 'LD_LIBRARY_PATH', 'LOGNAME', 'MPLBACKEND', 'PATH', 'PWD', 'PYTHONINSPECT', 'USER', '_'], [''], '/outputs')",
    );
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/**
 * Writes files into a new temporary folder that is removed when the running test ends.
 *
 * @param files - the content by path; anything but text is written as JSON
 * @returns the folder
 */
export function plantFiles(files: Readonly<Record<string, unknown>>): string {
  const root = mkdtempSync(join(tmpdir(), "inhouse-scripts-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content, null, 2));
  }
  return root;
}

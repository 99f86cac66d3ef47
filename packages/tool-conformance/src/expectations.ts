import assert from "node:assert/strict";
import type { ToolResult } from "@inhouse/contracts";
import { InhouseError } from "@inhouse/contracts";
import { promptly } from "./harness/promptly.ts";
import type { ToolAnswer } from "./harness/tool-answer.ts";
import { allText } from "./harness/tool-answer.ts";
import type { CallOptions, ToolThread } from "./harness/tool-thread.ts";
import type { ToolTrial } from "./harness/tool-trial.ts";
import type { ToolExample } from "./tool-suite.ts";

/** How a line of a JavaScript stack trace looks. */
const stackLine = /^\s+at .+[:(]\d+:\d+\)?$/m;

/** @returns what came of a call that has ended in time */
export function answered(
  { patienceMs }: ToolTrial,
  thread: ToolThread,
  example: ToolExample,
  options?: CallOptions,
): Promise<ToolAnswer> {
  return promptly(patienceMs, "the call has ended", thread.call(example, options));
}

/** The tool still does what it does. */
export async function assertWorks(trial: ToolTrial, thread: ToolThread): Promise<ToolAnswer> {
  const answer = await answered(trial, thread, trial.suite.works);
  assertSucceeded(answer);
  return answer;
}

/** The call succeeded. */
export function assertSucceeded(answer: ToolAnswer): void {
  assert.ok(answer.result !== undefined, `The call threw: ${answer.text}`);
  assert.ok(!answer.isError, `The call failed: ${answer.text}`);
}

/** The model reads an error of it, and can do something with it. */
export function assertFailed(trial: ToolTrial, answer: ToolAnswer): void {
  assert.ok(answer.isError, `The call succeeded, though it should not: ${answer.text}`);
  assertPresentable(trial, answer);
}

/** What is told of a call is text that the model can read and that gives nothing away. */
export function assertPresentable({ suite }: ToolTrial, answer: ToolAnswer): void {
  const { text, result } = answer;
  if (result !== undefined) assert.equal(typeof result.output, "string", "The output is no text.");
  if (answer.isError) assert.notEqual(text.trim(), "", "The error says nothing.");
  const everything = allText(answer);
  const strange = text.split("\n").filter((line) => !isOwnFrame(line, suite.ownFrames));
  assert.doesNotMatch(strange.join("\n"), stackLine, "The model is shown a stack trace.");
  for (const folder of hostFolders()) {
    assert.ok(!everything.includes(folder), `A folder of the host is shown, '${folder}': ${text}`);
  }
  for (const secret of suite.secrets ?? []) {
    assert.ok(!everything.includes(secret), "A secret is shown.");
  }
}

function isOwnFrame(line: string, ownFrames: RegExp | undefined): boolean {
  return ownFrames !== undefined && line.search(ownFrames) !== -1;
}

function hostFolders(): readonly string[] {
  const { HOME = "" } = process.env;
  return [process.cwd(), HOME, "/node_modules/"].filter((folder) => folder.length > 1);
}

/** @returns the error of a library's own kind, which was thrown */
export function thrown(work: () => unknown): InhouseError {
  try {
    work();
  } catch (error) {
    assert.ok(InhouseError.isInstance(error), `Expected an error of the library, got ${error}`);
    return error;
  }
  return assert.fail("Expected an error, but the call succeeded.");
}

/** Every file that the result names is one of the thread. */
export async function assertFilesExist(
  { files }: ToolThread,
  result: ToolResult | undefined,
): Promise<void> {
  const known = new Set((await files.list()).map((file) => file.id));
  for (const id of fileIdsOf(result)) assert.ok(known.has(id), `There is no file '${id}'.`);
}

/** @returns the ids of the files that the result names */
export function fileIdsOf(result: ToolResult | undefined): readonly string[] {
  const shown = (result?.outputs ?? []).flatMap((one) => ("fileId" in one ? [one.fileId] : []));
  return [...shown, ...(result?.imageFileIds ?? [])];
}

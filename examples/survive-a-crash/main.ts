import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { openRuntime } from "./open-runtime.ts";

const folder = mkdtempSync(join(tmpdir(), "inhouse-crash-"));

// Another process starts a run, and is killed in the middle of its second answer.
const doomed = spawn(process.execPath, [join(import.meta.dirname, "doomed.ts"), folder], {
  stdio: ["ignore", "pipe", "inherit"],
});
let runId = "";
let last = 0;
let pieces = 0;
for await (const line of createInterface({ input: doomed.stdout })) {
  if (runId === "") runId = line;
  else last = Number.parseInt(line, 10);
  console.log(`first process   ${line}`);
  if (line.includes("thread.message.delta") && ++pieces === 12) doomed.kill("SIGKILL");
}
console.log(`\nThe first process was killed behind event ${last}. This one goes on.\n`);

// #region resume
await using inhouse = openRuntime(folder);
for await (const event of inhouse.runs.stream(runId, { after: last })) {
  const isText = event.type === "thread.message.delta" && event.data.type === "text";
  const text = isText ? JSON.stringify(event.data.text) : "";
  console.log(`second process  ${event.sequence} ${event.type} ${text}`);
}
// #endregion resume

const run = await inhouse.runs.retrieve(runId);
const [answer] = (await inhouse.messages.list(run.threadId)).data;
const sent = readFileSync(join(folder, "sent.log"), "utf8");
console.log(`\nThe run is ${run.status}. ${sent}The answer: ${JSON.stringify(answer?.content)}`);

assert.equal(run.status, "completed");
assert.equal(sent, "One parcel sent.\n");
await inhouse.close();
rmSync(folder, { recursive: true });

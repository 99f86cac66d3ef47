import { join, relative } from "node:path";
import { styleText } from "node:util";
import type { Run } from "@inhouse/contracts";
import type { Runtime } from "@inhouse/core";
import { createRuntime, isTerminal } from "@inhouse/core";
import { lowdb } from "@inhouse/storage-lowdb";
import { codeInterpreter } from "@inhouse/tool-python";
import { check } from "./check.ts";
import type { ChosenModel } from "./choose-model.ts";
import type { Conversation } from "./conversation.ts";
import { openConversation, recall } from "./conversation.ts";
import { explainFailure } from "./explain-failure.ts";
import { exportFiles, uploadData } from "./files.ts";
import { onInterrupt } from "./interrupt.ts";
import type { Options } from "./options.ts";
import { nextQuestion, restartNote } from "./prompts.ts";
import { report } from "./report.ts";
import { ProseBlock } from "./terminal/prose-block.ts";
import { showRun } from "./terminal/show-run.ts";
import type { Terminal } from "./terminal/terminal.ts";

/** One start of the quick start. @returns the exit code */
export async function start(
  terminal: Terminal,
  { folder, fresh, question }: Options,
  { id: model, model: languageModel, isOffline, notice }: ChosenModel,
): Promise<number> {
  terminal.line(styleText("bold", "Inhouse quick start"));
  for (const line of notice) terminal.line(line);
  terminal.line();

  // #region runtime
  const python = codeInterpreter();
  const inhouse = createRuntime({
    models: { [model]: languageModel },
    storage: lowdb(join(folder, "store")),
    tools: [python],
  });
  // #endregion runtime
  // Python takes a moment to start: let it do so while the model writes. What fails here fails at its first call again.
  python.warmUp().catch(() => undefined);
  try {
    const conversation = await openConversation(inhouse, { model, fresh });
    if (!conversation.isNew) await recall(terminal, inhouse, conversation.thread);
    let { answered } = conversation;
    if (conversation.unfinished !== null) {
      terminal.line("An earlier start was ended in the middle of a run. It goes on now.\n");
      const run = await follow(terminal, inhouse, conversation.unfinished);
      if (run.status === "completed") answered += 1;
      if (run.status === "cancelled") return conclude(terminal, inhouse, run, folder);
    }
    if (question !== null && isOffline) {
      terminal.line(
        "The offline model knows its prepared questions only; set a key to ask yours.\n",
      );
    }
    const asked = (isOffline ? null : question) ?? nextQuestion(answered);
    const run = await ask(terminal, inhouse, conversation, asked);
    return await conclude(terminal, inhouse, run, folder);
  } finally {
    await inhouse.close();
  }
}

/** Puts a question on the thread, has the assistant run on it, and shows the run until its end. */
async function ask(
  terminal: Terminal,
  inhouse: Runtime,
  { thread, assistantId, isNew }: Conversation,
  question: string,
): Promise<Run> {
  terminal.line(styleText("bold", "You"));
  const block = new ProseBlock(terminal);
  block.push(question);
  block.end();
  const isFileThere = "code_interpreter" in thread.toolResources;
  // #region run
  const file = isFileThere ? null : await uploadData(inhouse);
  const attachments = file && [{ fileId: file.id, tools: [{ type: "code_interpreter" }] }];
  await inhouse.messages.create(thread.id, {
    content: question,
    ...(attachments === null ? {} : { attachments }),
  });
  const run = await inhouse.runs.create(thread.id, {
    assistantId,
    ...(isNew ? {} : { additionalInstructions: restartNote }),
  });
  // #endregion run
  if (file !== null) terminal.line(styleText("dim", `  + ${file.filename}, ${file.bytes} bytes`));
  terminal.line();
  return follow(terminal, inhouse, run);
}

/** Shows a run until its end. Ctrl-C cancels it. */
async function follow(terminal: Terminal, inhouse: Runtime, { id }: Run): Promise<Run> {
  const letGo = onInterrupt(async () => {
    terminal.line(styleText("yellow", "\nStopping …"));
    const run = await inhouse.runs.retrieve(id);
    if (!isTerminal(run.status)) await inhouse.runs.cancel(id);
  });
  try {
    terminal.line(styleText("bold", "Assistant"));
    await showRun(terminal, inhouse.runs.stream(id, { until: "end" }));
    return await inhouse.runs.retrieve(id);
  } finally {
    letGo();
  }
}

async function conclude(
  terminal: Terminal,
  inhouse: Runtime,
  run: Run,
  folder: string,
): Promise<number> {
  const { data: steps } = await inhouse.runs.steps.list(run.id, { limit: 100, order: "asc" });
  const exported = join(folder, "files");
  const files = await exportFiles(inhouse, steps, exported);
  report(terminal, run, { steps, files });
  terminal.line();
  if (run.status === "cancelled") {
    terminal.line("Cancelled. What was written until then is kept in the thread.");
    return 130;
  }
  if (run.status !== "completed") {
    const reason = run.lastError?.message ?? run.incompleteDetails?.reason ?? run.status;
    terminal.line(styleText("red", reason));
    terminal.line(explainFailure(reason) ?? "Start again to try it once more.");
    return 1;
  }
  const { ok, findings } = await check(run, steps, exported);
  terminal.line(`${ok ? styleText("green", "✓") : styleText("red", "✗")} Checked: ${findings}.`);
  terminal.line(
    `Everything is in ${relative("", folder) || folder}. Start again, and the thread goes on; --fresh begins a new one.`,
  );
  return ok ? 0 : 1;
}

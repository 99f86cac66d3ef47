import { join } from "node:path";
import { styleText } from "node:util";
import type { Run } from "@inhouse/contracts";
import type { Runtime } from "@inhouse/core";
import { createRuntime } from "@inhouse/core";
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
import type { Task } from "./prompts.ts";
import { nextTask, ownTask, restartNote } from "./prompts.ts";
import { report, shortPath } from "./report.ts";
import { writeProse } from "./terminal/prose-block.ts";
import { showRun } from "./terminal/show-run.ts";
import type { Terminal } from "./terminal/terminal.ts";

/** What all parts of a start work with. */
interface Stage {
  readonly terminal: Terminal;
  readonly inhouse: Runtime;
  readonly isOffline: boolean;
  readonly folder: string;
}

const flush = { indent: "" };

/** One start of the quick start. @returns the exit code */
export async function start(
  terminal: Terminal,
  options: Options,
  { id: model, model: languageModel, isOffline, notice }: ChosenModel,
): Promise<number> {
  const { folder, fresh } = options;
  terminal.line(styleText("bold", "Inhouse quick start"));
  for (const line of notice) writeProse(terminal, line, flush);
  terminal.line();

  // #region runtime
  const python = codeInterpreter();
  const inhouse = createRuntime({
    models: { [model]: languageModel },
    storage: lowdb(join(folder, "store")),
    tools: [python],
  });
  // #endregion runtime
  const stage = { terminal, inhouse, isOffline, folder };
  try {
    const conversation = await openConversation(inhouse, { model, fresh });
    if (!conversation.isNew) await recall(terminal, inhouse, conversation.thread);
    if (conversation.unfinished !== null) {
      const patience = "An earlier start ended in the middle of a run. The run goes on now.";
      writeProse(terminal, patience, flush);
      terminal.line();
      return await conclude(stage, await follow(stage, conversation.unfinished));
    }
    const question = isOffline ? null : options.question;
    if (question !== options.question) {
      terminal.line("The offline model cannot answer your own question; set a key.\n");
    }
    const task = question === null ? nextTask(conversation.answered) : ownTask(question);
    // Python takes a moment to start: let it, while the model writes. What fails here fails again at the first call.
    if (task.expects !== "answer") python.warmUp().catch(() => undefined);
    return await conclude(stage, await ask(stage, conversation, task));
  } finally {
    await inhouse.close();
  }
}

/** Puts a question on the thread, has the assistant run on it, and shows the run until its end. */
async function ask(
  stage: Stage,
  { thread, assistantId, isNew }: Conversation,
  { question, expects }: Task,
): Promise<Run> {
  const { terminal, inhouse } = stage;
  terminal.line(styleText(["bold", "blue"], "You"));
  writeProse(terminal, question);
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
    metadata: { expects },
    ...(isNew ? {} : { additionalInstructions: restartNote }),
  });
  // #endregion run
  if (file !== null) terminal.line(styleText("dim", `  + ${file.filename}, ${file.bytes} bytes`));
  terminal.line();
  return follow(stage, run);
}

/** Shows a run until its end. Ctrl-C cancels it. */
async function follow({ terminal, inhouse }: Stage, { id }: Run): Promise<Run> {
  const letGo = onInterrupt(() => {
    // A run that has ended just now cannot be cancelled, and need not be.
    inhouse.runs.cancel(id).catch(() => undefined);
  });
  try {
    terminal.line(styleText(["bold", "green"], "Assistant"));
    // #region follow
    await showRun(terminal, inhouse.runs.stream(id, { until: "end" }));
    return await inhouse.runs.retrieve(id);
    // #endregion follow
  } finally {
    letGo();
  }
}

/** Brings the files of a run to the folder, and says how the run went. @returns the exit code */
async function conclude(
  { terminal, inhouse, isOffline, folder }: Stage,
  run: Run,
): Promise<number> {
  const { data: steps } = await inhouse.runs.steps.list(run.id, { limit: 100, order: "asc" });
  const files = await exportFiles(inhouse, steps, join(folder, "files"));
  report(terminal, { run, steps, files, isOffline });
  if (run.status === "cancelled") {
    writeProse(terminal, "Cancelled. What was written until then is kept in the thread.", flush);
    return 130;
  }
  if (run.status !== "completed") {
    const reason = run.lastError?.message ?? run.incompleteDetails?.reason ?? run.status;
    writeProse(terminal, reason, { ...flush, paint: (text) => styleText("red", text) });
    writeProse(terminal, explainFailure(reason) ?? "Start again to try it once more.", flush);
    return 1;
  }
  const { ok, findings } = await check(run, steps, files);
  terminal.line(`${ok ? styleText("green", "✓") : styleText("red", "✗")} ${findings}`);
  writeProse(
    terminal,
    `Everything is in ${shortPath(folder)}. Start again, and the thread goes on; --fresh begins a new one.`,
    flush,
  );
  return ok ? 0 : 1;
}

import type { Run, RunEvent, Tool } from "@inhouse/contracts";
import type { ScriptedModel, TurnFunction } from "@inhouse/model-scripted";
import { scriptedModel } from "@inhouse/model-scripted";
import { compareRecordings } from "./compare-recordings.ts";
import { playAnswer } from "./play-answer.ts";
import { recordRun } from "./record-run.ts";
import { recordedTools } from "./recorded-tools.ts";
import type { ReplayRuntime } from "./replay-runtime.ts";
import type { RecordedCall, RunRecording } from "./run-recording.ts";
import type { SpokenOf } from "./submission-for.ts";
import { submissionFor } from "./submission-for.ts";

/** What a runtime for a replay is made of. */
export interface ReplayParts {
  /** A model that answers as recorded, by its id. */
  readonly models: Readonly<Record<string, ScriptedModel>>;
  /** Tools that answer as recorded. Give the runtime your own tools instead to run them for real. */
  readonly tools: readonly Tool[];
}

/** What a replay showed. */
export interface RunReplay {
  /** How the run differs from the recorded one, as sentences; none: it does not. */
  readonly differences: readonly string[];
  /** A recording of the replay. */
  readonly recording: RunRecording;
}

/** How long a run may take whose recording expired, in milliseconds. */
const expiryMs = 1_000;

/**
 * Plays a recorded run against your present code: the model answers as it did, outputs and approvals are submitted as they
 * were, a cancelled run is cancelled when as much was said, and a run that expired is given one second. What a tool that is
 * run for real puts out is not compared.
 *
 * @param recording - made by {@link recordRun}, also long ago and from another storage
 * @param makeRuntime - makes a runtime of the parts, on any storage; it is closed in the end
 * @returns how the run differs from the recorded one
 *
 * @example
 * ```ts
 * const { differences } = await replayRun(recording, (parts) =>
 *   createRuntime({ ...parts, storage: memoryStorage() }),
 * );
 * assert.deepEqual(differences, []);
 * ```
 */
export async function replayRun(
  recording: RunRecording,
  makeRuntime: (parts: ReplayParts) => ReplayRuntime | Promise<ReplayRuntime>,
): Promise<RunReplay> {
  const { settings, conversation, outcome, answers } = recording;
  const { tools, stuck } = recordedTools(recording);
  const asked = deferred();
  const script = answers.map((answer, index): TurnFunction => {
    return () => {
      if (answer.ending === "stopped" && index === answers.length - 1) asked.resolve();
      return playAnswer(answer, outcome);
    };
  });
  const model = scriptedModel(script);
  const inhouse = await makeRuntime({ models: { [settings.model]: model }, tools });
  try {
    const { model: _, ...overrides } = settings;
    const assistant = await inhouse.assistants.create({ model: settings.model });
    const messages = conversation.map(({ role, text }) => ({ role, content: text }));
    const run = await inhouse.runs.createThreadAndRun({
      ...overrides,
      assistantId: assistant.id,
      thread: { messages },
      ...(outcome.status === "expired" ? { expiresInMs: expiryMs } : {}),
    });
    if (outcome.status === "cancelled") {
      const reached = Promise.race([asked.promise, stuck]);
      await cancelWhen(inhouse, run, recording, reached);
    } else await moveOn(inhouse, run, recording);
    const replayed = await recordRun(inhouse, run.id);
    return { differences: compareRecordings(recording, replayed), recording: replayed };
  } finally {
    await inhouse.close();
  }
}

/** Gives the run what it waits for, as long as the recording has it. */
async function moveOn(
  { runs }: ReplayRuntime,
  { id }: Run,
  recording: RunRecording,
): Promise<void> {
  const calls = callsOf(recording);
  const spokenOf: SpokenOf = { approval: new Set(), output: new Set() };
  for (;;) {
    const run = await runs.wait(id);
    const submission = submissionFor(run, calls, spokenOf);
    if (submission !== null) await runs.submitToolOutputs(id, submission);
    else {
      if (recording.outcome.status === "expired") await runs.wait(id, { until: "end" });
      return;
    }
  }
}

async function cancelWhen(
  inhouse: ReplayRuntime,
  run: Run,
  recording: RunRecording,
  reached: Promise<void>,
): Promise<void> {
  const { runs } = inhouse;
  const paused = moveOn(inhouse, run, recording);
  await Promise.race([reached, paused]);
  const last = recording.answers.at(-1);
  if (last?.ending === "stopped") await hearOut(inhouse, run.id, lengthOf(recording));
  const { expiresAt } = await runs.retrieve(run.id);
  if (expiresAt !== null) await runs.cancel(run.id);
  await runs.wait(run.id, { until: "end" });
  await paused;
}

/** Reads the run's events until so much was said, or it pauses. */
async function hearOut({ runs }: ReplayRuntime, id: string, length: number): Promise<void> {
  if (length === 0) return;
  let heard = 0;
  for await (const event of runs.stream(id)) {
    heard += saidIn(event);
    if (heard >= length) return;
  }
}

function saidIn(event: RunEvent): number {
  if (event.type === "thread.run.reasoning.delta") return event.data.text.length;
  if (event.type === "thread.message.delta") {
    return event.data.type === "text" ? event.data.text.length : 0;
  }
  if (event.type !== "thread.run.step.delta") return 0;
  return event.data.type === "tool_call_arguments" ? event.data.arguments.length : 0;
}

function lengthOf({ answers }: RunRecording): number {
  let length = 0;
  for (const step of answers.flatMap(({ steps }) => steps)) {
    length += step.reasoning?.length ?? 0;
    if (step.type === "message_creation") length += step.text.length;
    else for (const call of step.calls) length += call.arguments.length;
  }
  return length;
}

function callsOf({ answers }: RunRecording): readonly RecordedCall[] {
  return answers.flatMap(({ steps }) =>
    steps.flatMap((step) => (step.type === "tool_calls" ? step.calls : [])),
  );
}

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = () => done();
  });
  return { promise, resolve };
}

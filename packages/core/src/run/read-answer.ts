import { storeFile } from "../file/store-file.ts";
import { ModelCallError } from "../model/model-call-error.ts";
import type { ModelFile } from "../model/model-event.ts";
import { streamModelCall } from "../model/stream-model-call.ts";
import { watchIdle } from "./idle-watch.ts";
import type { LiveRun } from "./live-run.ts";
import type { Prompt, RunSession } from "./run-session.ts";
import type { TurnAssembler } from "./turn-assembler.ts";

/**
 * Makes one model call, and takes in what it yields.
 *
 * @returns how the call failed; null: it came to its end
 */
export async function readAnswer(
  live: LiveRun,
  session: RunSession,
  prompt: Prompt,
  turn: TurnAssembler,
): Promise<ModelCallError | null> {
  const { clock, settings } = live.scope;
  const watch = watchIdle(clock, live.signal, settings.modelIdleMs);
  try {
    for await (const event of streamModelCall(session.modelCall(live, prompt, watch.signal))) {
      watch.heard();
      if (event.type === "file") await addModelFile(live, turn, event);
      else turn.push(event);
    }
    const { finish } = turn;
    if (finish?.usage.promptTokens != null) session.learn(prompt, finish.usage.promptTokens);
    return null;
  } catch (error) {
    return asModelCallError(watch.idle ? watch.error() : error, live);
  } finally {
    watch.end();
  }
}

async function addModelFile(live: LiveRun, turn: TurnAssembler, event: ModelFile): Promise<void> {
  const file = await storeFile(live.scope, {
    filename: `output.${event.mediaType.split("/").at(-1)?.replace(/\W.*/, "") || "bin"}`,
    bytes: event.bytes,
    mediaType: event.mediaType,
    purpose: "assistants_output",
    threadId: live.threadId,
    metadata: {},
  });
  const part = event.mediaType.startsWith("image/")
    ? ({ type: "image_file", fileId: file.id, detail: "auto" } as const)
    : ({ type: "file", fileId: file.id } as const);
  turn.addFile(file.id, part, event.providerMetadata);
}

/** A call that was stopped throws whatever it likes; a fault that is no provider's is not swallowed here. */
function asModelCallError(error: unknown, live: LiveRun): ModelCallError {
  if (error instanceof ModelCallError) return error;
  if (live.stopReason === null || live.stopReason === "lost") throw error;
  const details = { failure: "aborted", retryable: false, retryAfterMs: null } as const;
  return new ModelCallError("The run was stopped.", details, { cause: error });
}

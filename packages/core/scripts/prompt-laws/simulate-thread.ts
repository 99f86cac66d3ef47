import type { BuildPromptOptions, BuiltPrompt } from "../../src/context/build-options.ts";
import { buildPrompt } from "../../src/context/build-prompt.ts";
import type { ContextEpoch } from "../../src/context/context-epoch.ts";
import type {
  HistoryFile,
  HistoryItem,
  HistoryMessage,
  HistoryTurn,
  TurnPart,
} from "../../src/context/history.ts";
import { extendHistoryWindow, openHistoryWindow } from "../../src/context/history-window.ts";
import { createTokenEstimator } from "../../src/context/token-estimator.ts";
import { promptKey } from "./prompt-checker.ts";
import type { ScriptedCall, ScriptedRun, ScriptedTurn, ThreadEvent } from "./thread-script.ts";

/** A prompt that was built in the course of a simulated thread. */
export interface SimulatedPrompt {
  readonly built: BuiltPrompt;
  readonly options: BuildPromptOptions;
  /** The whole thread at that time. */
  readonly history: readonly HistoryItem[];
  /** What of it was read. */
  readonly read: readonly HistoryItem[];
  /** By the sequence of a turn: the prompt that it answered. */
  readonly answered: ReadonlyMap<number, string>;
  /** How often something other than the end of the thread had changed. */
  readonly generation: number;
}

const estimator = createTokenEstimator();

/**
 * Lives through a thread as a run loop does: reads what a window needs, builds, appends the answer, keeps the epoch.
 *
 * @returns every prompt that was built
 */
export function simulateThread(events: readonly ThreadEvent[]): readonly SimulatedPrompt[] {
  const prompts: SimulatedPrompt[] = [];
  const answered = new Map<number, string>();
  let history: readonly HistoryItem[] = [];
  let epoch: ContextEpoch | null = null;
  let generation = 0;
  let instructions = 0;
  let sequence = 0;
  const nextSequence = (): number => {
    sequence += 3;
    return sequence;
  };
  const build = (run: ScriptedRun, runId: string, overflow: boolean): BuiltPrompt => {
    const fixed = `instructions ${instructions}`;
    const base = {
      model: run.model,
      runId,
      strategy: run.strategy,
      contextTokens: run.contextTokens,
      answerTokens: 50,
      fixedTokens: 30,
      fixedFingerprint: fixed,
      epoch,
      estimator,
      overflow,
    };
    const { read, complete } = readWindow(history, { ...base, complete: true });
    const options = { ...base, complete };
    const built = buildPrompt(read, options);
    prompts.push({ built, options, history, read, answered: new Map(answered), generation });
    epoch = built.epoch;
    return built;
  };
  for (const [index, event] of events.entries()) {
    if (event.type === "user" || event.type === "assistant") {
      history = [...history, messageOf(event, nextSequence())];
    } else if (event.type === "delete") {
      history = deleteAt(history, event.place);
      generation += 1;
    } else if (event.type === "instructions") {
      instructions += 1;
      generation += 1;
    } else {
      const runId = `run_${index}`;
      for (const [place, turn] of event.turns.entries()) {
        const first = build(event, runId, false);
        const sent = place === event.overflowAt ? build(event, runId, true) : first;
        if (sent.empty) break;
        const at = nextSequence();
        const isLast = place === event.turns.length - 1;
        answered.set(at, promptKey(`instructions ${instructions}`, sent.messages));
        history = [...history, turnOf(turn, event, runId, at, sent.fingerprint, isLast)];
      }
      build(event, runId, false);
    }
  }
  return prompts;
}

/** @returns what a reader reads from the newest item back, in the thread's order */
export function readWindow(
  history: readonly HistoryItem[],
  options: BuildPromptOptions,
): { readonly read: readonly HistoryItem[]; readonly complete: boolean } {
  let window = openHistoryWindow();
  const read: HistoryItem[] = [];
  for (const item of history.toReversed()) {
    if (window.done) return { read: read.toReversed(), complete: window.complete };
    if (window.skipTo !== null && item.sequence > window.skipTo) continue;
    read.push(item);
    window = extendHistoryWindow(window, item, options);
  }
  return { read: read.toReversed(), complete: window.complete || !window.done };
}

const filler = (size: number): string => "lorem ipsum ".repeat(Math.ceil(size / 12)).slice(0, size);

const image = (fileId: string): HistoryFile => ({
  fileId,
  filename: `${fileId}.png`,
  mediaType: "image/png",
});

function messageOf(
  event: Extract<ThreadEvent, { readonly type: "user" | "assistant" }>,
  sequence: number,
): HistoryMessage {
  const said = {
    type: "text" as const,
    text: `«said ${sequence}» ${filler(event.size)}`,
    annotations: [],
  };
  const blank = { type: "text" as const, text: " \n", annotations: [] };
  const base = { kind: "message" as const, sequence, role: event.type, files: [], attachments: [] };
  if (event.type === "assistant" || event.shape === "text") return { ...base, content: [said] };
  const file = image(`file_${sequence}`);
  const table = { ...file, mediaType: "text/csv" };
  const shown = { type: "image_file" as const, fileId: file.fileId, detail: "auto" as const };
  switch (event.shape) {
    case "two":
      return { ...base, content: [said, blank, said] };
    case "blank":
      return { ...base, content: [blank] };
    case "image":
      return { ...base, content: [said, shown], files: [file] };
    default:
      return { ...base, content: [said], files: [], attachments: [table] };
  }
}

/** A deleted message is gone; of a turn only the texts go, which were its message. */
function deleteAt(history: readonly HistoryItem[], place: number): readonly HistoryItem[] {
  const index = history.length === 0 ? -1 : place % history.length;
  return history.flatMap((item, at) => {
    if (at !== index) return [item];
    if (item.kind === "message") return [];
    return [
      { ...item, parts: item.parts.filter(({ type }) => type !== "text" && type !== "file") },
    ];
  });
}

function turnOf(
  turn: ScriptedTurn,
  run: ScriptedRun,
  runId: string,
  sequence: number,
  fingerprint: string,
  isLast: boolean,
): HistoryTurn {
  const crashed = isLast && run.end !== "completed";
  const item = { itemId: `item-${sequence}` };
  const parts = turn.parts.map((part, index): TurnPart => {
    switch (part.type) {
      case "text":
        return {
          type: "text",
          text: part.blank ? "\n" : `«text ${sequence}» ${filler(part.size)}`,
          providerMetadata: { openai: item },
        };
      case "reasoning":
        return part.blank
          ? { type: "reasoning", text: "" }
          : {
              type: "reasoning",
              text: `«think ${sequence}» ${filler(part.size)}`,
              providerMetadata: { openai: item },
            };
      case "file":
        return {
          type: "file",
          file: image(`file_${sequence}_${index}`),
          providerMetadata: { openai: item },
        };
      case "opaque":
        return { type: "opaque", value: { kind: "openai.unknown", mark: `«opaque ${sequence}»` } };
      default:
        return callOf(part, sequence, sequence * 10 + index, crashed);
    }
  });
  return {
    kind: "turn",
    sequence,
    runId,
    model: run.model,
    finished: turn.finished || !isLast,
    status: isLast ? run.end : "completed",
    promptFingerprint: turn.knowsPrompt ? fingerprint : null,
    parts,
  };
}

const argumentTexts: Readonly<Record<ScriptedCall["arguments"], string>> = {
  valid: '{"city":"Rome"}',
  empty: "",
  broken: '{broken "city":',
  array: "[1]",
};

/** A run goes on only when all its calls have an outcome, so that only the last turn of one that died lacks any. */
function callOf(call: ScriptedCall, sequence: number, number: number, crashed: boolean): TurnPart {
  const settled = call.status === "completed" || call.status === "failed";
  const open = crashed && !call.answered;
  const status = open ? call.status : settled ? call.status : "completed";
  return {
    type: "tool_call",
    id: `call_${String(number).padStart(24, "0")}`,
    providerId: call.providerId,
    name: `${call.oddName ? "my.tool" : "tool"}_${number}`,
    arguments: argumentTexts[call.arguments],
    status,
    output: open && status !== "completed" ? null : `«out ${number}» ${filler(call.size)}`,
    images: Array.from({ length: call.images }, (_, index) => image(`file_${number}_${index}`)),
    providerExecuted: call.providerExecuted,
    providerMetadata: {
      openai: { itemId: `item-${sequence}` },
      google: { thoughtSignature: `signature-${sequence}` },
    },
  };
}

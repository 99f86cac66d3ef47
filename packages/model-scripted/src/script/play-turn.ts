import { finishPart } from "../model/finish-part.ts";
import { refusal } from "../model/provider-error.ts";
import type { Prompt } from "../prompt/prompt.ts";
import { callIdsAfter } from "./call-ids.ts";
import type { ScriptedReasoning } from "./content.ts";
import { promptTokens, tokensOf } from "./estimate-tokens.ts";
import type { ScriptedFinishReason, TokenCounts } from "./finish.ts";
import type { PlayStep } from "./play-step.ts";
import { splitText } from "./split-text.ts";
import type { ScriptedProviderToolCall, ScriptedToolCall } from "./tool-calls.ts";
import type { Turn, TurnPart } from "./turn.ts";
import { turnParts } from "./turn-parts.ts";

/** How an answer is cut into pieces. */
export interface Pieces {
  /** The most characters of a delta. */
  readonly size: number;
  /** How long to wait before each delta, in milliseconds. */
  readonly delayMs: number;
}

interface Play {
  readonly pieces: Pieces;
  readonly nextCallId: () => string;
  nextPartNumber: number;
  characters: number;
  reason: ScriptedFinishReason | undefined;
  tokens: TokenCounts | undefined;
  calledTools: boolean;
  reportedError: boolean;
}

/** Turns an answer into steps, lazily. The same answer to the same prompt gives the same steps. */
export function* playTurn(turn: Turn, prompt: Prompt, pieces: Pieces): Generator<PlayStep> {
  const parts = turnParts(turn);
  const cut = parts.findLast((part) => typeof part !== "string" && part.type === "cut");
  const steps = playParts(parts, prompt, pieces);
  if (typeof cut === "object" && cut.type === "cut" && cut.after !== undefined) {
    yield* cutAfter(steps, cut.after, { type: cut.how });
  } else {
    yield* steps;
  }
}

function* cutAfter(steps: Iterable<PlayStep>, pieces: number, cut: PlayStep): Generator<PlayStep> {
  let left = pieces;
  for (const step of steps) {
    if (left <= 0 || step.type === "finish") break;
    if (isPiece(step)) left -= 1;
    yield step;
  }
  yield cut;
}

function isPiece({ type }: PlayStep): boolean {
  return type.endsWith("-delta") || ["file", "source", "unknown", "tool-result"].includes(type);
}

function* playParts(
  parts: readonly TurnPart[],
  prompt: Prompt,
  pieces: Pieces,
): Generator<PlayStep> {
  const play: Play = {
    pieces,
    nextCallId: callIdsAfter(prompt),
    nextPartNumber: 1,
    characters: 0,
    reason: undefined,
    tokens: undefined,
    calledTools: false,
    reportedError: false,
  };
  for (const part of parts) yield* playPart(play, part);
  const usual = play.reportedError ? "error" : play.calledTools ? "tool-calls" : "stop";
  const counted = { inputTokens: promptTokens(prompt), outputTokens: tokensOf(play.characters) };
  yield finishPart(play.reason ?? usual, play.tokens ?? counted);
}

function* playPart(play: Play, part: TurnPart): Generator<PlayStep> {
  if (typeof part === "string") {
    yield* playBlock(play, { type: "text", text: part });
    return;
  }
  switch (part.type) {
    case "text":
    case "reasoning":
      return yield* playBlock(play, part);
    case "tool-call":
      return yield* playToolCall(play, part);
    case "provider-tool-call":
      return yield* playProviderToolCall(play, part);
    case "file": {
      const { data, ...rest } = part;
      return yield { ...rest, data: { type: "data", data } };
    }
    case "source":
      return yield { ...part, sourceType: "url", id: partId(play) };
    case "unknown":
      return yield part;
    case "malformed":
      play.reportedError = true;
      return yield part;
    case "error-part":
      play.reportedError = true;
      return yield { type: "error", error: refusal(part.details) };
    case "failure":
      return yield { type: "fail", details: part.details };
    case "delay":
      return yield { type: "wait", ms: part.ms };
    case "hang":
      return yield part;
    case "cut":
      if (part.after === undefined) yield { type: part.how };
      return;
    case "usage":
      play.tokens = part.tokens;
      return;
    case "finish":
      play.reason = part.reason;
  }
}

type Block = Pick<ScriptedReasoning, "text" | "signature" | "providerMetadata"> & {
  readonly type: "text" | "reasoning";
};

function* playBlock(play: Play, block: Block): Generator<PlayStep> {
  const id = partId(play);
  const providerMetadata = {
    ...block.providerMetadata,
    ...(block.signature === undefined ? {} : { scripted: { signature: block.signature } }),
  };
  yield { type: `${block.type}-start`, id };
  for (const delta of splitText(block.text, play.pieces.size)) {
    yield* pause(play);
    yield { type: `${block.type}-delta`, id, delta };
  }
  play.characters += block.text.length;
  yield {
    type: `${block.type}-end`,
    id,
    ...(Object.keys(providerMetadata).length === 0 ? {} : { providerMetadata }),
  };
}

function* playToolCall(play: Play, call: ScriptedToolCall): Generator<PlayStep> {
  const id = call.id ?? play.nextCallId();
  const input = typeof call.input === "string" ? call.input : JSON.stringify(call.input);
  play.calledTools = true;
  yield { type: "tool-input-start", id, toolName: call.name };
  for (const delta of splitText(input, play.pieces.size)) {
    yield* pause(play);
    yield { type: "tool-input-delta", id, delta };
  }
  play.characters += input.length;
  yield { type: "tool-input-end", id };
  yield {
    type: "tool-call",
    toolCallId: id,
    toolName: call.name,
    input,
    ...(call.providerMetadata === undefined ? {} : { providerMetadata: call.providerMetadata }),
  };
}

function* playProviderToolCall(play: Play, call: ScriptedProviderToolCall): Generator<PlayStep> {
  const ids = { toolCallId: call.id ?? play.nextCallId(), toolName: call.name };
  const input = JSON.stringify(call.input);
  yield { type: "tool-call", ...ids, input, providerExecuted: true, dynamic: true };
  const { result, isError } = call;
  yield { type: "tool-result", ...ids, result: result ?? {}, isError, dynamic: true };
}

function* pause(play: Play): Generator<PlayStep> {
  if (play.pieces.delayMs > 0) yield { type: "wait", ms: play.pieces.delayMs };
}

function partId(play: Play): string {
  const id = `part_${play.nextPartNumber}`;
  play.nextPartNumber += 1;
  return id;
}

import type { BuildPromptOptions } from "../../src/context/build-options.ts";
import type {
  HistoryMessage,
  HistoryTurn,
  TurnPart,
  TurnToolCall,
} from "../../src/context/history.ts";
import { createTokenEstimator } from "../../src/context/token-estimator.ts";

/** @returns a user's message with one text */
export function userMessage(
  sequence: number,
  text: string,
  rest: Partial<HistoryMessage> = {},
): HistoryMessage {
  const content = [{ type: "text" as const, text, annotations: [] }];
  return { kind: "message", sequence, role: "user", content, files: [], attachments: [], ...rest };
}

/** @returns a finished turn of the model `openai/a` in the run `run_1` */
export function modelTurn(
  sequence: number,
  parts: readonly TurnPart[],
  rest: Partial<HistoryTurn> = {},
): HistoryTurn {
  return {
    kind: "turn",
    sequence,
    runId: "run_1",
    model: "openai/a",
    finished: true,
    status: "completed",
    promptFingerprint: null,
    parts,
    ...rest,
  };
}

/** @returns a completed call of the tool `weather` */
export function toolCall(id: string, rest: Partial<TurnToolCall> = {}): TurnToolCall {
  return {
    type: "tool_call",
    id: `call_own${id}`,
    providerId: id,
    name: "weather",
    arguments: '{"city":"Rome"}',
    status: "completed",
    output: "sunny",
    images: [],
    providerExecuted: false,
    ...rest,
  };
}

/** @returns options for the next call of the run `run_2` with much room */
export function promptOptions(rest: Partial<BuildPromptOptions> = {}): BuildPromptOptions {
  return {
    model: "openai/a",
    runId: "run_2",
    strategy: { type: "auto" },
    contextTokens: 100_000,
    answerTokens: 0,
    fixedTokens: 0,
    fixedFingerprint: "instructions and tools",
    epoch: null,
    complete: true,
    estimator: createTokenEstimator(),
    overflow: false,
    ...rest,
  };
}

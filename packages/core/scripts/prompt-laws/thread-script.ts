import type { RunStepStatus, ToolCallStatus, TruncationStrategy } from "@inhouse/contracts";
import fc from "fast-check";

/** What happens to a simulated thread. */
export type ThreadEvent =
  | {
      readonly type: "user";
      readonly shape: "text" | "two" | "blank" | "image" | "file";
      readonly size: number;
    }
  | { readonly type: "assistant"; readonly size: number }
  | { readonly type: "delete"; readonly place: number }
  | { readonly type: "instructions" }
  | ScriptedRun;

/** A run, whose turns are written one after the other, each behind a prompt. */
export interface ScriptedRun {
  readonly type: "run";
  readonly model: string;
  readonly strategy: TruncationStrategy;
  readonly contextTokens: number | null;
  readonly turns: readonly ScriptedTurn[];
  readonly end: RunStepStatus;
  /** Before which turn the provider says that the prompt was too long; -1: never. */
  readonly overflowAt: number;
}

export interface ScriptedTurn {
  readonly parts: readonly ScriptedPart[];
  readonly finished: boolean;
  readonly knowsPrompt: boolean;
}

export type ScriptedPart =
  | { readonly type: "text" | "reasoning"; readonly size: number; readonly blank: boolean }
  | ScriptedCall
  | { readonly type: "file" | "opaque" };

export interface ScriptedCall {
  readonly type: "call";
  readonly arguments: "valid" | "empty" | "broken" | "array";
  /** Few, so that they repeat; some are illegal. */
  readonly providerId: string;
  readonly oddName: boolean;
  readonly providerExecuted: boolean;
  readonly answered: boolean;
  readonly status: ToolCallStatus;
  readonly size: number;
  readonly images: number;
}

const size = fc.oneof(
  { weight: 6, arbitrary: fc.nat(40) },
  { weight: 2, arbitrary: fc.nat(600) },
  { weight: 1, arbitrary: fc.nat(6_000) },
);

const call: fc.Arbitrary<ScriptedCall> = fc.record({
  type: fc.constant("call" as const),
  arguments: fc.constantFrom("valid", "valid", "valid", "empty", "broken", "array"),
  providerId: fc.constantFrom("call_0", "call_1", "srv-2", "bad id!", "x".repeat(80), ""),
  oddName: fc.boolean(),
  providerExecuted: fc.nat(5).map((value) => value === 0),
  answered: fc.nat(3).map((value) => value > 0),
  status: fc.constantFrom<ToolCallStatus[]>(
    "completed",
    "completed",
    "completed",
    "failed",
    "denied",
    "unknown",
    "started",
    "pending",
    "awaiting_output",
    "awaiting_approval",
  ),
  size,
  images: fc.nat(2),
});

const part: fc.Arbitrary<ScriptedPart> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant("text" as const),
      size,
      blank: fc.nat(4).map((value) => value === 0),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant("reasoning" as const),
      size,
      blank: fc.nat(5).map((value) => value === 0),
    }),
  },
  { weight: 5, arbitrary: call },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constantFrom("file" as const, "opaque" as const) }),
  },
);

const turn: fc.Arbitrary<ScriptedTurn> = fc.record({
  parts: fc.array(part, { maxLength: 5 }),
  finished: fc.nat(5).map((value) => value > 0),
  knowsPrompt: fc.nat(7).map((value) => value > 0),
});

const strategy: fc.Arbitrary<TruncationStrategy> = fc.oneof(
  fc.constant<TruncationStrategy>({ type: "auto" }),
  fc
    .integer({ min: 1, max: 6 })
    .map((lastMessages) => ({ type: "last_messages" as const, lastMessages })),
  fc.integer({ min: 256, max: 4_000 }).map((maxTokens) => ({ type: "tokens" as const, maxTokens })),
);

const contextTokens = fc.oneof(
  fc.constant(null),
  fc.integer({ min: 0, max: 600 }),
  fc.integer({ min: 600, max: 6_000 }),
);

const event: fc.Arbitrary<ThreadEvent> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant("user" as const),
      shape: fc.constantFrom("text", "text", "two", "blank", "image", "file"),
      size,
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("assistant" as const), size }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("delete" as const), place: fc.nat(30) }) },
  { weight: 1, arbitrary: fc.constant({ type: "instructions" as const }) },
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant("run" as const),
      model: fc.constantFrom("openai/a", "openai/a", "openai/a", "google/b"),
      strategy,
      contextTokens,
      turns: fc.array(turn, { maxLength: 4 }),
      end: fc.constantFrom<RunStepStatus[]>(
        "completed",
        "cancelled",
        "expired",
        "failed",
        "in_progress",
      ),
      overflowAt: fc.integer({ min: -6, max: 3 }),
    }),
  },
);

/** Everything that may happen to a thread, with one strategy and context for all runs half of the time. */
export const threadScript: fc.Arbitrary<readonly ThreadEvent[]> = fc
  .tuple(fc.array(event, { minLength: 1, maxLength: 12 }), fc.boolean(), strategy, contextTokens)
  .map(([events, steady, sameStrategy, sameContext]) =>
    events.map((one) =>
      steady && one.type === "run"
        ? { ...one, strategy: sameStrategy, contextTokens: sameContext, model: "openai/a" }
        : one,
    ),
  );

import type { Turn, TurnPart } from "@inhouse/model-scripted";
import {
  drop,
  eof,
  errorPart,
  file,
  finish,
  providerToolCall,
  reasoning,
  source,
  text,
  toolCall,
  unknownPart,
} from "@inhouse/model-scripted";
import fc from "fast-check";

const words = fc.constantFrom("Hello, world. ", "a", "One two three four five six seven.", " ");

/** The functions that answers call: `ours` run here, `theirs` wait for the caller, `asked` for a person's word. */
const calls = fc.constantFrom("ours", "ours", "failing", "theirs", "asked", "unknown");

const part: fc.Arbitrary<TurnPart> = fc.oneof(
  { weight: 4, arbitrary: words.map((value) => text(value)) },
  { weight: 2, arbitrary: words.map((value) => reasoning(value)) },
  { weight: 3, arbitrary: calls.map((name) => toolCall(name, { a: 1 })) },
  { weight: 1, arbitrary: fc.constant(toolCall("ours", "{broken")) },
  { weight: 1, arbitrary: fc.constant(providerToolCall("web_search", { q: "x" }, "found")) },
  { weight: 1, arbitrary: fc.constant(source("https://example.com/", "Example")) },
  { weight: 1, arbitrary: fc.constant(file("image/png", new Uint8Array([1, 2, 3]))) },
  { weight: 1, arbitrary: fc.constant(unknownPart({ type: "demo-part" })) },
);

const ending: fc.Arbitrary<readonly TurnPart[]> = fc.oneof(
  { weight: 8, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(drop(), eof(), errorPart({ status: 500 })).map((one) => [one]),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom("length" as const, "content-filter" as const)
      .map((how) => [finish(how)]),
  },
);

/** What a model answers, call by call. */
export const randomAnswers: fc.Arbitrary<readonly Turn[]> = fc.array(
  fc
    .tuple(fc.array(part, { minLength: 1, maxLength: 6 }), ending)
    .map(([parts, end]) => [...parts, ...end]),
  { minLength: 1, maxLength: 5 },
);

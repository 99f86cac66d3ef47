import { isStepCount, streamText } from "ai";
import { expect, test } from "vitest";
import type { Turn } from "../index.ts";
import {
  dropAfter,
  eofAfter,
  errorPart,
  fail,
  file,
  malformedPart,
  providerToolCall,
  reasoning,
  scriptedModel,
  source,
  toolCall,
} from "../index.ts";
import { tools } from "../test-support/call-model.ts";

test.each<[string, Turn, string]>([
  ["text", "Hello", "start start-step text×4 finish-step finish"],
  [
    "reasoning",
    [reasoning("Hm."), "So."],
    "start start-step reasoning×3 text×3 finish-step finish",
  ],
  [
    "a tool call",
    toolCall("search", { q: "x" }),
    "start start-step tool-input×5 tool-call finish-step finish",
  ],
  [
    "a broken tool call",
    toolCall("search", "{"),
    "start start-step tool-input×3 tool-call tool-error finish-step finish",
  ],
  [
    "files and sources",
    [file("image/png", "AQI="), source("https://example.org/")],
    "start start-step file source finish-step finish",
  ],
  [
    "a call that the provider runs",
    providerToolCall("web", {}, 1),
    "start start-step tool-call tool-result finish-step finish",
  ],
  ["a refusal", fail(), "start error"],
  ["a broken connection", ["Hello", dropAfter(1)], "start start-step text×2 thrown"],
  ["an end without finish", ["Hello", eofAfter(1)], "start start-step text×2 finish-step finish"],
  ["an error part", ["Hi", errorPart()], "start start-step text×3 error finish-step finish"],
  ["a malformed part", [malformedPart()], "start start-step error finish-step finish"],
])("one-step streamText sees %s", async (_, turn, expected) => {
  const model = scriptedModel([turn], { chunkSize: 4 });
  const result = streamText({
    model,
    prompt: "Hi",
    tools,
    stopWhen: isStepCount(1),
    maxRetries: 0,
    onError: () => {},
  });
  const seen: string[] = [];
  try {
    for await (const part of result.stream) {
      seen.push(part.type.replace(/^(text|reasoning|tool-input)-(start|delta|end)$/, "$1"));
    }
  } catch {
    seen.push("thrown");
  }
  expect(counted(seen)).toBe(expected);
});

function counted(types: readonly string[]): string {
  const runs: { type: string; count: number }[] = [];
  for (const type of types) {
    const last = runs.at(-1);
    if (last?.type === type) last.count += 1;
    else runs.push({ type, count: 1 });
  }
  return runs.map(({ type, count }) => (count === 1 ? type : `${type}×${count}`)).join(" ");
}

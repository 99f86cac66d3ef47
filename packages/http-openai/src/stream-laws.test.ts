import type { Clock } from "@inhouse/contracts";
import { functionTool } from "@inhouse/core";
import type { TurnPart } from "@inhouse/model-scripted";
import {
  dropAfter,
  eofAfter,
  fail,
  finish,
  reasoning,
  text,
  toolCall,
} from "@inhouse/model-scripted";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { SeenEvent } from "./testing/check-events.ts";
import { checkEvents } from "./testing/check-events.ts";
import { sdk7 } from "./testing/sdks.ts";
import { createWorld, lookUp } from "./testing/world.ts";

const words = fc.string({ minLength: 1, maxLength: 40 });
const part: fc.Arbitrary<TurnPart> = fc.oneof(
  words.map((word) => text(word)),
  words.map((word) => reasoning(word)),
  words.map((word) => toolCall("look_up", { word })),
  words.map((word) => toolCall("run_here", { word })),
);
const ending: fc.Arbitrary<readonly TurnPart[]> = fc.oneof(
  { weight: 5, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.nat(4).map((count) => [dropAfter(count)]) },
  { weight: 1, arbitrary: fc.nat(4).map((count) => [eofAfter(count)]) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("length", "content-filter").map((one) => [finish(one as "length")]),
  },
);
const turn: fc.Arbitrary<TurnPart[]> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(fc.array(part, { minLength: 1, maxLength: 4 }), ending)
      .map((both) => both.flat()),
  },
  { weight: 1, arbitrary: fc.constantFrom(429, 500, 400).map((status) => [fail({ status })]) },
);

it("is held to laws that can be broken", () => {
  const said = (id: string, value: string, more = {}): object => ({
    id,
    content: [{ index: 0, type: "text", text: { value, ...more } }],
  });
  const message = (what: string, data: object): SeenEvent =>
    ({ event: `thread.message.${what}`, data }) as SeenEvent;
  const delta = (value: string, more = {}): SeenEvent =>
    message("delta", { id: "msg_1", delta: said("", value, more) });
  const [begin, first, end] = [
    message("created", { id: "msg_1", content: [] }),
    delta("a", { annotations: [] }),
    message("completed", said("msg_1", "a")),
  ];
  const done = { event: "thread.run.completed", data: { id: "run_1" } };
  const broken: SeenEvent[][] = [
    [begin, first, end],
    [begin, first, end, done, done],
    [begin, first, done],
    [begin, first, first, end, done],
    [begin, delta("a"), end, done],
    [begin, begin, first, end, done],
    [begin, first, end, first, done],
    [message("created", said("msg_1", "a")), first, end, done],
  ];
  expect(checkEvents([begin, first, end, done])).toEqual([]);
  for (const events of broken) expect(checkEvents(events)).not.toEqual([]);
});

/** A clock whose short waits, such as those before another attempt, are over at once. */
const hastyClock: Clock = {
  now: () => Date.now(),
  setTimer(milliseconds, callback) {
    const timer = setTimeout(
      callback,
      milliseconds > 60_000 ? milliseconds : Math.max(0, milliseconds / 1_000),
    );
    timer.unref();
    return () => clearTimeout(timer);
  },
};

const runHere = functionTool({ name: "run_here", description: "", execute: async () => "here" });
const tools = [lookUp, { type: "function" as const, function: { name: "run_here" } }];

it("is a stream that the strictest SDK takes, whatever the model does", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(turn, { maxLength: 6 }), async (turns) => {
      const script = [...turns, "The end."];
      const runtime = { clock: hastyClock, tools: [runHere] };
      const options = { sdk: sdk7, heartbeatMs: 0, runtime };
      await using world = await createWorld(script, options);
      const { assistants, threads } = world.openai.beta;
      const assistant = await assistants.create({ model: "demo", tools });
      const thread = { messages: [{ role: "user" as const, content: "Hi" }] };
      let reading = threads.createAndRunStream({ assistant_id: assistant.id, thread });
      for (;;) {
        const events: SeenEvent[] = [];
        // The SDK goes on writing into what it hands out.
        reading.on("event", (event) => {
          events.push(structuredClone(event) as unknown as SeenEvent);
        });
        const run = await reading.finalRun();
        expect(checkEvents(events)).toEqual([]);
        const at = { thread_id: run.thread_id };
        expect(await threads.runs.retrieve(run.id, at)).toEqual(run);
        if (run.status !== "requires_action") break;
        const calls = run.required_action?.submit_tool_outputs.tool_calls ?? [];
        const tool_outputs = calls.map(({ id }) => ({ tool_call_id: id, output: "there" }));
        reading = threads.runs.submitToolOutputsStream(run.id, { ...at, tool_outputs });
      }
    }),
    { numRuns: Number(process.env.STREAM_RUNS ?? 60) },
  );
});

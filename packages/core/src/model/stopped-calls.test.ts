import { hang, scriptedModel } from "@inhouse/model-scripted";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { answerOf, engines, failureOf, modelCall, textOf } from "../test-support/model-call.ts";
import type { ModelEvent } from "./model-event.ts";
import type { ModelObject } from "./resolve-model.ts";
import { streamModelCall } from "./stream-model-call.ts";

const aborted = ["aborted", false];

const outputs = [
  vi.spyOn(console, "error"),
  vi.spyOn(console, "warn"),
  vi.spyOn(process, "emitWarning"),
];
beforeEach(() => outputs.forEach((output) => void output.mockClear()));
afterEach(() => outputs.forEach((output) => void expect(output).not.toHaveBeenCalled()));

describe.each(engines)("through $name", (engine) => {
  test("a call whose signal has aborted is not made", async () => {
    const model = scriptedModel(["never"]);
    const answer = await answerOf(modelCall(model, { signal: AbortSignal.abort() }), engine);
    expect(failureOf(answer)).toEqual(aborted);
    expect(model.calls).toEqual([]);
  });

  test.each([
    { where: "before the answer begins", turn: hang() },
    { where: "within the answer", turn: ["abcdef", hang()] },
  ])("aborting $where stops the provider, whatever the reason", async ({ turn }) => {
    for (const reason of [undefined, new Error("expired"), "a string"]) {
      const stopper = new AbortController();
      const model = scriptedModel([turn], { chunkSize: 6 });
      const answering = answerOf(modelCall(model, { signal: stopper.signal }), engine);
      await expect.poll(() => model.calls).toHaveLength(1);
      stopper.abort(reason);
      expect(failureOf(await answering)).toEqual(aborted);
      await expect.poll(() => model.calls[0]?.outcome).toBe("aborted");
    }
  });

  test("what came before is the caller's to keep", async () => {
    const stopper = new AbortController();
    const model = scriptedModel([["abcdef", hang()]], { chunkSize: 3 });
    const call = modelCall(model, { signal: stopper.signal });
    const events: ModelEvent[] = [];
    const reading = (async () => {
      for await (const event of streamModelCall(call, engine)) {
        events.push(event);
        if (events.length === 2) stopper.abort();
      }
    })();
    await expect(reading).rejects.toMatchObject({ failure: "aborted" });
    expect(textOf(events)).toBe("abcdef");
  });

  test("leaving the iteration stops the provider", async () => {
    const model = scriptedModel([["abcdef", hang()]], { chunkSize: 3 });
    for await (const event of streamModelCall(modelCall(model), engine)) {
      expect(event.type).toBe("text");
      break;
    }
    await expect.poll(() => model.calls[0]?.outcome).toBe("aborted");
  });

  test.each(["before it answers", "within its answer"])(
    "a provider that does not mind its signal %s is left behind",
    async (where) => {
      const cancelled = vi.fn();
      const stream = new ReadableStream({
        start(controller) {
          controller.enqueue({ type: "text-start", id: "1" });
          controller.enqueue({ type: "text-delta", id: "1", delta: "a" });
        },
        cancel: cancelled,
      });
      const stopper = new AbortController();
      const model: ModelObject = {
        specificationVersion: "v4",
        provider: "deaf",
        modelId: "deaf",
        supportedUrls: {},
        doGenerate: () => Promise.reject(new Error("never called")),
        doStream: () => {
          if (where === "within its answer") return Promise.resolve({ stream });
          queueMicrotask(() => stopper.abort());
          return new Promise(() => {});
        },
      };
      const events: ModelEvent[] = [];
      const reading = (async () => {
        for await (const event of streamModelCall(
          modelCall(model, { signal: stopper.signal }),
          engine,
        )) {
          events.push(event);
          setImmediate(() => stopper.abort());
        }
      })();
      await expect(reading).rejects.toMatchObject({ failure: "aborted" });
      if (where === "before it answers") return;
      expect(textOf(events)).toBe("a");
      await expect.poll(() => cancelled.mock.calls.length).toBeGreaterThan(0);
    },
  );

  test("a finished call leaves no listener on its signal", async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, "addEventListener");
    const removed = vi.spyOn(signal, "removeEventListener");
    await answerOf(modelCall(scriptedModel(["a"]), { signal }), engine);
    expect(removed.mock.calls.length).toBe(added.mock.calls.length);
    expect(added).toHaveBeenCalled();
  });
});

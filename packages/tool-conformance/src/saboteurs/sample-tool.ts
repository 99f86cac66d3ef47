import type { JsonValue, Tool, ToolContext, ToolInvocation, ToolResult } from "@inhouse/contracts";
import { InvalidInputError, RuntimeClosedError } from "@inhouse/contracts";
import type { ToolExample, ToolSuite } from "../tool-suite.ts";

/** A suite for a tool that does all that the cases ask for, and does it well. */
export function sampleSuite(): ToolSuite {
  const world = { payments: new Set<string>(), running: 0 };
  const call = (action: string, word = ""): ToolExample => ({ input: { action, word } });
  return {
    create: () => sampleTool(world),
    works: call("say", "hello"),
    fails: call("fail"),
    lasts: call("last"),
    overruns: call("overrun"),
    floods: call("flood"),
    maxCharacters: 5_000,
    makesFiles: call("file"),
    memory: { write: (word) => call("write", word), read: call("read") },
    callsTool: (name, input) => call("call", `${name} ${JSON.stringify(input)}`),
    effects: { call: call("pay"), count: () => world.payments.size },
    refuses: [{ type: "sample", volume: -1 }],
    secrets: ["hush-hush"],
    ownFrames: /^ {4}at words\.txt:\d+:\d+$/,
    running: () => world.running,
    patienceMs: 300,
  };
}

interface World {
  readonly payments: Set<string>;
  running: number;
}

function sampleTool(world: World): Tool {
  const words = new Map<string, string>();
  const closing = new AbortController();
  const keyOf = (tenant: string, threadId: string): string => JSON.stringify([tenant, threadId]);
  const actions: Readonly<Record<string, (word: string, context: ToolContext) => Answer>> = {
    say: (word) => ({ output: `You said ${word}` }),
    fail: () => ({ output: "There is no such word.\n    at words.txt:1:1", isError: true }),
    overrun: () => ({ output: "It took longer than 0 s.", isError: true }),
    flood: () => ({ output: `${"x".repeat(1_000)} (shortened)` }),
    write: (word, { tenant, threadId }) => {
      words.set(keyOf(tenant, threadId), word);
      return { output: "noted" };
    },
    read: (_, { tenant, threadId }) => ({
      output: words.get(keyOf(tenant, threadId)) ?? "nothing",
    }),
    pay: (_, { idempotencyKey }) => {
      world.payments.add(idempotencyKey);
      return { output: "paid" };
    },
    async call(word, { signal, tools, tenant, threadId }) {
      const [name = "", ...input] = word.split(" ");
      const kept = words.get(keyOf(tenant, threadId)) ?? "nothing";
      let isOver = false;
      tools.allowRepeat?.(async () => {
        if (!isOver) words.set(keyOf(tenant, threadId), kept);
        return !isOver;
      });
      try {
        return await tools.call(name, JSON.parse(input.join(" ")) as JsonValue, { signal });
      } finally {
        isOver = true;
      }
    },
    async file(_, { files }) {
      const bytes = new TextEncoder().encode("content");
      const { id } = await files.create({ filename: "a.txt", mediaType: "text/plain", bytes });
      return { output: "made a.txt", outputs: [{ type: "file", fileId: id }] };
    },
    async last(_, { signal, onOutput }) {
      world.running += 1;
      onOutput({ stream: "stdout", text: "running" });
      await aborted(AbortSignal.any([signal, closing.signal]));
      world.running -= 1;
      throw new Error("The call was stopped.");
    },
  };
  return {
    type: "sample",
    afterCrash: "retry",
    callsTools: { maxCalls: 10, repeatable: true },
    timeoutMs: 1_000,
    functions(definition) {
      const { volume = 1 } = definition as { volume?: unknown };
      if (volume === 1) return [sampleFunction];
      const received = String(volume);
      throw new InvalidInputError({ param: "volume", expected: "1", received });
    },
    async execute(call, context) {
      context.signal.throwIfAborted();
      closing.signal.throwIfAborted();
      const { action, word } = argumentsOf(call);
      const act = Object.hasOwn(actions, action) ? actions[action] : undefined;
      if (act === undefined) return { output: "There is no such action.", isError: true };
      return act(word, context);
    },
    async forgetThread(tenant, threadId) {
      words.delete(keyOf(tenant, threadId));
    },
    async close() {
      closing.abort(new RuntimeClosedError());
    },
  };
}

type Answer = ToolResult | Promise<ToolResult>;

const sampleFunction = {
  name: "sample",
  description: "Does what it is told.",
  parameters: {
    type: "object",
    properties: { action: { type: "string" }, word: { type: "string" } },
    required: ["action", "word"],
  },
};

function argumentsOf({ input }: ToolInvocation): {
  readonly action: string;
  readonly word: string;
} {
  const given = (input ?? {}) as { readonly action?: unknown; readonly word?: unknown };
  const textOf = (value: unknown): string => (typeof value === "string" ? value.slice(0, 100) : "");
  return { action: textOf(given.action), word: textOf(given.word) };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

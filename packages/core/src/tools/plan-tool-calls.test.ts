import type { Clock, Tool, ToolDefinition } from "@inhouse/contracts";
import { describe, expect, it } from "vitest";
import { adapterTool } from "../test-support/world.ts";
import { functionTool } from "./function-tool.ts";
import { inputHash } from "./input-hash.ts";
import type { RequestedCall } from "./plan-tool-calls.ts";
import { planToolCalls } from "./plan-tool-calls.ts";
import { ToolRegistry } from "./tool-registry.ts";

const parameters = {
  type: "object",
  properties: { a: { type: "number" }, list: { type: "array", items: { enum: ["x"] } } },
  required: ["a"],
  additionalProperties: false,
};
const listed = (name: string): ToolDefinition => ({ type: "function", function: { name } });
const clock: Clock = { now: () => 7, setTimer: () => () => undefined };
const hasty: Clock = {
  now: () => 7,
  setTimer(_, callback) {
    queueMicrotask(callback);
    return () => undefined;
  },
};

function plan(
  calls: readonly Partial<RequestedCall>[],
  tools: readonly Tool[],
  parallelToolCalls = true,
  time: Clock = clock,
  signal: AbortSignal = new AbortController().signal,
) {
  const definitions = [...tools.map((tool) => listed(tool.name ?? "")), listed("remote")];
  const bindings = new ToolRegistry(tools, { clock: time, timeoutMs: 1_000 }).bind(definitions);
  const requested = calls.map((call, index) => ({
    id: `call_${index}`,
    name: "add",
    arguments: '{"a":1}',
    problem: null,
    providerResult: null,
    ...call,
  }));
  return planToolCalls(requested, { bindings, parallelToolCalls, now: 7, signal });
}

const add = functionTool({ name: "add", description: "", parameters, execute: () => "" });
const asking = (needsApproval: () => boolean | Promise<boolean>) =>
  functionTool({ name: "add", description: "", execute: () => "", needsApproval });

describe("the plan of a call", () => {
  it.each<readonly [Partial<RequestedCall>, object]>([
    [{}, { status: "started", startedAt: 7 }],
    [
      { name: "remote", arguments: "{}" },
      { status: "awaiting_output", startedAt: null },
    ],
    [{ name: "remote", arguments: "not JSON" }, { status: "awaiting_output" }],
    [
      { name: "sub" },
      {
        status: "failed",
        output: "There is no tool 'sub'. The tools are: add, remote.",
        endedAt: 7,
      },
    ],
    [
      { arguments: '{"a":' },
      { status: "failed", output: "The arguments are not valid JSON. Call it again." },
    ],
    [
      { arguments: "" },
      { status: "failed", output: expect.stringContaining('required property "a"') },
    ],
    [{ arguments: "[]" }, { status: "failed", output: expect.stringContaining("do not fit") }],
    [{ arguments: '{"a":"1"}' }, { status: "failed", output: expect.stringContaining("#/a") }],
    [{ arguments: '{"a":1,"b":2}' }, { status: "failed", output: expect.stringContaining("#/b") }],
    [
      { arguments: '{"a":1,"list":["x","y"]}' },
      { status: "failed", output: expect.stringContaining("#/list/1") },
    ],
    [{ problem: "Cut off." }, { status: "failed", output: "Cut off." }],
    [
      { providerResult: { output: "42", isError: false } },
      { status: "completed", output: "42", endedAt: 7 },
    ],
    [{ providerResult: { output: "no", isError: true } }, { status: "failed", output: "no" }],
  ])("%j", async (call, expected) => {
    const [planned] = await plan([call], [add]);
    expect(planned).toMatchObject(expected);
  });

  it("runs only the first of several calls where one at a time is allowed", async () => {
    const planned = await plan([{}, {}], [add], false);
    expect(planned.map(({ status }) => status)).toEqual(["started", "failed"]);
  });

  it("holds calls to a schema that is frozen", async () => {
    const tool = functionTool({
      name: "add",
      description: "",
      parameters: Object.freeze({ type: "object", required: ["a"] }),
      execute: () => "",
    });
    Object.freeze(tool.functions({ type: "function" })[0]?.parameters);
    const [planned] = await plan([{ arguments: "{}" }], [tool]);
    expect(planned?.status).toBe("failed");
  });

  it("lets a call go on whose schema nobody can check", async () => {
    const broken = [
      { type: "object", properties: { a: { pattern: "(" } } },
      { type: "object", $ref: "#/nowhere" },
    ];
    for (const schema of broken) {
      const tool = functionTool({
        name: "add",
        description: "",
        parameters: schema,
        execute: () => "",
      });
      const [planned] = await plan([{ arguments: '{"a":"x"}' }], [tool]);
      expect(planned?.status).toBe("started");
    }
  });

  it("bears arguments that are nested very deep", async () => {
    const schema = {
      type: "object",
      properties: { a: { $ref: "#/$defs/n" } },
      $defs: { n: { items: { $ref: "#/$defs/n" } } },
    };
    const tool = functionTool({
      name: "add",
      description: "",
      parameters: schema,
      execute: () => "",
    });
    const text = `{"a":${"[".repeat(50_000)}${"]".repeat(50_000)}}`;
    const [planned] = await plan([{ arguments: text }], [tool]);
    expect(planned).toMatchObject({
      status: "failed",
      output: "The arguments do not fit the parameters: #: they are nested too deep",
    });
  });
});

describe("approval", () => {
  it.each([
    ["a yes", async () => true, "awaiting_approval"],
    ["a no", () => false, "started"],
    [
      "an exception",
      () => {
        throw new Error("no idea");
      },
      "awaiting_approval",
    ],
    ["a rejection", () => Promise.reject("no idea"), "awaiting_approval"],
  ])("is decided by %s", async (_, needsApproval, status) => {
    const [planned] = await plan([{ arguments: "{}" }], [asking(needsApproval)]);
    expect(planned?.status).toBe(status);
  });

  it("is needed when the tool does not say in time", async () => {
    const silent = asking(() => new Promise(() => undefined));
    const [planned] = await plan([{ arguments: "{}" }], [silent], true, hasty);
    expect(planned?.status).toBe("awaiting_approval");
  });

  it("is needed when the run is stopped while the tool still thinks", async () => {
    const silent = asking(() => new Promise(() => undefined));
    const stopping = new AbortController();
    const planning = plan([{ arguments: "{}" }], [silent], true, clock, stopping.signal);
    stopping.abort();
    expect((await planning)[0]?.status).toBe("awaiting_approval");
  });

  it("is bound to the call, its name and its arguments", async () => {
    const [call] = await plan([{}], [add]);
    if (call === undefined) throw new Error("A call was planned");
    const others = [
      { id: "call_x" },
      { name: "x" },
      { arguments: "{}" },
      { name: "add{", arguments: '"a":1}' },
    ];
    const hashes = await Promise.all(
      [{}, ...others].map((other) => inputHash({ ...call, ...other })),
    );
    expect(new Set(hashes).size).toBe(5);
    expect(await inputHash({ ...call, status: "pending", startedAt: null })).toBe(hashes[0]);
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
  });
});

it("a tool's complaint about its settings names the field of the whole input", () => {
  const picky = adapterTool("picky", {
    functions: (entry) => {
      if (!("limit" in entry)) return [];
      return functionTool({
        name: "f",
        description: "",
        execute: () => "",
        timeoutMs: entry.limit as number,
      }).functions({
        type: "picky",
      });
    },
  });
  const registry = new ToolRegistry([picky], { clock, timeoutMs: 1_000 });
  expect(registry.bind([{ type: "picky" }])).toEqual([]);
  expect(() => registry.bind([{ type: "picky" }, { type: "picky", limit: 0 }])).toThrow(
    "'tools[1].timeoutMs' must be a whole number of at least 1, but it is 0.",
  );
});

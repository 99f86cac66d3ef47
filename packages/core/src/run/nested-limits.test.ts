import type { ToolCaller, ToolResult } from "@inhouse/contracts";
import { describe, expect, it } from "vitest";
import { attempt, callsOfRun, codeTool, runCode } from "../test-support/code-tool.ts";
import { anyTool, startEngine } from "../test-support/engine.ts";

describe("code", () => {
  it.each<readonly [string, (tools: ToolCaller) => Promise<ToolResult>, string]>([
    ["an unknown function", (tools) => tools.call("wether", {}), "unknown_tool"],
    ["itself", (tools) => tools.call("code", {}), "unknown_tool"],
    ["other arguments", (tools) => tools.call("weather", { city: 7 }), "invalid_arguments"],
    ["no arguments", (tools) => tools.call("weather", undefined as never), "invalid_arguments"],
    [
      "what is no JSON",
      (tools) => tools.call("weather", { city: 1n } as never),
      "invalid_arguments",
    ],
    ["long arguments", (tools) => tools.call("weather", { city: "x".repeat(3e5) }), "too_large"],
    [
      "what it gave up before",
      (tools) => tools.call("weather", { city: "Rome" }, { signal: AbortSignal.abort() }),
      "stopped",
    ],
  ])("is refused a call of %s, and nothing of it is kept", async (_, call, reason) => {
    const ran = await runCode((tools) => attempt(call(tools)));
    expect(ran.said).toBe(`It said ${reason}.`);
    expect(await callsOfRun(ran, ran.run.id)).toHaveLength(1);
  });

  it("is told by which field its arguments are wrong", async () => {
    const ran = await runCode(async (tools) => {
      const error: unknown = await tools.call("weather", {}).catch((one: unknown) => one);
      return String(error);
    });
    expect(ran.said).toMatch(/ToolCallError: The arguments of 'weather' do not fit.*"city"/);
  });

  it("may make as many calls as its tool says, those that were refused included", async () => {
    const ran = await runCode(async (tools) => {
      const cities = ["Rome", 7, "Oslo", "Bonn", "Kyiv", "Lima", "Baku"];
      const told = await Promise.all(
        cities.map((city) => attempt(tools.call("weather", { city }))),
      );
      return told.map((one) => one.slice(0, 8)).join(" ");
    });
    const ok = '{"sunny"';
    const all = [ok, "invalid_", ok, ok, ok, "too_many", "too_many"];
    expect(ran.said).toBe(`It said ${all.join(" ")}.`);
    expect(await callsOfRun(ran, ran.run.id)).toHaveLength(1 + 4);
  });

  it("may not fill the step with arguments", async () => {
    const ran = await runCode(async (tools) => {
      const told: string[] = [];
      for (const letter of "abc") {
        const city = letter.repeat(200_000);
        told.push((await attempt(tools.call("weather", { city }))).slice(0, 9));
      }
      return told.join(" ");
    });
    expect(ran.said).toBe('It said {"sunny": {"sunny": too_large.');
  });

  it("takes a long result whole, of which an excerpt is kept, and none that is longer than that", async () => {
    const long = anyTool("long", (input) => "x".repeat((input as { length: number }).length));
    const ran = await runCode(
      async (tools) => {
        const told: string[] = [];
        for (const length of [200_000, 200_000, 1_000_000, 2_000_000]) {
          const { output, isError } = await tools.call("long", { length });
          told.push(`${output.length} ${isError}`);
        }
        return told.join(", ");
      },
      [long],
    );
    expect(ran.said).toMatch(/^It said 200000 false, 200000 false, 1000000 false, \d\d true\.$/);
    const [, ...calls] = await callsOfRun(ran, ran.run.id);
    expect(calls.map((call) => call.status)).toEqual([...Array(3).fill("completed"), "failed"]);
    expect(calls[0]?.output).toHaveLength(200_000);
    expect(calls[1]?.output).toMatch(/^x+\n\[199000 characters of this output are left out/);
    expect(calls[2]?.output?.length).toBeLessThan(1_200);
    expect(calls[3]?.output).toContain("2000000 characters long");
  });
});

it("is refused for a tool with a policy that allows nothing", () => {
  const callsTools = { maxCalls: 0 };
  expect(() => startEngine(["Hi"], { tools: [codeTool(async () => "", { callsTools })] })).toThrow(
    "'tools[0].callsTools' must be absent, or a policy that allows at least 1 call",
  );
});

import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "@inhouse/model-scripted";
import { startFakeOpenAI } from "@inhouse/model-scripted/http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { followUps } from "./prompts.ts";

const program = join(import.meta.dirname, "main.ts");
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "quickstart-"));
});

afterEach(() => rm(folder, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** When to stop the program, and how. */
interface Interrupt {
  readonly at: string;
  readonly signal: "SIGINT" | "SIGKILL";
}

/** Starts the program in a folder of its own, offline unless the environment says else. */
async function run(
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
  interrupt: Interrupt | null = null,
): Promise<Ended> {
  const { PATH } = process.env;
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    env: { ...(PATH === undefined ? {} : { PATH }), ...env },
  });
  let output = "";
  const hear = (chunk: Buffer): void => {
    const wasReached = interrupt === null || output.includes(interrupt.at);
    output += chunk;
    if (!wasReached && output.includes(interrupt.at)) child.kill(interrupt.signal);
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, output };
}

/** The rain of each month, added up from the file by other means than the example's. */
async function rainByMonth(): Promise<ReadonlyMap<string, number>> {
  const csv = await readFile(join(import.meta.dirname, "data/seattle-weather.csv"), "utf8");
  const rain = new Map<string, number>();
  for (const line of csv.trim().split("\n").slice(1)) {
    const [date = "", millimetres] = line.split(",");
    const month = date.slice(0, 7);
    rain.set(month, (rain.get(month) ?? 0) + Number(millimetres));
  }
  return rain;
}

test("offline, it answers from the data, leaves a chart, and goes on at the next start", async () => {
  const first = await run();
  expect(first.output).toContain("No key found: an offline scripted model answers");
  const rain = await rainByMonth();
  const [wettest, most] = [...rain].reduce((a, b) => (b[1] > a[1] ? b : a));
  const name = new Date(wettest).toLocaleDateString("en-GB", {
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  const words = first.output.replace(/\s+/g, " ");
  expect(words).toContain(`The wettest month was ${name}, with ${most.toFixed(1)} mm`);
  expect(first.output).toMatch(/^✓ run completed, .*SVG: 1 of 1$/m);
  expect(first.output).not.toContain("\x1b");
  expect(first.code).toBe(0);

  const files = join(folder, ".inhouse/quickstart/files");
  const chart = await readFile(join(files, "seattle-weather.svg"), "utf8");
  expect(chart.match(/fill="#7cb2e8"/g)).toHaveLength(rain.size);
  const summary = await readFile(join(files, "summary.md"), "utf8");
  for (const [month, sum] of rain) expect(summary).toContain(`| ${month} | ${sum.toFixed(1)} |`);

  const second = await run();
  const again = second.output.replace(/\s+/g, " ");
  expect(second.output).toContain("Earlier on this thread");
  expect(again).toContain(followUps[0]);
  expect(again).toContain("The Python session of the last start is gone");
  expect(again).toMatch(new RegExp(`mm fell on it, \\d+ % of the ${most.toFixed(1)} mm`));
  expect(second.code).toBe(0);
});

test("Ctrl-C cancels the run, keeps the text, and the next start asks again", async () => {
  const stopped = await run([], {}, { at: "╭─ Python", signal: "SIGINT" });
  expect(stopped.output).toMatch(/^Run run_\w+ cancelled$/m);
  expect(stopped.code).toBe(130);
  const next = await run();
  expect(next.output).toMatch(
    /Earlier on this thread\n {2}You .*\n {2}Assistant {2}I read the file/,
  );
  expect(next.output).toMatch(/^✓ run completed, .*SVG: 1 of 1$/m);
  expect(next.code).toBe(0);
});

test("after a kill in the middle, the next start finishes the run at once", async () => {
  const killed = await run([], {}, { at: "╰─ completed", signal: "SIGKILL" });
  expect(killed.code).toBe(null);
  const next = await run();
  expect(next.output).toMatch(/^Run run_\w+ completed$/m);
  expect(next.output).toMatch(/^✓ run completed, .*SVG: 1 of 1$/m);
  expect(next.code).toBe(0);
});

test("with an endpoint it asks that, goes on with the thread, and begins anew if told to", async () => {
  await using server = await startFakeOpenAI({
    models: { local: ({ lastUserText }) => text(`You said: ${lastUserText}`) },
  });
  const env = { OPENAI_BASE_URL: server.baseURL, INHOUSE_MODEL: "local" };
  const first = await run(["good", "morning"], env);
  expect(first.output).toContain("local answers, from http://127.0.0.1:");
  expect(first.output).toContain("You said: good morning");
  expect(first.code).toBe(0);
  const second = await run(["good evening"], env);
  expect(second.output).toMatch(/You {8}good morning\n {2}Assistant {2}You said: good morning/);
  const third = await run(["--fresh", "hello"], env);
  expect(third.output).not.toContain("good morning");
  expect(JSON.stringify(server.requests.at(-1)?.body)).not.toContain("good morning");
});

test("a refused key, an unknown model and a wrong option end with what to do next", async () => {
  await using server = await startFakeOpenAI({ models: { local: ["Hello"] }, apiKey: "right" });
  const env = {
    OPENAI_BASE_URL: server.baseURL,
    OPENAI_API_KEY: "right",
    INHOUSE_MODEL: "local",
  };
  const refused = await run(["hello"], { ...env, OPENAI_API_KEY: "wrong" });
  expect(refused.output).toContain("Check OPENAI_API_KEY");
  expect(refused.code).toBe(1);
  const unknown = await run(["hello"], { ...env, INHOUSE_MODEL: "remote" });
  expect(unknown.output).toContain("Set INHOUSE_MODEL");
  expect(unknown.code).toBe(1);
  const misspelt = await run(["--frehs"]);
  expect(misspelt.output).toContain("usage: ");
  expect(misspelt.code).toBe(2);
});

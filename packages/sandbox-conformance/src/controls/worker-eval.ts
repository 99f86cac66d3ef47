import type { SandboxTarget } from "../target/sandbox-target.ts";
import { openWorker } from "./open-worker.ts";

const source = `
import { parentPort } from "node:worker_threads";
const AsyncFunction = (async () => {}).constructor;
const tools = { echo: async (value) => value };
parentPort.on("message", async (code) => {
  const lines = [];
  const log = (...values) => lines.push(values.map(String).join(" "));
  let value;
  try {
    value = await new AsyncFunction("console", "tools", code)({ log }, tools);
  } catch (error) {
    value = error;
  }
  const text = typeof value === "string" ? value : value instanceof Error ? value.stack : JSON.stringify(value);
  parentPort.postMessage([...lines, text].join("\\n"));
});`;

/** JavaScript that a worker simply evaluates, one call after the other: a control. */
export function openSandbox(): SandboxTarget {
  const worker = openWorker<string>(source);
  return {
    language: "javascript",
    run: async (code) => ({ output: await worker.ask(code), files: [] }),
    close: worker.close,
  };
}

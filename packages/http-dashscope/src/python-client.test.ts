import { execFile, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { TurnRequest } from "@inhouse/model-scripted";
import { toolCall } from "@inhouse/model-scripted";
import { describe, expect, it } from "vitest";
import { serve } from "./testing/serve.ts";
import { storages, world } from "./testing/world.ts";

const script = fileURLToPath(new URL("testing/python-client.py", import.meta.url));
const isThere = spawnSync("python3", ["-c", "import requests"]).status === 0;

/** Why the tests do not run; empty: they do. */
const reason = isThere ? "" : " (skipped: there is no Python 3 with the package 'requests')";

async function python(argument: string): Promise<unknown> {
  // Proxies of the environment are no way to this host.
  const env = { ...process.env, NO_PROXY: "127.0.0.1" };
  const { stdout } = await promisify(execFile)("python3", [script, argument], { env });
  return JSON.parse(stdout);
}

/** Asks for the weather, and answers from what it was told. */
function answer({ toolResults }: TurnRequest): ReturnType<typeof toolCall> | string {
  const [result] = toolResults;
  return result === undefined ? toolCall("get_weather") : `It is ${result.text}: 好。`;
}

const title = `a client in Python that reads as the SDK does${reason}`;

// Starting Python takes seconds where the machine is busy.
describe.skipIf(!isThere)(title, () => {
  it("falls over what the SDK falls over", async () => {
    expect(await python("trip")).toEqual([
      "a space before done",
      "one JSON on two lines",
      "a delta that is an object",
      "no tools",
    ]);
  });

  it.each(storages)("has a conversation over HTTP, on $name", async ({ open }) => {
    await using opened = await open();
    await using w = world(answer, { runtime: { storage: opened.storage } });
    await using server = await serve(w.fetch);
    expect(await python(server.url)).toEqual({
      assistant: [200, "assistant", 1],
      waiting: ["requires_action", ["get_weather"]],
      done: "completed",
      messages: [
        ["assistant", "It is rain: 好。"],
        ["user", "Weather in 奥斯陆?"],
      ],
      steps: ["message_creation", "tool_calls"],
      stream: ["thread.run.created", "thread.run.completed", "It is sun: 好。"],
      refused: [404, "ModelNotFound", true, true],
      "refused stream": [[null, 404]],
      updated: ["Ann", 1],
      deleted: [200, true],
    });
  });
});

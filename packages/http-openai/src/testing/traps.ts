import type { OpenAI } from "openai";
import type { World } from "./world.ts";
import { lookUp } from "./world.ts";

export async function begin(world: World): Promise<{ assistant_id: string; thread: string }> {
  const { assistants, threads } = world.openai.beta;
  const { id } = await assistants.create({ model: "demo", tools: [lookUp] });
  const thread = await threads.create({ messages: [{ role: "user", content: "Hi" }] });
  return { assistant_id: id, thread: thread.id };
}

export type Run = OpenAI.Beta.Threads.Run;

export async function waiting(world: World): Promise<Run> {
  const { thread, ...body } = await begin(world);
  return world.openai.beta.threads.runs.createAndPoll(thread, body);
}

export function outputs(run: Run, output = "fine"): { tool_call_id: string; output: string }[] {
  const calls = run.required_action?.submit_tool_outputs.tool_calls ?? [];
  return calls.map(({ id }) => ({ tool_call_id: id, output }));
}

/** The frames of a stream as they come over the wire. */
export async function frames(
  world: World,
  path: string,
  body: object,
): Promise<[string, unknown][]> {
  const headers = { "content-type": "application/json" };
  const init = { method: "POST", headers, body: JSON.stringify({ ...body, stream: true }) };
  const response = await world.fetch(`${world.baseURL}${path}`, init);
  return (await response.text())
    .split("\n\n")
    .filter((frame) => frame !== "")
    .map((frame) => {
      const [, event = "", data = ""] = /^event: (.*)\ndata: (.*)$/.exec(frame) ?? [];
      return [event, data === "[DONE]" ? data : JSON.parse(data)];
    });
}

import { toolCall } from "@inhouse/model-scripted";
import { scriptedImageModel } from "@inhouse/model-scripted/image";
import { textToImage } from "@inhouse/tool-image";
import { expect, it } from "vitest";
import type { SeenEvent } from "./testing/check-events.ts";
import { checkEvents } from "./testing/check-events.ts";
import { sdks } from "./testing/sdks.ts";
import { createWorld } from "./testing/world.ts";

it.each(sdks)("shows $name an image that was drawn, as a file of the message", async (sdk) => {
  const calls = toolCall("text_to_image", { prompt: "a fox", size: "32x32" });
  await using world = await createWorld([calls, "Here it is."], {
    sdk,
    runtime: { tools: [textToImage({ model: scriptedImageModel() })] },
  });
  const { assistants, threads } = world.openai.beta;
  // The hosted API had no such tool, and neither have the types of its SDK.
  const tools = [{ type: "text_to_image" as "code_interpreter" }];
  const { id: assistant_id } = await assistants.create({ model: "demo", tools });
  const thread = { messages: [{ role: "user" as const, content: "Draw a fox" }] };
  const reading = threads.createAndRunStream({ assistant_id, thread });
  const seen: SeenEvent[] = [];
  reading.on("event", (event) => seen.push(structuredClone(event) as unknown as SeenEvent));
  const images: string[] = [];
  reading.on("imageFileDone", ({ file_id }) => images.push(file_id));
  const [message] = await reading.finalMessages();
  expect(checkEvents(seen.filter(({ event }) => event !== "thread.created"))).toEqual([]);
  expect(message?.content.map(({ type }) => type)).toEqual(["text", "image_file"]);
  expect(images).toHaveLength(1);
  const run = await reading.finalRun();
  const steps = await threads.runs.steps.list(run.id, { thread_id: run.thread_id, order: "asc" });
  expect(steps.data[0]?.step_details).toMatchObject({
    type: "tool_calls",
    tool_calls: [
      {
        type: "function",
        function: { name: "text_to_image", output: expect.stringContaining(images[0] ?? "none") },
      },
    ],
  });
  const content = await world.openai.files.content(images[0] ?? "");
  const bytes = Buffer.from(await content.arrayBuffer());
  expect(bytes.subarray(0, 4).toString("latin1")).toBe("\x89PNG");
});

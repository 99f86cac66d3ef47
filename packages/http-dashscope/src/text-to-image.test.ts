import { toolCall } from "@inhouse/model-scripted";
import { moderation, scriptedImageModel } from "@inhouse/model-scripted/image";
import { textToImage } from "@inhouse/tool-image";
import { expect, test } from "vitest";
import { ended, wireId } from "./testing/api.ts";
import { world } from "./testing/world.ts";

const draws = toolCall("text_to_image", { prompt: "a fox", size: "32x32", count: 2 });
const messages = [{ role: "user", content: "Draw two foxes" }];

const timeText = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/);

interface ImageStep {
  readonly step_details: {
    readonly tool_calls: readonly {
      readonly id: string;
      readonly text_to_image: { readonly arguments: string; readonly output: string };
    }[];
  };
}

test.each(["text_to_image", "wanx"])("an assistant with the tool %s draws", async (type) => {
  const tools = [textToImage({ model: scriptedImageModel() })];
  await using api = world([draws, "Here they are."], { runtime: { tools } });
  const { client } = api;
  const assistant = await client.json("POST", "/assistants", {
    model: "qwen-max",
    tools: [{ type }],
  });
  expect(assistant.tools).toEqual([{ type: "text_to_image" }]);
  const run = await client.json("POST", "/threads/runs", {
    assistant_id: assistant.id,
    thread: { messages },
  });
  const at = `/threads/${run.thread_id}`;
  expect((await ended(client, `${at}/runs/${run.id}`)).status).toBe("completed");
  const { data: steps } = await client.json("GET", `${at}/runs/${run.id}/steps?order=asc`);
  const { tool_calls: calls } = (steps[0] as unknown as ImageStep).step_details;
  const { output } = calls[0]?.text_to_image ?? { output: "" };
  const task = JSON.parse(output);
  expect(task).toEqual({
    task_id: calls[0]?.id,
    task_status: "SUCCEEDED",
    submit_time: timeText,
    scheduled_time: timeText,
    end_time: timeText,
    results: [1, 2].map(() => ({ url: expect.any(String), file_id: wireId("file") })),
    task_metrics: { TOTAL: 2, SUCCEEDED: 2, FAILED: 0 },
    message: expect.stringContaining("Made 2 images"),
  });
  const { data: said } = await client.json("GET", `${at}/messages?limit=1`);
  const ids = task.results.map(({ file_id }: { file_id: string }) => file_id);
  expect(said[0]?.content).toEqual([
    { type: "text", text: { value: "Here they are.", annotations: [] } },
    ...ids.map((file_id: string) => ({ type: "image_file", image_file: { file_id } })),
  ]);
  expect(said[0]?.file_ids).toEqual(ids);
  expect(task.results[0].url).toBe(`http://in-process/api/v1/files/${ids[0]}/content`);
  expect(task.message).toContain(ids[0]);
  const image = await api.fetch(task.results[0].url);
  expect(image.headers.get("content-type")).toBe("image/png");
  const bytes = Buffer.from(await image.arrayBuffer());
  expect(bytes.subarray(0, 4).toString("latin1")).toBe("\x89PNG");
});

test("a refusal is told in the stream as the output of a task that failed", async () => {
  const tools = [textToImage({ model: scriptedImageModel([moderation()]) })];
  await using api = world([draws, "I may not."], { runtime: { tools } });
  const { id } = await api.client.json("POST", "/assistants", {
    model: "qwen-max",
    tools: [{ type: "text_to_image" }],
  });
  const { frames } = await api.client.stream("/threads/runs", {
    assistant_id: id,
    thread: { messages },
  });
  const outputs = frames
    .filter(({ event }) => event === "thread.run.step.delta")
    .map(({ data }) => JSON.parse(data).delta.step_details.tool_calls[0].text_to_image.output)
    .filter((output) => output !== undefined);
  expect(outputs.map((output) => JSON.parse(output))).toMatchObject([
    {
      task_status: "FAILED",
      results: [],
      message: expect.stringContaining("The image model refuses to make this image"),
    },
  ]);
  expect(frames.at(-2)?.event).toBe("thread.run.completed");
});

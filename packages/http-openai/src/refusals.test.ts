import { describe, expect, it } from "vitest";
import { post } from "./testing/post.ts";
import { createWorld } from "./testing/world.ts";

const long = "x".repeat(256_001);
const pairs = Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`k${index}`, "v"]));
const user = { role: "user", content: "Hi" };

const rows: readonly (readonly [
  path: string,
  body: object | null,
  message: string,
  code: string,
  param: string,
])[] = [
  [
    "/assistants",
    {},
    "Missing required parameter: 'model'.",
    "missing_required_parameter",
    "model",
  ],
  ["/assistants", { model: "demo", x: 1 }, "Unknown parameter: 'x'.", "unknown_parameter", "x"],
  [
    "/assistants",
    { model: "gpt-9" },
    "The requested model 'gpt-9' does not exist.",
    "model_not_found",
    "model",
  ],
  [
    "/assistants",
    { model: 5 },
    "Invalid type for 'model': expected a string, but got an integer instead.",
    "invalid_type",
    "model",
  ],
  [
    "/assistants",
    { model: "demo", metadata: { k: 1 } },
    "Invalid type for 'metadata.k': expected a string, but got an integer instead.",
    "invalid_type",
    "metadata.k",
  ],
  [
    "/assistants",
    { model: "demo", metadata: [] },
    "Invalid type for 'metadata': expected an object, but got an array instead.",
    "invalid_type",
    "metadata",
  ],
  [
    "/assistants",
    { model: "demo", metadata: pairs },
    "Invalid 'metadata': too many properties. Expected an object with at most 16 properties, but got an object with 17 properties instead.",
    "object_above_max_properties",
    "metadata",
  ],
  [
    "/assistants",
    { model: "demo", name: "x".repeat(257) },
    "Invalid 'name': string too long. Expected a string with maximum length 256, but got a string with length 257 instead.",
    "string_above_max_length",
    "name",
  ],
  [
    "/assistants",
    { model: "demo", temperature: 2.5 },
    "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 2.5 instead.",
    "decimal_above_max_value",
    "temperature",
  ],
  [
    "/assistants",
    { model: "demo", top_p: -1 },
    "Invalid 'top_p': integer below minimum value. Expected a value >= 0, but got -1 instead.",
    "integer_below_min_value",
    "top_p",
  ],
  [
    "/assistants",
    { model: "demo", tools: Array.from({ length: 129 }, () => ({ type: "code_interpreter" })) },
    "Invalid 'tools': array too long. Expected an array with maximum length 128, but got an array with length 129 instead.",
    "array_above_max_length",
    "tools",
  ],
  [
    "/assistants",
    { model: "demo", tools: [{ type: "function", function: { name: "a b" } }] },
    "Invalid 'tools[0].function.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]{1,64}$'.",
    "invalid_value",
    "tools[0].function.name",
  ],
  [
    "/assistants",
    { model: "demo", reasoning_effort: "huge" },
    "Invalid value: 'huge'. Supported values are: 'none', 'minimal', 'low', 'medium', 'high', 'xhigh', and 'max'.",
    "invalid_value",
    "reasoning_effort",
  ],
  [
    "/assistants",
    { model: "demo", response_format: "json" },
    "Invalid value: 'json'. Supported values are: 'auto'.",
    "invalid_value",
    "response_format",
  ],
  [
    "/assistants",
    { model: "demo", response_format: { type: "xml" } },
    "Invalid value: 'xml'. Supported values are: 'text', 'json_object', and 'json_schema'.",
    "invalid_value",
    "response_format.type",
  ],
  [
    "/assistants",
    { model: "demo", response_format: { type: "json_schema" } },
    "Missing required parameter: 'response_format.json_schema'.",
    "missing_required_parameter",
    "response_format.json_schema",
  ],
  [
    "/assistants",
    { model: "demo", tools: [{ type: "file_search" }] },
    "This server has no tool for file_search, and so no vector stores. Give the runtime a tool of the type 'file_search'.",
    "file_search_unavailable",
    "tools[0].type",
  ],
  [
    "/threads",
    { tool_resources: { file_search: { vector_stores: [{}] } } },
    "This server has no tool for file_search, and so no vector stores. Give the runtime a tool of the type 'file_search'.",
    "file_search_unavailable",
    "tool_resources.file_search",
  ],
  [
    "/threads",
    {
      messages: [
        { ...user, attachments: [{ file_id: "file_1", tools: [{ type: "file_search" }] }] },
      ],
    },
    "This server has no tool for file_search, and so no vector stores. Give the runtime a tool of the type 'file_search'.",
    "file_search_unavailable",
    "messages[0].attachments[0].tools",
  ],
  [
    "/threads",
    { tool_resources: { code_interpreter: { file_ids: ["file_x"] } } },
    "'tool_resources.code_interpreter.file_ids[0]' must be the id of a file, but it is 'file_x'.",
    "invalid_value",
    "tool_resources.code_interpreter.file_ids[0]",
  ],
  [
    "/threads/THREAD/messages",
    { content: "Hi" },
    "Missing required parameter: 'role'.",
    "missing_required_parameter",
    "role",
  ],
  [
    "/threads/THREAD/messages",
    { ...user, role: "system" },
    "Invalid value: 'system'. Supported values are: 'user' and 'assistant'.",
    "invalid_value",
    "role",
  ],
  [
    "/threads/THREAD/messages",
    { ...user, content: long },
    "Invalid 'content': string too long. Expected a string with maximum length 256000, but got a string with length 256001 instead.",
    "string_above_max_length",
    "content",
  ],
  [
    "/threads/THREAD/messages",
    { ...user, content: [] },
    "Invalid 'content': array too short. Expected an array with minimum length 1, but got an array with length 0 instead.",
    "array_below_min_length",
    "content",
  ],
  [
    "/threads/THREAD/messages",
    { ...user, content: 5 },
    "Invalid type for 'content': expected an array, but got an integer instead.",
    "invalid_type",
    "content",
  ],
  [
    "/threads/THREAD/messages",
    { ...user, content: [{ type: "text", text: { value: "x" } }] },
    "Invalid type for 'content[0].text': expected a string, but got an object instead.",
    "invalid_type",
    "content[0].text",
  ],
  [
    "/threads/THREAD/runs",
    {},
    "Missing required parameter: 'assistant_id'.",
    "missing_required_parameter",
    "assistant_id",
  ],
  [
    "/threads/THREAD/runs",
    { assistant_id: "ASSISTANT", max_prompt_tokens: 10 },
    "Invalid 'max_prompt_tokens': integer below minimum value. Expected a value >= 256, but got 10 instead.",
    "integer_below_min_value",
    "max_prompt_tokens",
  ],
  [
    "/threads/THREAD/runs",
    { assistant_id: "ASSISTANT", tool_choice: { type: "function", function: { name: "f" } } },
    "'tool_choice.function.name' must be one of the run's tools, but it is 'f'.",
    "invalid_value",
    "tool_choice.function.name",
  ],
  [
    "/threads/THREAD/runs",
    { assistant_id: "ASSISTANT", truncation_strategy: { type: "last_messages" } },
    "Missing required parameter: 'truncation_strategy.last_messages'.",
    "missing_required_parameter",
    "truncation_strategy.last_messages",
  ],
  [
    "/threads/runs",
    { assistant_id: "ASSISTANT", additional_instructions: "x" },
    "Unknown parameter: 'additional_instructions'.",
    "unknown_parameter",
    "additional_instructions",
  ],
];

describe("a bad request", () => {
  it.each(rows)(
    "is refused in the words of the hosted API: %s %o",
    async (path, body, message, code, param) => {
      await using world = await createWorld([]);
      const { id } = await world.inhouse.assistants.create({ model: "demo" });
      const thread = await world.inhouse.threads.create();
      const sent = JSON.parse(JSON.stringify(body).replaceAll("ASSISTANT", id));
      expect(await post(world, path.replace("THREAD", thread.id), sent)).toEqual({
        status: 400,
        error: { message, type: "invalid_request_error", param, code },
      });
      expect((await world.inhouse.messages.list(thread.id)).data).toEqual([]);
    },
  );

  it.each([
    ["/threads/THREAD/runs", { assistant_id: "asst_x" }, "No assistant found with id 'asst_x'."],
    ["/threads/runs", { assistant_id: "asst_x" }, "No assistant found with id 'asst_x'."],
    ["/threads/thread_x/messages", user, "No thread found with id 'thread_x'."],
    ["/threads/THREAD/runs/run_x/cancel", {}, "No run found with id 'run_x'."],
    ["/threads/THREAD/messages/msg_x", {}, "No message found with id 'msg_x'."],
  ])("names what there is not: %s", async (path, body, message) => {
    await using world = await createWorld([]);
    const thread = await world.inhouse.threads.create();
    expect(await post(world, path.replace("THREAD", thread.id), body)).toMatchObject({
      status: 404,
      error: { message, param: null, code: null },
    });
  });
});

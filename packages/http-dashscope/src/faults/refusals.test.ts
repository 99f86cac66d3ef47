import { toolCall } from "@inhouse/model-scripted";
import { describe, expect, it } from "vitest";
import { ended, requestId, upload } from "../testing/api.ts";
import { echoTool, weather, world } from "../testing/world.ts";

const thread = { messages: [{ role: "user", content: "Hi" }] };

describe("a request is refused in the flat form, naming the field", () => {
  it.each([
    ["POST", "/assistants", {}, 400, "InvalidParameter", "'model' must be"],
    ["POST", "/assistants", "model", 400, "InvalidParameter", "The request must be an object"],
    ["POST", "/assistants", { model: "gpt" }, 404, "ModelNotFound", "'gpt'"],
    ["POST", "/assistants", { model: "qwen-max", top_p: 2 }, 400, "InvalidParameter", "'top_p'"],
    ["POST", "/assistants", { model: "qwen-max", top_k: 0.5 }, 400, "InvalidParameter", "'top_k'"],
    [
      "POST",
      "/assistants",
      { model: "qwen-max", max_tokens: 0 },
      400,
      "InvalidParameter",
      "'max_tokens'",
    ],
    [
      "POST",
      "/assistants",
      { model: "qwen-max", file_ids: ["file_x"] },
      400,
      "InvalidParameter",
      "'file_ids[0]'",
    ],
    [
      "POST",
      "/assistants",
      { model: "qwen-max", file_ids: "file_x" },
      400,
      "InvalidParameter",
      "'file_ids' must be an array",
    ],
    [
      "POST",
      "/assistants",
      { model: "qwen-max", tools: [{ type: "rag", prompt_ra: {} }] },
      400,
      "InvalidParameter",
      "'tools[0].type' is 'rag', and no such tool is installed here. It must be one of 'function'.",
    ],
    [
      "POST",
      "/assistants",
      { model: "qwen-max", tools: [{ type: "function" }] },
      400,
      "InvalidParameter",
      "'tools[0].function' must be an object",
    ],
    [
      "POST",
      "/threads",
      { messages: [{ content: "" }] },
      400,
      "InvalidParameter",
      "'messages[0].content'",
    ],
    [
      "POST",
      "/threads",
      { messages: [{ content: "Hi", file_ids: ["file_x"] }] },
      400,
      "InvalidParameter",
      "'messages[0].file_ids[0]'",
    ],
    ["POST", "/threads/thread_x/messages", { content: "Hi" }, 404, "NotFound", "thread_x"],
    ["POST", "/threads/thread_x/runs", {}, 400, "InvalidParameter", "'assistant_id'"],
    ["POST", "/threads/runs", {}, 400, "InvalidParameter", "'assistant_id' must be an id"],
    ["GET", "/threads/thread_x/runs/run_x/steps/step_x", undefined, 404, "NotFound", "step_x"],
    ["GET", "/assistants?limit=-1", undefined, 400, "InvalidParameter", "'limit'"],
    ["GET", "/assistants?order=up", undefined, 400, "InvalidParameter", "'order'"],
    ["GET", "/assistants?after=a&before=b", undefined, 400, "InvalidParameter", "'before'"],
    ["GET", "/assistants?after=asst_x", undefined, 400, "InvalidParameter", "'after'"],
    ["GET", "/files?page_no=0", undefined, 400, "InvalidParameter", "'page_no'"],
    ["GET", "/nothing", undefined, 404, "NotFound", "/nothing"],
    ["DELETE", "/threads", undefined, 405, "MethodNotAllowed", "POST"],
  ])("%s %s with %j: %i", async (method, path, body, status, code, message) => {
    await using w = world([]);
    const refusal = await w.client.json(method, path, body, status);
    expect(refusal).toEqual({
      code,
      message: expect.stringContaining(message),
      request_id: requestId,
    });
  });
});

it("refuses a run on a thread that there is not", async () => {
  await using w = world([]);
  const { id } = await w.client.json("POST", "/assistants", { model: "qwen-max" });
  const path = "/threads/thread_00000000-0000-4000-8000-000000000000/runs";
  const { message } = await w.client.json("POST", path, { assistant_id: id, stream: true }, 404);
  expect(message).toBe("No thread found with id 'thread_00000000-0000-4000-8000-000000000000'.");
});

it("refuses a key that is not good", async () => {
  await using w = world([], { dialect: { authenticate: () => null } });
  expect(await w.client.json("GET", "/assistants", undefined, 401)).toMatchObject({
    code: "InvalidApiKey",
  });
});

it("takes a workspace for a tenant only where it is told to", async () => {
  const authenticate = (request: Request) => request.headers.get("x-dashscope-workspace");
  await using w = world([], { dialect: { authenticate } });
  const inWorkspace = (id: string) => ({ "x-dashscope-workspace": id });
  const created = await w.client.send(
    "POST",
    "/assistants",
    { model: "qwen-max" },
    inWorkspace("a"),
  );
  const path = `/assistants/${JSON.parse(created.text).id}`;
  const own = await w.client.send("GET", path, undefined, inWorkspace("a"));
  const other = await w.client.send("GET", path, undefined, inWorkspace("b"));
  expect([own.status, other.status]).toEqual([200, 404]);

  await using plain = world([]);
  const { id } = await plain.client.json("POST", "/assistants", { model: "qwen-max" });
  const same = await plain.client.send("GET", `/assistants/${id}`, undefined, inWorkspace("b"));
  expect(same.status).toBe(200);
});

it("refuses a second run and a message while a run waits, and all outputs but the right ones", async () => {
  await using w = world([toolCall("get_weather"), "Done."]);
  const { client } = w;
  const { id } = await client.json("POST", "/assistants", { model: "qwen-max", tools: [weather] });
  const run = await client.json("POST", "/threads/runs", { assistant_id: id, thread });
  const runs = `/threads/${run.thread_id}/runs`;
  await ended(client, `${runs}/${run.id}`);
  const busy = await client.json("POST", runs, { assistant_id: id, stream: true }, 409);
  expect(busy).toEqual({
    code: "Conflict",
    message: `Thread '${run.thread_id}' has an active run '${run.id}'. Wait until it has ended, or cancel it.`,
    request_id: requestId,
  });
  await client.json("POST", `/threads/${run.thread_id}/messages`, { content: "Hi" }, 409);
  const submit = `${runs}/${run.id}/submit_tool_outputs`;
  for (const outputs of [
    undefined,
    [],
    [{ output: "a" }, { output: "b" }],
    [{ tool_call_id: "call_x", output: "a" }],
    [{ output: 1 }],
  ]) {
    const refusal = await client.json("POST", submit, { tool_outputs: outputs, stream: true }, 400);
    expect(refusal.code).toBe("InvalidParameter");
  }
  await client.json("POST", submit, { tool_outputs: [{ output: "a" }] });
  expect((await ended(client, `${runs}/${run.id}`)).status).toBe("completed");
  await client.json("POST", submit, { tool_outputs: [{ output: "a" }] }, 409);
});

it("hands the entry of a tool that is installed to that tool, as it came", async () => {
  const seen: unknown[] = [];
  const tool = {
    ...echoTool("my-plug-in"),
    functions: (definition: unknown) => {
      seen.push(definition);
      return [{ name: "call_it", description: "", parameters: { type: "object" } }];
    },
  };
  await using w = world([], { runtime: { tools: [tool] } });
  const entry = { type: "my-plug-in", auth: { type: "user_http", user_token: "t" } };
  const body = { model: "qwen-max", tools: [entry] };
  expect(await w.client.json("POST", "/assistants", body)).toMatchObject({ tools: [entry] });
  expect(seen).toEqual([entry]);
});

it("lets the tools that it is told of read the files", async () => {
  await using w = world([], { dialect: { fileTools: ["rag", "code_interpreter"] } });
  const fileId = await upload(w.fetch, "a");
  const body = { model: "qwen-max", file_ids: [fileId] };
  const { id } = await w.client.json("POST", "/assistants", body);
  const { data } = await w.inhouse.assistants.list();
  const own = { fileIds: [data[0]?.toolResources.rag?.fileIds].flat() };
  expect(data[0]?.toolResources).toEqual({ rag: own, code_interpreter: own });
  await w.client.json("DELETE", `/assistants/${id}/files/${fileId}`);
  expect((await w.inhouse.assistants.list()).data[0]?.toolResources).toEqual({
    rag: { fileIds: [] },
    code_interpreter: { fileIds: [] },
  });
});

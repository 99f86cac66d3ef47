import { createRuntime } from "@inhouse/core";
import { scriptedModel } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import { expect, it } from "vitest";
import { importOpenAI } from "./import-openai.ts";

function runtime(): ReturnType<typeof createRuntime> {
  return createRuntime({ models: { demo: scriptedModel(["Go on."]) }, storage: memoryStorage() });
}

const assistant = {
  id: "asst_old",
  object: "assistant",
  created_at: 1_700_000_000,
  name: "Old",
  description: null,
  model: "gpt-4o",
  instructions: "Be brief.",
  tools: [
    { type: "file_search", file_search: { ranking_options: { ranker: "x", score_threshold: 0 } } },
    { type: "function", function: { name: "f", description: null, parameters: {}, strict: false } },
  ],
  tool_resources: { file_search: { vector_store_ids: ["vs_1"] } },
  metadata: { team: "a" },
  temperature: 1,
  top_p: 1,
  response_format: "auto",
};
const thread = {
  id: "thread_old",
  object: "thread",
  created_at: 1_700_000_001,
  metadata: {},
  tool_resources: {},
};

function message(id: string, created_at: number, role: string, text: string, more = {}): object {
  const content = [{ type: "text", text: { value: text, annotations: [] } }];
  const base = { id, object: "thread.message", created_at, thread_id: "thread_old", role, content };
  return { ...base, assistant_id: null, run_id: null, attachments: [], metadata: {}, ...more };
}

function lines(...objects: object[]): string[] {
  return objects.map((object) => JSON.stringify(object));
}

const options = { models: { "gpt-4o": "demo" }, skipUnknownTools: true };

it("brings a conversation in that goes on here", async () => {
  await using inhouse = runtime();
  // As the hosted API listed them: the newest first, and two in the same second.
  const newestFirst = [
    message("msg_3", 1_700_000_009, "user", "Three"),
    message("msg_2", 1_700_000_009, "assistant", "Two"),
    message("msg_1", 1_700_000_005, "user", "One"),
  ];
  const file = [...lines(...newestFirst, thread, assistant), "", " "];
  const report = await importOpenAI(inhouse, file, options);
  expect(report.created).toEqual({ assistants: 1, threads: 1, messages: 3 });
  expect(report.warnings).toEqual([
    "The files and vector stores of 'asst_old' were not kept.",
    "Assistant 'asst_old': the tool 'file_search' is not here.",
  ]);
  const assistantId = report.assistants.asst_old ?? "";
  expect(await inhouse.assistants.retrieve(assistantId)).toMatchObject({
    name: "Old",
    model: "demo",
    tools: [{ type: "function", function: { name: "f" } }],
    metadata: { openai_id: "asst_old", openai_created_at: "1700000000", team: "a" },
  });
  const threadId = report.threads.thread_old ?? "";
  const { data } = await inhouse.messages.list(threadId, { order: "asc" });
  expect(data.map(({ role, metadata }) => [role, metadata.openai_id])).toEqual([
    ["user", "msg_1"],
    ["assistant", "msg_2"],
    ["user", "msg_3"],
  ]);
  const run = await inhouse.runs.create(threadId, { assistantId });
  expect((await inhouse.runs.wait(run.id)).status).toBe("completed");
});

it("brings nothing in twice, and goes on where it broke off", async () => {
  await using inhouse = runtime();
  const first = lines(assistant, thread, message("msg_1", 5, "user", "One"));
  await importOpenAI(inhouse, first, options);
  const more = lines(message("msg_2", 6, "assistant", "Two"));
  const report = await importOpenAI(inhouse, [...first, ...more], options);
  expect(report.created).toEqual({ assistants: 0, threads: 0, messages: 1 });
  const again = await importOpenAI(inhouse, more, options);
  expect(again.created).toEqual({ assistants: 0, threads: 0, messages: 0 });
  expect((await inhouse.threads.list()).data).toHaveLength(1);
});

it("keeps what it can of files, and says what it cannot", async () => {
  await using inhouse = runtime();
  const { id } = await inhouse.files.create({ filename: "a.png", content: new Uint8Array([1]) });
  const image = (file: string): object => ({ type: "image_file", image_file: { file_id: file } });
  const content = [image("file-a"), image("file-b"), { type: "refusal", refusal: "No." }];
  const attachments = [
    { file_id: "file-a", tools: [{ type: "code_interpreter" }] },
    { file_id: "file-c", tools: [] },
  ];
  const file = lines(
    thread,
    message("msg_1", 5, "user", "", { content, attachments }),
    message("msg_2", 6, "user", ""),
  );
  const report = await importOpenAI(inhouse, file, { files: { "file-a": id } });
  const { data } = await inhouse.messages.list(report.threads.thread_old ?? "");
  expect(data).toHaveLength(1);
  expect(data[0]).toMatchObject({
    content: [{ type: "image_file", fileId: id }, { text: "[image file-b]" }, { text: "No." }],
    attachments: [{ fileId: id }],
  });
  expect(report.warnings).toEqual([
    "Message 'msg_1': the image 'file-b' is not here.",
    "Message 'msg_1': the attached file 'file-c' is not here.",
    "Message 'msg_2': it is empty, and was left out.",
  ]);
});

it("remembers the id first where metadata is full", async () => {
  await using inhouse = runtime();
  const pairs = Array.from({ length: 16 }, (_, index) => [`k${index}`, "v"]);
  const full = { ...thread, metadata: Object.fromEntries(pairs) };
  const report = await importOpenAI(inhouse, lines(full));
  expect(report.warnings).toEqual(["The metadata of 'thread_old' had no room for 'k15'."]);
  expect((await importOpenAI(inhouse, lines(full))).created.threads).toBe(0);
});

it.each([
  ["{", "line 1"],
  ["[]", "line 1"],
  ['{"object":"thread.run"}', "line 1: object"],
  [JSON.stringify({ ...thread, created_at: "x" }), "line 1: created_at"],
  [JSON.stringify(message("msg_1", 5, "system", "x")), "line 1: role"],
  [JSON.stringify(message("msg_1", 5, "user", "x")), "line 1: thread_id"],
  [JSON.stringify({ ...assistant, model: "demo" }), "line 1: tools[0].type"],
  [JSON.stringify({ ...assistant, tools: [] }), "line 1: model"],
])("names the line that is wrong: %s", async (line, param) => {
  await using inhouse = runtime();
  const refused = importOpenAI(inhouse, [line]);
  await expect(refused).rejects.toMatchObject({ code: "invalid_input", param });
  await expect(refused).rejects.toThrow(`'${param}'`);
});

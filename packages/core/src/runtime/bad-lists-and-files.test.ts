import { beforeAll, describe, expect, it } from "vitest";
import type { BadCall, BadInputWorld } from "../test-support/bad-input.ts";
import { bad, badInputWorld, expectRefusal } from "../test-support/bad-input.ts";
import { adapterTool } from "../test-support/world.ts";
import { createRuntime } from "./create-runtime.ts";

const list =
  (options: unknown): BadCall[0] =>
  ({ inhouse }) =>
    inhouse.assistants.list(bad(options));
const file =
  (input: unknown): BadCall[0] =>
  ({ inhouse }) =>
    inhouse.files.create(bad(input));

const lists: readonly BadCall[] = [
  [list(null), "The input must be an object, but it is null."],
  [list(20), "The input must be an object, but it is 20."],
  [list({ limit: 0 }), "'limit' must be a whole number from 1 to 100, but it is 0."],
  [list({ limit: 101 }), "'limit' must be a whole number from 1 to 100, but it is 101."],
  [list({ limit: "20" }), "'limit' must be a whole number from 1 to 100, but it is '20'."],
  [list({ limit: Number.NaN }), "'limit' must be a whole number from 1 to 100, but it is NaN."],
  [list({ order: "newest" }), "'order' must be one of 'asc', 'desc', but it is 'newest'."],
  [list({ after: "" }), "'after' must be an id, but it is ''."],
  [
    list({ after: "asst_missing" }),
    "'after' must be the id of something in this list, but it is 'asst_missing'.",
  ],
  [
    list({ before: "a'; drop table records" }),
    "'before' must be an id, but it is 'a'; drop table records'.",
  ],
  [
    list({ cursor: "asst_1" }),
    "'cursor' must be left out: there is no such field, but it is 'asst_1'.",
  ],
  [
    ({ inhouse, threadId }) => inhouse.assistants.list({ after: threadId }),
    "'after' must be the id of something in this list, but it is '$threadId'.",
  ],
  [
    ({ inhouse, foreign }) => inhouse.threads.list({ before: foreign.threadId }),
    "'before' must be the id of something in this list, but it is '$foreign.threadId'.",
  ],
  [
    ({ inhouse, foreign }) => inhouse.files.list({ after: foreign.fileId }),
    "'after' must be the id of something in this list, but it is '$foreign.fileId'.",
  ],
  [
    ({ inhouse, idleThreadId, messageId }) =>
      inhouse.messages.list(idleThreadId, { after: messageId }),
    "'after' must be the id of something in this list, but it is '$messageId'.",
  ],
  [
    ({ inhouse, threadId, messageId, runId }) =>
      inhouse.messages.list(threadId, { after: messageId, runId }),
    "'after' must be the id of something in this list, but it is '$messageId'.",
  ],
  [
    ({ inhouse, threadId }) => inhouse.messages.list(threadId, bad({ run_id: "run_1" })),
    "'run_id' must be left out: there is no such field (is 'runId' meant?), but it is 'run_1'.",
  ],
  [
    ({ inhouse, threadId }) => inhouse.messages.list(threadId, { runId: "" }),
    "'runId' must be an id, but it is ''.",
  ],
  [
    ({ inhouse }) => inhouse.messages.list("thread_missing"),
    "No thread found with id 'thread_missing'.",
  ],
  [
    ({ inhouse }) => inhouse.runs.list("thread_missing"),
    "No thread found with id 'thread_missing'.",
  ],
  [
    ({ inhouse, threadId, stepId }) => inhouse.runs.list(threadId, { after: stepId }),
    "'after' must be the id of something in this list, but it is '$stepId'.",
  ],
  [
    ({ inhouse, runId }) => inhouse.runs.steps.list(runId, { limit: 1.5 }),
    "'limit' must be a whole number from 1 to 100, but it is 1.5.",
  ],
];

const files: readonly BadCall[] = [
  [file(undefined), "The input must be an object, but it is missing."],
  [file({ content: "x" }), "'filename' must be a string, but it is missing."],
  [
    file({ filename: "", content: "x" }),
    "'filename' must be a name that is not empty, but it is ''.",
  ],
  [
    file({ filename: "n".repeat(5_000), content: "x" }),
    "'filename' must be a string of at most 4096 characters, but it is a string of 5000 characters.",
  ],
  [
    file({ filename: "a.txt" }),
    "'content' must be a string, Uint8Array or ArrayBuffer, but it is missing.",
  ],
  [
    file({ filename: "a.txt", content: null }),
    "'content' must be a string, Uint8Array or ArrayBuffer, but it is null.",
  ],
  [
    file({ filename: "a.txt", content: [1, 2] }),
    "'content' must be a string, Uint8Array or ArrayBuffer, but it is an array with 2 items.",
  ],
  [
    file({ filename: "a.txt", content: new Blob(["x"]) }),
    "'content' must be a string, Uint8Array or ArrayBuffer, but it is a Blob.",
  ],
  [
    file({ filename: "a.txt", content: "x".repeat(1_001) }),
    "'content' must be at most 1000 bytes, but it is 1001 bytes.",
  ],
  [
    file({ filename: "a.txt", content: "é".repeat(501) }),
    "'content' must be at most 1000 bytes, but it is 1002 bytes.",
  ],
  [
    file({ filename: "a.txt", content: new Uint8Array(1_001) }),
    "'content' must be at most 1000 bytes, but it is 1001 bytes.",
  ],
  [
    file({ filename: "a.txt", content: "x", mediaType: "text" }),
    "'mediaType' must be a media type, such as 'text/csv', but it is 'text'.",
  ],
  [
    file({ filename: "a.txt", content: "x", mediaType: "text/html\r\nx: y" }),
    "'mediaType' must be a media type, such as 'text/csv', but it is 'text/html\\r\\nx: y'.",
  ],
  [
    file({ filename: "a.txt", content: "x", purpose: "fine-tune" }),
    "'purpose' must be one of 'assistants', 'assistants_output', 'vision', 'user_data', but it is 'fine-tune'.",
  ],
  [
    file({ filename: "a.txt", content: "x", threadId: "thread_1" }),
    "'threadId' must be left out: there is no such field, but it is 'thread_1'.",
  ],
  [
    file({ filename: "a.txt", content: "x", metadata: { a: 1 } }),
    "'metadata.a' must be a string, but it is 1.",
  ],
  [
    ({ inhouse }) => inhouse.files.retrieve("file_missing"),
    "No file found with id 'file_missing'.",
  ],
  [({ inhouse }) => inhouse.files.content("file_missing"), "No file found with id 'file_missing'."],
  [
    ({ inhouse }) => inhouse.files.content(bad(undefined)),
    "'fileId' must be an id, but it is missing.",
  ],
  [({ inhouse }) => inhouse.files.delete("file_missing"), "No file found with id 'file_missing'."],
];

const closing: readonly BadCall[] = [
  [({ inhouse }) => inhouse.close(bad(null)), "The input must be an object, but it is null."],
  [
    ({ inhouse }) => inhouse.close({ drainMs: -1 }),
    "'drainMs' must be a whole number of at least 0, but it is -1.",
  ],
  [
    ({ inhouse }) => inhouse.close({ drainMs: Number.NaN }),
    "'drainMs' must be a whole number of at least 0, but it is NaN.",
  ],
  [
    ({ inhouse }) => inhouse.close(bad({ force: true })),
    "'force' must be left out: there is no such field, but it is true.",
  ],
  [
    async ({ inhouse }) => inhouse.forTenant(bad(undefined)),
    "'tenant' must be 1 to 64 of [A-Za-z0-9_-], but it is missing.",
  ],
  [
    async ({ inhouse }) => inhouse.forTenant(bad(42)),
    "'tenant' must be 1 to 64 of [A-Za-z0-9_-], but it is 42.",
  ],
  [
    async ({ inhouse }) => inhouse.forTenant(""),
    "'tenant' must be 1 to 64 of [A-Za-z0-9_-], but it is ''.",
  ],
  [
    async ({ inhouse }) => inhouse.forTenant("a/b"),
    "'tenant' must be 1 to 64 of [A-Za-z0-9_-], but it is 'a/b'.",
  ],
  [
    async ({ inhouse }) => inhouse.forTenant("a\n"),
    "'tenant' must be 1 to 64 of [A-Za-z0-9_-], but it is 'a\\n'.",
  ],
  [
    async ({ inhouse }) => inhouse.forTenant("t".repeat(65)),
    "'tenant' must be 1 to 64 of [A-Za-z0-9_-], but it is a string of 65 characters.",
  ],
];

let world: BadInputWorld;
beforeAll(async () => {
  world = await badInputWorld();
  return () => world.inhouse.close({ drainMs: 0 });
});

it.each([...lists, ...files, ...closing].map((row) => ({ row, message: row[1] })))(
  "refuses: $message",
  async ({ row }) => {
    await expectRefusal(world, row);
  },
);

describe("createRuntime", () => {
  const models = {};
  const tool = adapterTool("t");
  const refusals: readonly (readonly [options: (storage: unknown) => unknown, message: string])[] =
    [
      [() => undefined, "The input must be an object, but it is missing."],
      [
        () => ({}),
        "'models' must be a map of models, a function, or a provider of the AI SDK, but it is missing.",
      ],
      [
        () => ({ models: "gpt" }),
        "'models' must be a map of models, a function, or a provider of the AI SDK, but it is 'gpt'.",
      ],
      [
        () => ({ models }),
        "'storage' must be a storage, such as memoryStorage() of '@inhouse/storage-memory', but it is missing.",
      ],
      [
        () => ({ models, storage: {} }),
        "'storage' must be a storage, such as memoryStorage() of '@inhouse/storage-memory', but it is an empty object.",
      ],
      [
        (storage) => ({ models, storage, tools: tool }),
        "'tools' must be an array, but it is an object with 3 fields.",
      ],
      [
        (storage) => ({ models, storage, tools: [{}] }),
        "'tools[0]' must be a tool, such as functionTool makes it: with a type, functions, execute and a time limit of at least 1 ms if any, but it is an empty object.",
      ],
      [
        (storage) => ({ models, storage, tools: [null] }),
        "'tools[0]' must be a tool, such as functionTool makes it: with a type, functions, execute and a time limit of at least 1 ms if any, but it is null.",
      ],
      [
        (storage) => ({ models, storage, tools: [{ ...tool, timeoutMs: 0 }] }),
        "'tools[0]' must be a tool, such as functionTool makes it: with a type, functions, execute and a time limit of at least 1 ms if any, but it is an object with 4 fields.",
      ],
      [
        (storage) => ({ models, storage, tools: [{ ...tool, type: "function" }] }),
        "'tools[0]' must be a tool, such as functionTool makes it: with a type, functions, execute and a time limit of at least 1 ms if any, but it is an object with 3 fields.",
      ],
      [
        (storage) => ({ models, storage, tools: [tool, tool] }),
        "'tools[1].type' must be a name that no other tool of this runtime has, but it is 't'.",
      ],
      [
        (storage) => ({ models, storage, settings: { maxSteps: 0 } }),
        "'settings.maxSteps' must be a whole number of at least 1, but it is 0.",
      ],
      [
        (storage) => ({ models, storage, settings: { maxStep: 5 } }),
        "'settings.maxStep' must be left out: there is no such field, but it is 5.",
      ],
      [
        (storage) => ({ models, storage, contextSizes: { demo: -1 } }),
        "'contextSizes' must be a function, or whole numbers of at least 1 by model, but it is an object with 1 field.",
      ],
      [
        (storage) => ({ models, storage, onError: console }),
        "'onError' must be a function, but it is a console.",
      ],
      [
        (storage) => ({ models, storage, clock: Date }),
        "'clock' must be a clock, but it is a function.",
      ],
      [
        (storage) => ({ models, storage, logger: console }),
        "'logger' must be left out: there is no such field, but it is a console.",
      ],
    ];

  it.each(refusals)("refuses options: $1", (options, message) => {
    expect(() => createRuntime(bad(options(world.storage)))).toThrow(message);
  });
});

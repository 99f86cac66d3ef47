import { beforeAll, it } from "vitest";
import type { BadCall, BadInputWorld } from "../test-support/bad-input.ts";
import { bad, badInputWorld, expectRefusal } from "../test-support/bad-input.ts";

const create =
  (input: unknown): BadCall[0] =>
  ({ inhouse }) =>
    inhouse.threads.create(bad(input));
const say =
  (input: unknown): BadCall[0] =>
  ({ inhouse, idleThreadId }) =>
    inhouse.messages.create(idleThreadId, bad(input));
const part = (value: unknown): BadCall[0] => say({ content: [value] });
const url = (value: unknown): BadCall[0] => part({ type: "image_url", url: value });
const attach =
  (...attachments: unknown[]): BadCall[0] =>
  ({ inhouse, idleThreadId }) =>
    inhouse.messages.create(idleThreadId, { content: "Hi", attachments: bad(attachments) });
const change =
  (input: unknown): BadCall[0] =>
  ({ inhouse, messageId }) =>
    inhouse.messages.update(messageId, bad(input));

const threads: readonly BadCall[] = [
  [create(null), "The input must be an object, but it is null."],
  [create([]), "The input must be an object, but it is an empty array."],
  [create(new Date(0)), "The input must be an object, but it is a Date."],
  [create({ messages: {} }), "'messages' must be an array, but it is an empty object."],
  [create({ messages: ["Hi"] }), "'messages[0]' must be an object, but it is 'Hi'."],
  [
    create({ messages: [{ content: "Hi" }, { content: "" }] }),
    "'messages[1].content' must be a text that is not empty, but it is ''.",
  ],
  [
    create({ messages: [{ content: [{ type: "file", fileId: "file_missing" }] }] }),
    "'messages[0].content[0].fileId' must be the id of a file, but it is 'file_missing'.",
  ],
  [
    create({ messages: Array.from({ length: 1_001 }, () => ({ content: "Hi" })) }),
    "'messages' must be an array of at most 1000 messages, but it is an array with 1001 items.",
  ],
  [create({ metadata: { a: null } }), "'metadata.a' must be a string, but it is null."],
  [
    create({ toolResources: { code_interpreter: { fileIds: ["file_missing"] } } }),
    "'toolResources.code_interpreter.fileIds[0]' must be the id of a file, but it is 'file_missing'.",
  ],
  [create({ title: "x" }), "'title' must be left out: there is no such field, but it is 'x'."],
  [
    ({ inhouse, idleThreadId }) => inhouse.threads.update(idleThreadId, bad({ messages: [] })),
    "'messages' must be left out: there is no such field, but it is an empty array.",
  ],
  [
    ({ inhouse, idleThreadId }) => inhouse.threads.update(idleThreadId, bad("x")),
    "The input must be an object, but it is 'x'.",
  ],
  [
    ({ inhouse }) => inhouse.threads.update("thread_missing", {}),
    "No thread found with id 'thread_missing'.",
  ],
  [({ inhouse }) => inhouse.threads.retrieve(bad(42)), "'threadId' must be an id, but it is 42."],
  [
    ({ inhouse, messageId }) => inhouse.threads.retrieve(messageId),
    "No thread found with id '$messageId'.",
  ],
  [
    ({ inhouse }) => inhouse.threads.delete("thread_missing"),
    "No thread found with id 'thread_missing'.",
  ],
];

const messages: readonly BadCall[] = [
  [say(undefined), "The input must be an object, but it is missing."],
  [say("Hi"), "The input must be an object, but it is 'Hi'."],
  [say({}), "'content' must be a string or an array of parts, but it is missing."],
  [say({ content: "" }), "'content' must be a text that is not empty, but it is ''."],
  [say({ content: " \n\t" }), "'content' must be a text that is not empty, but it is ' \\n\\t'."],
  [say({ content: 5 }), "'content' must be a string or an array of parts, but it is 5."],
  [
    say({ content: { type: "text", text: "Hi" } }),
    "'content' must be a string or an array of parts, but it is an object with 2 fields.",
  ],
  [
    say({ content: "c".repeat(256_001) }),
    "'content' must be a string of at most 256000 characters, but it is a string of 256001 characters.",
  ],
  [
    say({ content: [] }),
    "'content' must be an array of at least one part, but it is an empty array.",
  ],
  [
    say({ content: Array.from({ length: 257 }, () => ({ type: "text", text: "a" })) }),
    "'content' must be an array of at most 256 parts, but it is an array with 257 items.",
  ],
  [
    say({ content: "Hi", role: "system" }),
    "'role' must be one of 'user', 'assistant', but it is 'system'.",
  ],
  [
    say({ content: "Hi", run_id: "run_1" }),
    "'run_id' must be left out: there is no such field, but it is 'run_1'.",
  ],
  [part("Hi"), "'content[0]' must be an object, but it is 'Hi'."],
  [part([]), "'content[0]' must be an object, but it is an empty array."],
  [
    part({ text: "Hi" }),
    "'content[0].type' must be one of 'text', 'image_file', 'image_url', 'file', but it is missing.",
  ],
  [
    part({ type: "audio" }),
    "'content[0].type' must be one of 'text', 'image_file', 'image_url', 'file', but it is 'audio'.",
  ],
  [
    part({ type: "refusal", refusal: "No." }),
    "'content[0].type' must be one of 'text', 'image_file', 'image_url', 'file', but it is 'refusal'.",
  ],
  [
    part({ type: "toString" }),
    "'content[0].type' must be one of 'text', 'image_file', 'image_url', 'file', but it is 'toString'.",
  ],
  [part({ type: "text" }), "'content[0].text' must be a string, but it is missing."],
  [part({ type: "text", text: 5 }), "'content[0].text' must be a string, but it is 5."],
  [
    part({ type: "text", text: { value: "Hi" } }),
    "'content[0].text' must be a string, but it is an object with 1 field.",
  ],
  [
    part({ type: "text", text: "Hi", annotations: [] }),
    "'content[0].annotations' must be left out: there is no such field, but it is an empty array.",
  ],
  [part({ type: "file" }), "'content[0].fileId' must be an id, but it is missing."],
  [
    part({ type: "file", file_id: "file_1" }),
    "'content[0].file_id' must be left out: there is no such field (is 'fileId' meant?), but it is 'file_1'.",
  ],
  [
    part({ type: "image_file", fileId: "file_missing" }),
    "'content[0].fileId' must be the id of a file, but it is 'file_missing'.",
  ],
  [
    part({ type: "image_file", fileId: "file_1", detail: "huge" }),
    "'content[0].detail' must be one of 'auto', 'low', 'high', but it is 'huge'.",
  ],
  [
    ({ inhouse, idleThreadId, foreign }) =>
      inhouse.messages.create(idleThreadId, {
        content: [
          { type: "text", text: "See" },
          { type: "file", fileId: foreign.fileId },
        ],
      }),
    "'content[1].fileId' must be the id of a file, but it is '$foreign.fileId'.",
  ],
  [
    ({ inhouse, idleThreadId, messageId }) =>
      inhouse.messages.create(idleThreadId, { content: [{ type: "file", fileId: messageId }] }),
    "'content[0].fileId' must be the id of a file, but it is '$messageId'.",
  ],
  [
    url(undefined),
    "'content[0].url' must be an http or https URL, or a data URL of an image, but it is missing.",
  ],
  [
    url("javascript:alert(1)"),
    "'content[0].url' must be an http or https URL, or a data URL of an image, but it is 'javascript:alert(1)'.",
  ],
  [
    url("file:///etc/passwd"),
    "'content[0].url' must be an http or https URL, or a data URL of an image, but it is 'file:///etc/passwd'.",
  ],
  [
    url("/images/a.png"),
    "'content[0].url' must be an http or https URL, or a data URL of an image, but it is '/images/a.png'.",
  ],
  [
    url("http://"),
    "'content[0].url' must be an http or https URL, or a data URL of an image, but it is 'http://'.",
  ],
  [
    url("data:text/html,<script>"),
    "'content[0].url' must be an http or https URL, or a data URL of an image, but it is 'data:text/html,<script>'.",
  ],
  [
    url(`data:image/png;base64,${"A".repeat(1_000_000)}`),
    "'content[0].url' must be an http or https URL, or a data URL of an image, of at most 1000000 characters: store larger images as files, but it is a string of 1000022 characters.",
  ],
  [attach("file_1"), "'attachments[0]' must be an object, but it is 'file_1'."],
  [
    attach({ fileId: "file_missing", tools: [{ type: "code_interpreter" }] }),
    "'attachments[0].fileId' must be the id of a file, but it is 'file_missing'.",
  ],
  [
    attach({ fileId: "file_1", tools: [] }),
    "'attachments[0].tools' must be an array of at least one tool, but it is an empty array.",
  ],
  [attach({ fileId: "file_1" }), "'attachments[0].tools' must be an array, but it is missing."],
  [
    attach({ fileId: "file_1", tools: [{}] }),
    "'attachments[0].tools[0].type' must be a string of 1 to 256 characters, but it is missing.",
  ],
  [
    attach(...Array.from({ length: 65 }, () => ({ fileId: "f", tools: [{ type: "t" }] }))),
    "'attachments' must be an array of at most 64 attachments, but it is an array with 65 items.",
  ],
  [
    ({ inhouse, threadId }) => inhouse.messages.create(threadId, { content: "Hi" }),
    "Cannot create a message on thread '$threadId' while run '$runId' is active. Wait for it, cancel it, or create the next run with whenBusy 'queue' or 'interrupt'.",
  ],
  [
    ({ inhouse }) => inhouse.messages.create("thread_missing", { content: "Hi" }),
    "No thread found with id 'thread_missing'.",
  ],
  [
    ({ inhouse }) => inhouse.messages.create(bad(null), { content: "Hi" }),
    "'threadId' must be an id, but it is null.",
  ],
  [change({}), "'metadata' must be an object of strings, but it is missing."],
  [change({ metadata: { a: 1 } }), "'metadata.a' must be a string, but it is 1."],
  [
    change({ metadata: {}, content: "changed" }),
    "'content' must be left out: there is no such field, but it is 'changed'.",
  ],
  [
    ({ inhouse }) => inhouse.messages.update("msg_missing", { metadata: {} }),
    "No message found with id 'msg_missing'.",
  ],
  [
    ({ inhouse }) => inhouse.messages.retrieve("msg_missing"),
    "No message found with id 'msg_missing'.",
  ],
  [
    ({ inhouse, messageId }) => inhouse.messages.delete(messageId),
    "Cannot delete a message on thread '$threadId' while run '$runId' is active. Wait for it, cancel it, or create the next run with whenBusy 'queue' or 'interrupt'.",
  ],
  [
    ({ inhouse }) => inhouse.messages.delete("msg_missing"),
    "No message found with id 'msg_missing'.",
  ],
];

let world: BadInputWorld;
beforeAll(async () => {
  world = await badInputWorld();
  return () => world.inhouse.close({ drainMs: 0 });
});

it.each([...threads, ...messages].map((row) => ({ row, message: row[1] })))(
  "refuses: $message",
  async ({ row }) => {
    await expectRefusal(world, row);
  },
);

import type { StoredFile, ToolFiles } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";
import { text, toolCall } from "@inhouse/model-scripted";
import { describe, expect, it } from "vitest";
import type { TestRuntime } from "../test-support/world.ts";
import { adapterTool, testRuntime } from "../test-support/world.ts";

const tools = [{ type: "code_interpreter" }];
const call = toolCall("code_interpreter_function", {});

/** Runs the tool once on a thread, and lets `use` play the tool. */
async function withTool(use: (files: ToolFiles, world: World) => Promise<void>): Promise<void> {
  let failure: unknown = new Error("The tool did not run");
  const tool = adapterTool("code_interpreter", {
    execute: async (_, { files }) => {
      failure = await use(files, world).catch((error: unknown) => error);
      return { output: "" };
    },
  });
  const { inhouse } = testRuntime([call, text("Done.")], { tools: [tool] });
  const world = await createWorld(inhouse);
  const run = await inhouse.runs.create(world.threadId, { assistantId: world.assistantId });
  await inhouse.runs.wait(run.id);
  if (failure !== undefined) throw failure;
}

interface World {
  readonly inhouse: TestRuntime["inhouse"];
  readonly assistantId: string;
  readonly threadId: string;
  readonly files: Readonly<Record<string, StoredFile>>;
}

async function createWorld(inhouse: TestRuntime["inhouse"]): Promise<World> {
  const make = (name: string, tenant = "default") =>
    inhouse.forTenant(tenant).files.create({ filename: name, content: name });
  const files = {
    assistant: await make("assistant"),
    thread: await make("thread"),
    attached: await make("attached"),
    shown: await make("shown"),
    otherTool: await make("other tool"),
    unnamed: await make("unnamed"),
    foreign: await make("foreign", "other"),
  };
  const assistant = await inhouse.assistants.create({
    model: "demo",
    tools,
    toolResources: {
      code_interpreter: { fileIds: [files.assistant.id] },
      file_search: { fileIds: [files.otherTool.id] },
    },
  });
  const thread = await inhouse.threads.create({
    toolResources: { code_interpreter: { fileIds: [files.thread.id] } },
    messages: [
      {
        content: [
          { type: "text", text: "See" },
          { type: "file", fileId: files.shown.id },
        ],
        attachments: [{ fileId: files.attached.id, tools }],
      },
    ],
  });
  return { inhouse, assistantId: assistant.id, threadId: thread.id, files };
}

describe("the files of a tool", () => {
  it("are those of its assistant, its thread, and what messages show or attach for it, and no others", async () => {
    await withTool(async (files, world) => {
      const listed = await files.list();
      expect(listed.map(({ filename }) => filename)).toEqual([
        "assistant",
        "thread",
        "attached",
        "shown",
      ]);
      const readable = await Promise.all(
        Object.entries(world.files).map(async ([name, { id }]) => [
          name,
          (await files.read(id)) !== undefined,
        ]),
      );
      expect(Object.fromEntries(readable)).toEqual({
        assistant: true,
        thread: true,
        attached: true,
        shown: true,
        otherTool: false,
        unnamed: false,
        foreign: false,
      });
      expect(await files.read("file_missing")).toBeUndefined();
      expect(await files.read(undefined as never)).toBeUndefined();
    });
  });

  it("grow by what it makes, with a safe name, and are the thread's", async () => {
    await withTool(async (files, { inhouse, threadId }) => {
      const bytes = Uint8Array.from([1, 2]);
      const made = await files.create({
        filename: "../plots/a\u202e.png",
        mediaType: "image/png",
        bytes,
      });
      expect(made).toMatchObject({ filename: "a_.png", purpose: "assistants_output", threadId });
      bytes.fill(0);
      expect(await files.read(made.id)).toEqual(Uint8Array.from([1, 2]));
      expect((await files.list()).at(-1)).toEqual(made);
      expect(await inhouse.files.retrieve(made.id)).toEqual(made);
    });
  });

  it("shrink by what is deleted meanwhile", async () => {
    await withTool(async (files, { inhouse, files: { thread } }) => {
      await inhouse.files.delete(thread?.id ?? "");
      expect(await files.read(thread?.id ?? "")).toBeUndefined();
      expect((await files.list()).map(({ filename }) => filename)).toEqual([
        "assistant",
        "attached",
        "shown",
      ]);
    });
  });

  it.each([
    [{ filename: "", mediaType: "image/png", bytes: new Uint8Array() }, "filename"],
    [{ filename: "a", mediaType: "png", bytes: new Uint8Array() }, "mediaType"],
    [{ filename: "a", mediaType: "image/png", bytes: [1, 2] }, "bytes"],
    [{ filename: "a", mediaType: "image/png" }, "bytes"],
    [undefined, ""],
  ])("do not grow by %j", async (file, param) => {
    await withTool(async (files) => {
      const refusal = await files.create(file as never).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(InvalidInputError);
      expect(refusal).toMatchObject({ param });
    });
  });
});

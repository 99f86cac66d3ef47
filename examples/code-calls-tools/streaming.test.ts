import { createRuntime, functionTool } from "@inhouse/core";
import { scriptedModel, toolCall } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import { javascript } from "@inhouse/tool-javascript";
import { codeInterpreter } from "@inhouse/tool-python";
import { expect, test } from "vitest";
import { z } from "zod";

const python = "import tools\nprint('printed first')\ntools.until_read()";
const script = "console.log('printed first')\nawait tools.until_read()";

test.each([
  ["Python in a thread", python, () => codeInterpreter({ keepSpare: false })],
  ["Python in a process", python, () => codeInterpreter({ mode: "process" })],
  ["JavaScript", script, () => javascript()],
])(
  "what %s prints reaches the readers of the run while the code still runs",
  async (_, code, make) => {
    const read = Promise.withResolvers<string>();
    // The code goes on only when a reader of the stream has seen what it printed.
    const untilRead = functionTool({
      name: "until_read",
      description: "Answers when the text was read",
      parameters: z.object({}),
      execute: () => read.promise,
    });
    const tool = make();
    await using inhouse = createRuntime({
      models: { demo: scriptedModel([toolCall(tool.type, { code }), "Done."]) },
      storage: memoryStorage(),
      tools: [tool, untilRead],
    });
    const { id: assistantId } = await inhouse.assistants.create({
      model: "demo",
      tools: [{ type: tool.type }, { type: "function", function: { name: "until_read" } }],
    });
    const thread = { messages: [{ role: "user", content: "Go." }] } as const;
    const run = await inhouse.runs.createThreadAndRun({ assistantId, thread });
    for await (const event of inhouse.runs.stream(run.id)) {
      if (JSON.stringify(event).includes("printed first\\n")) read.resolve("read");
    }
    expect((await inhouse.runs.wait(run.id)).status).toBe("completed");
  },
);

import { createRuntime } from "@inhouse/core";
import { scriptedModel, toolCall } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import { codeInterpreter } from "@inhouse/tool-python";

// Any model of the AI SDK can stand here. This one plays a script: its code is what a model would write.
const model = scriptedModel([
  toolCall("code_interpreter", {
    code: `
import csv
from collections import Counter

totals = Counter()
for row in csv.DictReader(open("/inputs/sales.csv")):
    totals[row["city"]] += int(row["euros"])
print(dict(totals))
totals.most_common(1)
`,
  }),
  "Bergen sold most: 900 euros.",
  toolCall("code_interpreter", {
    code: `
with open("totals.csv", "w") as file:
    for city, euros in sorted(totals.items()):
        file.write(f"{city},{euros}\\n")
`,
  }),
  "The totals are in totals.csv.",
  toolCall("code_interpreter", { code: "totals['Rome']['sum']" }),
  "There were no sales in Rome.",
]);

// #region tool
const python = codeInterpreter({ limits: { wallTimeMs: 10_000 } });
const inhouse = createRuntime({
  models: { demo: model },
  storage: memoryStorage(),
  tools: [python],
});
const assistant = await inhouse.assistants.create({
  model: "demo",
  tools: [{ type: "code_interpreter" }],
});
// #endregion tool

// #region files
const sales = await inhouse.files.create({
  filename: "sales.csv",
  content: "city,euros\nOslo,400\nBergen,900\nOslo,300\n",
});
const thread = await inhouse.threads.create({
  toolResources: { code_interpreter: { fileIds: [sales.id] } },
});
// #endregion files

async function ask(content: string): Promise<void> {
  await inhouse.messages.create(thread.id, { role: "user", content });
  const { id } = await inhouse.runs.create(thread.id, { assistantId: assistant.id });
  await inhouse.runs.wait(id);
  console.log(content);
  // #region step
  const steps = await inhouse.runs.steps.list(id, { order: "asc" });
  for (const { stepDetails } of steps.data) {
    if (stepDetails.type !== "tool_calls") continue;
    for (const { outputs, output } of stepDetails.toolCalls) {
      for (const shown of outputs) {
        if (shown.type === "logs") console.log(shown.logs);
        if (shown.type === "file") console.log(await contentOf(shown.fileId));
      }
      console.log(`the model reads: ${output}`);
    }
  }
  // #endregion step
}

async function contentOf(fileId: string): Promise<string> {
  const { filename } = await inhouse.files.retrieve(fileId);
  return `${filename}: ${new TextDecoder().decode(await inhouse.files.content(fileId))}`;
}

await ask("Which city sold most?");
await ask("Give me the totals as a file.");
await ask("And what of Rome?");
await inhouse.close();

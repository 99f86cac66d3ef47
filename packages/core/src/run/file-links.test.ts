import type { ToolContext } from "@inhouse/contracts";
import { text, toolCall } from "@inhouse/model-scripted";
import { expectSound, watchRun } from "@inhouse/testing";
import { describe, expect, it } from "vitest";
import { startEngine } from "../test-support/engine.ts";
import { adapterTool } from "../test-support/world.ts";
import { linkedFiles } from "./file-links.ts";

const produced = [
  { fileId: "file_old", filename: "data.csv" },
  { fileId: "file_plot", filename: "my plot.png" },
  { fileId: "file_new", filename: "data.csv" },
];

describe("a link to a file of the sandbox", () => {
  it.each<readonly [string, readonly (readonly [string, string])[]]>([
    ["Here: [data](sandbox:/mnt/data/data.csv).", [["sandbox:/mnt/data/data.csv", "file_new"]]],
    ["Bare: sandbox:/data.csv. Next.", [["sandbox:/data.csv", "file_new"]]],
    [
      "![plot](sandbox:/mnt/data/my%20plot.png)",
      [["sandbox:/mnt/data/my%20plot.png", "file_plot"]],
    ],
    ["![plot](sandbox:/mnt/data/my plot.png)", [["sandbox:/mnt/data/my plot.png", "file_plot"]]],
    [
      "sandbox:/data.csv and sandbox:/my plot.png",
      [
        ["sandbox:/data.csv", "file_new"],
        ["sandbox:/my plot.png", "file_plot"],
      ],
    ],
    ["Other names: sandbox:/other.csv sandbox:/data.csv.bak sandbox:/olddata.csv", []],
    ["No link: data.csv, /mnt/data/data.csv, sandbox:/x and /data.csv", []],
  ])("in '%s' is found where it stands", (written, expected) => {
    const links = linkedFiles(written, produced);
    expect(links.map((link) => [link.text, link.fileId])).toEqual(expected);
    for (const { startIndex, endIndex, text: shown } of links) {
      expect(written.slice(startIndex, endIndex)).toBe(shown);
    }
  });
});

it("makes a reference of links to files that the run's tools made, and shows the others", async () => {
  const execute = async (_: unknown, { files }: ToolContext) => {
    const make = async (filename: string) => {
      const bytes = new TextEncoder().encode(filename);
      return (await files.create({ filename, mediaType: "text/csv", bytes })).id;
    };
    const [linked, other] = [await make("linked.csv"), await make("other.csv")];
    const outputs = [linked, other].map((fileId) => ({ type: "file" as const, fileId }));
    return { output: `${linked} ${other}`, outputs };
  };
  const engine = startEngine(
    ({ toolResults }) =>
      toolResults.length === 0
        ? toolCall("maker_function")
        : [text("See [this](sandbox:/mnt/data/linked.csv).")],
    { tools: [adapterTool("maker", { execute })] },
  );
  const { id, threadId } = await engine.start();
  await watchRun(engine.inhouse, id);
  await expectSound(engine.inhouse, id);
  const [step] = (await engine.inhouse.runs.steps.list(id, { order: "asc" })).data;
  const details = step?.stepDetails;
  const output = details?.type === "tool_calls" ? details.toolCalls[0]?.output : null;
  const [linked, other] = (output ?? "").split(" ");
  const [message] = (await engine.inhouse.messages.list(threadId)).data;
  expect(message?.content).toEqual([
    {
      type: "text",
      text: "See [this](sandbox:/mnt/data/linked.csv).",
      annotations: [
        {
          type: "file_path",
          text: "sandbox:/mnt/data/linked.csv",
          startIndex: 11,
          endIndex: 39,
          fileId: linked,
        },
      ],
    },
    { type: "file", fileId: other },
  ]);
});

import type { JsonObject, ToolDefinition } from "@inhouse/contracts";
import { describeTool } from "@inhouse/tool-conformance/vitest";
import { userFunctions } from "../user-functions.ts";

/** One function that does what a case needs: each case has the same entry. */
const source = `export default async (input, { storage, files, tools }) => {
  switch (input.do) {
    case "fail": throw new Error("no such city");
    case "last": console.log("running"); for (;;);
    case "flood": return "x".repeat(500_000);
    case "file": return files.create({ filename: "a.csv", mediaType: "text/csv", content: "a,b" });
    case "write": return storage.set("word", input.word);
    case "read": return (await storage.get("word")) ?? null;
    case "call": return tools.call(input.name, input.input);
    default: return 42;
  }
};`;
const definition: ToolDefinition = {
  type: "javascript_function",
  name: "work",
  description: "Does what the suite asks for",
  parameters: { type: "object", properties: { do: { type: "string" } } },
  source,
  capabilities: { storage: true, files: "write", tools: ["other_tool", "no_such_tool"] },
};
const does = (what: string, more: object = {}) => ({ input: { do: what, ...more } });
const entry = (more: JsonObject): ToolDefinition => ({ ...definition, ...more });

describeTool("userFunctions", {
  create: () =>
    userFunctions({
      limits: { wallTimeMs: 1_000 },
      allow: { storage: true, files: "write", tools: true },
    }),
  definition,
  works: does("work"),
  fails: does("fail"),
  lasts: does("last"),
  overruns: does("last"),
  floods: does("flood"),
  makesFiles: does("file"),
  memory: { write: (word) => does("write", { word }), read: does("read") },
  callsTool: (name, input) => does("call", { name, input }),
  refuses: [
    entry({ name: "no name" }),
    entry({ description: "" }),
    entry({ parameters: { type: "string" } }),
    entry({ source: 7 }),
    entry({ unknown: 1 }),
    entry({ capabilities: { fetch: { origins: ["https://example.com"] } } }),
  ],
  patienceMs: 50_000,
});

describeTool("userFunctions that may only compute", {
  create: () => userFunctions({ limits: { wallTimeMs: 1_000 } }),
  definition: entry({ source: "export default () => 42", capabilities: {} }),
  works: does("work"),
  refuses: [
    entry({ capabilities: { storage: true } }),
    entry({ capabilities: { files: "read" } }),
    entry({ capabilities: { tools: ["other_tool"] } }),
    entry({ capabilities: { fetch: { origins: ["https://example.com"] } } }),
  ],
  effects: "none",
  patienceMs: 50_000,
});

import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Assistant, Storage } from "@inhouse/contracts";
import type { CreateAssistant, Runtime } from "@inhouse/core";
import { createRuntime } from "@inhouse/core";
import { scriptedModel } from "@inhouse/model-scripted";
import { lowdb } from "@inhouse/storage-lowdb";
import { sqlite } from "@inhouse/storage-sql/node-sqlite";
import { textToImage } from "@inhouse/tool-image";
import { userFunctions } from "@inhouse/tool-javascript";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { offlinePainter } from "../models/offline-painter.ts";
import { main } from "./main.ts";

const folder = mkdtempSync(join(tmpdir(), "inhouse-assistants-"));
const at = (name: string): string => join(folder, name);
const from = `lowdb:${at("from")}`;

const double = {
  type: "javascript_function",
  name: "double",
  description: "Doubles a number",
  parameters: { type: "object", properties: { n: { type: "number" } } },
  source: "export default ({ n }) => 2 * n; // \u009b31m",
  capabilities: { storage: true },
};
const drawer: CreateAssistant = {
  model: "gpt-5",
  name: "Painter \u001b[31m",
  instructions: "Draw.\n\u2028",
  tools: [{ type: "text_to_image", maxImages: 2 }, double],
  metadata: { team: "a" },
  temperature: 0,
};
/** Runs a command line in this process, and hears what it prints. */
async function runCommand(...args: readonly string[]) {
  const said = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((stream) =>
    vi.spyOn(process[stream], "write").mockImplementation((chunk) => {
      said[stream] += String(chunk);
      return true;
    }),
  );
  try {
    return { code: await main(args, {}), ...said };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

let made: Assistant;
let withFile: Assistant;

async function withRuntime<Result>(
  storage: Storage,
  work: (inhouse: Runtime) => Promise<Result>,
): Promise<Result> {
  await using inhouse = createRuntime({
    models: () => scriptedModel([]),
    storage,
    tools: [
      textToImage({ model: offlinePainter() }),
      userFunctions({ allow: { storage: true } }),
      { type: "shout", functions: () => [shout], execute: async () => ({ output: "!" }) },
    ],
  });
  return await work(inhouse);
}

const shout = { name: "shout", description: "Shouts", parameters: { type: "object" } };
const sqliteAt = (name: string): Promise<Assistant[]> =>
  withRuntime(sqlite(at(name)), async ({ assistants }) => [...(await assistants.list()).data]);

beforeAll(async () => {
  await withRuntime(await lowdb(at("from")), async ({ assistants, files, forTenant }) => {
    made = await assistants.create(drawer);
    const file = await files.create({ filename: "sales.csv", content: "a" });
    const tools = [{ type: "text_to_image" }, { type: "shout" }];
    const toolResources = { text_to_image: { fileIds: [file.id] } };
    withFile = await assistants.create({ model: "gpt-5", tools, toolResources });
    await forTenant("acme").assistants.create({ model: "gpt-5", name: "Of Acme" });
  });
});

afterAll(() => rmSync(folder, { recursive: true }));

describe("inhouse assistants", () => {
  it("lists, exports to a file, and imports what was exported, in processes of its own", async () => {
    const run = async (...args: readonly string[]) => {
      const command = [join(import.meta.dirname, "../bin.ts"), "assistants", ...args];
      return promisify(execFile)(process.execPath, command, { cwd: folder });
    };
    const exported = await run("export", made.id, "--storage", from, "--out", "painter.json");
    expect(exported).toEqual({
      stdout: "",
      stderr: `${made.id} is exported to painter.json.\n`,
    });
    const to = "sqlite:to.db";
    const imported = await run("import", "painter.json", "--storage", to, "--allow", "storage");
    const id = imported.stdout.trim();
    expect(imported.stderr).toBe(
      "Imported 'Painter ': model gpt-5, tools: text_to_image, javascript_function.\n",
    );
    const [copy, ...others] = await sqliteAt("to.db");
    expect(others).toEqual([]);
    expect(copy).toEqual({ ...made, id, createdAt: copy?.createdAt });
    expect(id).not.toBe(made.id);
  });

  it("lists the assistants of a tenant, in a text that a terminal does not obey", async () => {
    const { code, stdout } = await runCommand("assistants", "list", "--storage", from);
    expect(code).toBe(0);
    expect(
      stdout
        .split("\n")
        .slice(0, -1)
        .map((line) => line.split(/ {2,}/)),
    ).toEqual([
      ["ID", "MODEL", "NAME", "TOOLS"],
      [withFile.id, "gpt-5", "text_to_image shout"],
      [made.id, "gpt-5", "Painter", "text_to_image javascript_function"],
    ]);
    const acme = await runCommand("assistants", "list", "--storage", from, "--tenant", "acme");
    expect(acme.stdout).toContain("Of Acme");
    expect(acme.stdout).not.toContain("Painter");
    const none = await runCommand("assistants", "list", "--storage", from, "--tenant", "nobody");
    expect(none.stdout).toBe("There are no assistants.\n");
  });

  it("exports to standard output, without a character that a terminal obeys", async () => {
    const { stdout, stderr } = await runCommand("assistants", "export", made.id, "--storage", from);
    expect(stdout).toMatch(/^[\n\u0020-\u007e]+$/);
    const { id: _, createdAt: __, ...assistant } = made;
    expect(JSON.parse(stdout)).toEqual({ format: "inhouse-assistant/1", assistant, missing: [] });
    expect(stderr).toBe(`${made.id} is exported.\n`);
  });

  it("says what an export leaves behind, and asks for it", async () => {
    const out = at("with-file.json");
    const exported = await runCommand(
      ...["assistants", "export", withFile.id, "--storage", from, "--out", out],
    );
    expect(exported.stderr).toMatch(/1 secret or files? stay|1 secrets? or files stay behind/);
    writeFileSync(at("tools.mjs"), `export default [${toolText}];`);
    const importing = (...more: readonly string[]) =>
      runCommand(
        ...["assistants", "import", out, "--storage", `sqlite:${at("files.db")}`, ...more],
        ...["--tools", at("tools.mjs")],
      );
    const asked = await importing();
    expect(asked).toMatchObject({ code: 2, stdout: "" });
    expect(asked.stderr).toContain(
      "toolResources.text_to_image.fileIds[0] (the id of a file such as sales.csv)",
    );
    expect(asked.stderr).toContain("--skip-missing");
    const place = "toolResources.text_to_image.fileIds[0]";
    writeFileSync(at("missing.json"), JSON.stringify({ [place]: "file_none" }));
    const wrong = await importing("--missing", at("missing.json"));
    expect(wrong).toMatchObject({ code: 1, stdout: "" });
    expect(wrong.stderr).toMatch(/'assistant\.toolResources.*Nothing was imported\.\n$/);
    expect(await sqliteAt("files.db")).toEqual([]);
    const skipped = await importing("--skip-missing", "--model", "another");
    expect(skipped.code).toBe(0);
    const imported = await sqliteAt("files.db");
    expect(imported).toMatchObject([
      { model: "another", tools: withFile.tools, toolResources: {} },
    ]);
    writeFileSync(at("missing.json"), JSON.stringify({ [place]: null }));
    expect((await importing("--missing", at("missing.json"))).code).toBe(0);
  });

  it("imports nothing of a document with a tool or a capability that is not there, and says what helps", async () => {
    const document = (tools: object[]) => {
      const assistant = { model: "gpt-5", tools };
      writeFileSync(
        at("bad.json"),
        JSON.stringify({ format: "inhouse-assistant/1", assistant, missing: [] }),
      );
    };
    const importing = () =>
      runCommand("assistants", "import", at("bad.json"), "--storage", `sqlite:${at("bad.db")}`);
    document([{ type: "text_to_image" }, { type: "shout" }]);
    const unknown = await importing();
    expect(unknown).toMatchObject({ code: 1, stdout: "" });
    expect(unknown.stderr).toMatch(
      /^'assistant\.tools\[1\]\.type' must be one of .*'shout'.*--tools FILE.*Nothing was imported\.\n$/,
    );
    document([double]);
    const refused = await importing();
    expect(refused.stderr).toMatch(/'assistant\.tools\[0\]\.capabilities\.storage'.*--allow/);
    expect(await sqliteAt("bad.db")).toEqual([]);
  });

  it("writes a file whole or not at all", async () => {
    mkdirSync(at("out"));
    writeFileSync(at("out/kept.json"), "before");
    const exporting = (id: string, out: string) =>
      runCommand("assistants", "export", id, "--storage", from, "--out", out);
    expect(await exporting("asst_none", at("out/kept.json"))).toMatchObject({ code: 1 });
    expect(readFileSync(at("out/kept.json"), "utf8")).toBe("before");
    expect((await exporting(made.id, at("out"))).code).toBe(1);
    expect((await exporting(made.id, at("out/no/folder.json"))).code).toBe(1);
    expect((await exporting(made.id, at("out/kept.json"))).code).toBe(0);
    expect(JSON.parse(readFileSync(at("out/kept.json"), "utf8")).assistant.name).toBe(drawer.name);
    expect(readdirSync(at("out"))).toEqual(["kept.json"]);
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it.each([
    [["assistants"], /'assistants' must be followed by list, export or import/],
    [["assistants", "remove"], /it is followed by 'remove'/],
    [["assistants", "list"], /'--storage' must be lowdb:DIR/],
    [["assistants", "list", "--storage", "memory"], /it is memory/],
    [["assistants", "export", "--storage", from], /followed by the id of one assistant/],
    [["assistants", "import", "a", "b", "--storage", from], /followed by one file, or -/],
    [["assistants", "list", "--storage", from, "--out", "a"], /'--out' must be left out/],
    [
      ["assistants", "export", "a", "--storage", from, "--allow", "tools"],
      /'--allow' must be left/,
    ],
    [
      ["assistants", "import", "a", "--storage", from, "--missing", "b", "--skip-missing"],
      /'--skip-missing' must be given without/,
    ],
    [["assistants", "list", "--storage", `lowdb:${at("typo")}`], /where there is nothing/],
    [["assistants", "list", "--storage", from, "--tenant", "a b"], /'tenant' must be/],
    [["assistants", "import", at("none.json"), "--storage", from], /cannot be read \(ENOENT/],
    [["assistants", "import", import.meta.filename, "--storage", from], /it is no JSON/],
  ])("refuses %j with one line and exit code 2", async (args, message) => {
    const { code, stdout, stderr } = await runCommand(...args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(readdirSync(folder)).not.toContain("typo");
  });

  it("prints help", async () => {
    const { code, stdout } = await runCommand("assistants", "--help");
    expect(code).toBe(0);
    for (const option of ["--storage", "--tenant", "--out", "--missing", "--allow", "--model"]) {
      expect(stdout).toContain(option);
    }
  });
});

const toolText = `{
  type: "shout",
  functions: () => [{ name: "shout", description: "Shouts", parameters: { type: "object" } }],
  execute: async () => ({ output: "!" }),
}`;

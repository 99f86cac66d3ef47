import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { ToolContext } from "@inhouse/contracts";
import { codeInterpreter } from "@inhouse/tool-python";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Mirror } from "../test-support/mirror.ts";
import { wheel } from "../test-support/wheels.ts";
import { readPackagesOptions } from "./packages-options.ts";

const program = join(import.meta.dirname, "../bin.ts");
let folder: string;
let mirror: Mirror;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "packages-command-"));
  mirror = await Mirror.start();
});

afterAll(async () => {
  await mirror[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function packages(...args: readonly string[]): Promise<Ended> {
  const command = [program, "packages", ...args];
  const { PATH } = process.env;
  try {
    const options = { cwd: folder, env: { PATH } };
    return { code: 0, ...(await promisify(execFile)(process.execPath, command, options)) };
  } catch (error) {
    return error as Ended;
  }
}

async function runPython(code: string): Promise<string> {
  await using tool = codeInterpreter({ packages: { folder: join(folder, "python-packages") } });
  const context: Partial<ToolContext> = {
    tenant: "tenant",
    threadId: "thread",
    signal: new AbortController().signal,
    onOutput: () => {},
    files: { list: async () => [], read: async () => undefined, create: () => Promise.reject() },
    tools: { list: () => [], call: () => Promise.reject(new Error("there are no tools")) },
  };
  const definition = { type: "code_interpreter" };
  const call = { name: "code_interpreter", input: { code }, definition };
  return (await tool.execute(call, context as ToolContext)).output;
}

test("a wheel goes from a mirror through the command and the folder into the sandbox", async () => {
  const words = wheel("words", { files: { "words/__init__.py": "hello = 'Hello'\n" } });
  const greeting = wheel("greeting", {
    metadata: ["Requires-Dist: words"],
    files: {
      "greeting.py": "from words import hello\ndef greet(name): return f'{hello} {name}'\n",
    },
  });
  mirror.index("json", greeting, words);

  const added = await packages("add", "greeting", "--from", `${mirror.url}/simple/`);
  expect(added).toEqual({
    code: 0,
    stdout: `greeting  1.0  1 kB  sha256 ${greeting.sha256}
words     1.0  1 kB  sha256 ${words.sha256}
Added 2 packages to ./python-packages. Code can import them with
  codeInterpreter({ packages: { folder: "./python-packages" } })
`,
    stderr: `reading greeting 1.0: ${mirror.url}/files/greeting-1.0-py3-none-any.whl
reading words 1.0, which greeting needs: ${mirror.url}/files/words-1.0-py3-none-any.whl
`,
  });
  expect((await packages("list")).stdout).toBe(`NAME      VERSION  SIZE  MODULES
greeting  1.0      1 kB  greeting
words     1.0      1 kB  words
`);
  expect(await runPython("import greeting\ngreeting.greet('Ada')")).toContain(
    "value:\n'Hello Ada'",
  );

  const path = join(folder, "python-packages", words.filename);
  await writeFile(
    path,
    Uint8Array.from(words.bytes, (byte, at) => (at === 40 ? byte ^ 1 : byte)),
  );
  const verified = await packages("verify");
  expect(verified.code).toBe(1);
  expect(verified.stdout).toMatch(
    /^greeting {2}1\.0 {2}ok\nwords {5}1\.0 {2}REFUSED {2}.*SHA-256.*\n2 packages, 1 refused\n$/,
  );
  expect(await runPython("import greeting")).toContain("error: PackageNotAvailable");
});

test("what goes wrong is said in one line, and nothing is left behind", async () => {
  mirror.index("html", wheel("linux", { tag: "cp314-cp314-manylinux_2_28_x86_64" }));
  const refused = await packages(
    ...["add", "linux", "--folder", "none", "--from", `${mirror.url}/simple/`],
  );
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  expect(refused.stderr).toMatch(/^No wheel of 'linux' runs in the sandbox.*manylinux.*\n$/);
  expect(await readdir(folder)).not.toContain("none");
  expect(await packages("list", "--folder", "none")).toMatchObject({ code: 1 });
});

test.each([
  [[], /'packages' must be followed by add, list or verify/],
  [["remove", "six"], /it is followed by 'remove'/],
  [["add"], /'packages add' must be followed by names/],
  [["verify", "six"], /followed by --folder alone/],
  [["add", "six", "--registry", "x"], /Unknown option '--registry'/],
])("refuses %j", (args, message) => {
  expect(() => readPackagesOptions(args)).toThrow(message);
});

test("reads what is to be done", () => {
  expect(readPackagesOptions(["add", "six", "a.whl", "--folder", "f", "--from", "w"])).toEqual({
    action: "add",
    wanted: ["six", "a.whl"],
    folder: "f",
    from: "w",
  });
  expect(readPackagesOptions(["list"])).toEqual({ action: "list", folder: "./python-packages" });
  expect(readPackagesOptions(["add", "--help"])).toBeNull();
});

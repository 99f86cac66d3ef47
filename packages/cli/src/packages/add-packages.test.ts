import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InvalidInputError } from "@inhouse/contracts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Mirror } from "../test-support/mirror.ts";
import type { TestWheel } from "../test-support/wheels.ts";
import { wheel } from "../test-support/wheels.ts";
import { addPackages } from "./add-packages.ts";

let base: string;
let folder: string;
let mirror: Mirror;

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "add-packages-"));
  folder = join(base, "packages");
  mirror = await Mirror.start();
});

afterEach(async () => {
  await mirror[Symbol.asyncDispose]();
  await rm(base, { recursive: true });
});

async function add(wanted: readonly string[], from: string | null = `${mirror.url}/simple`) {
  const added = await addPackages({ wanted, folder, from, onFetch: () => {} });
  return added.map(({ locked }) => `${locked.name} ${locked.version}`).sort();
}

const there = async (): Promise<string[]> => (await readdir(folder).catch(() => [])).sort();

interface Lock {
  readonly packages: Record<string, { readonly sha256: string; readonly depends: string[] }>;
}

const lock = async (): Promise<Lock> =>
  JSON.parse(await readFile(join(folder, "pyodide-lock.json"), "utf8")) as Lock;

async function place(...wheels: readonly TestWheel[]): Promise<string> {
  const from = join(base, "from");
  await rm(from, { recursive: true, force: true });
  await mkdir(from);
  for (const { filename, bytes } of wheels) await writeFile(join(from, filename), bytes);
  return from;
}

const requires = (...lines: readonly string[]) => ({
  metadata: lines.map((line) => `Requires-Dist: ${line}`),
});

describe.each(["json", "html"] as const)("from an index in %s", (kind) => {
  test("a package is added with all that it needs in the sandbox, and nothing else is asked for", async () => {
    const app = wheel(
      "app",
      requires("lib>=1,<2", "win; sys_platform == 'win32'", "slow; extra == 'x'"),
    );
    const libs = [wheel("lib"), wheel("lib", { version: "1.5" }), wheel("lib", { version: "2.0" })];
    mirror.index(kind, app, ...libs);
    expect(await add(["app"])).toEqual(["app 1.0", "lib 1.5"]);
    expect(await there()).toEqual([
      "app-1.0-py3-none-any.whl",
      "lib-1.5-py3-none-any.whl",
      "pyodide-lock.json",
    ]);
    expect((await lock()).packages).toMatchObject({
      app: { sha256: app.sha256, depends: ["lib"], imports: ["app"] },
      lib: { sha256: libs[1]?.sha256, depends: [] },
    });
    expect(mirror.asked).toEqual([
      "/simple/pyodide-lock.json",
      "/simple/app/",
      "/files/app-1.0-py3-none-any.whl",
      "/simple/lib/",
      "/files/lib-1.5-py3-none-any.whl",
    ]);
  });
});

test("what the folder has is kept, and another version comes in its place when it is asked for", async () => {
  const from = await place(
    wheel("six"),
    wheel("six", { version: "2.0" }),
    wheel("app", requires("six<2")),
  );
  expect(await add(["six==1.0"], from)).toEqual(["six 1.0"]);
  expect(await add(["six"], from)).toEqual([]);
  expect(await add(["app"], from)).toEqual(["app 1.0"]);
  await rm(join(folder, "app-1.0-py3-none-any.whl"));
  expect(await add(["six>=2"], from)).toEqual(["six 2.0"]);
  expect(await there()).toEqual(["pyodide-lock.json", "six-2.0-py3-none-any.whl"]);
});

test("a distribution says itself what its packages need, on the disk and by address", async () => {
  const native = wheel("native", { tag: "cp314-cp314-pyemscripten_2026_0_wasm32" });
  const lib = wheel("lib");
  const entry = (one: TestWheel, depends: string[], imports: string[]) => ({
    name: one.name,
    version: "1.0",
    file_name: one.filename,
    sha256: one.sha256,
    depends,
    imports,
    install_dir: "site",
  });
  const text = JSON.stringify({
    info: { python: "3.14.2", abi_version: "2026_0" },
    packages: {
      native: entry(native, ["lib"], ["native_module"]),
      lib: entry(lib, [], ["lib"]),
      "lib-tests": { name: "lib-tests", version: "1.0", file_name: "lib-tests.zip", sha256: "" },
    },
  });
  const from = await place(native, lib);
  await writeFile(join(from, "pyodide-lock.json"), text);
  expect(await add(["native"], from)).toEqual(["lib 1.0", "native 1.0"]);
  expect((await lock()).packages).toMatchObject({ native: { imports: ["native_module"] } });

  // The lock file of the distribution in a folder without wheels: they come from the mirror, and must be those.
  await rm(folder, { recursive: true });
  await mkdir(folder);
  await writeFile(join(folder, "pyodide-lock.json"), text);
  mirror.serve("/full/pyodide-lock.json", "application/json", text);
  mirror.serve(`/full/${native.filename}`, "application/zip", native.bytes);
  mirror.serve(`/full/${lib.filename}`, "application/zip", lib.bytes);
  expect(await add(["native"], `${mirror.url}/full/`)).toEqual(["lib 1.0", "native 1.0"]);
  expect((await lock()).packages).toHaveProperty("lib-tests");
});

test("a wheel of Python alone is preferred, and one before its release is only taken when it must be", async () => {
  const from = await place(
    wheel("both", { tag: "cp314-cp314-pyemscripten_2026_0_wasm32" }),
    wheel("both"),
    wheel("both", { version: "2.0rc1" }),
    wheel("early", { version: "0.1a1" }),
  );
  await add(["both", "early"], from);
  expect(await there()).toEqual([
    "both-1.0-py3-none-any.whl",
    "early-0.1a1-py3-none-any.whl",
    "pyodide-lock.json",
  ]);
});

describe("nothing is written", () => {
  const tampered = (one: TestWheel): TestWheel => ({
    ...one,
    bytes: Uint8Array.from(one.bytes, (byte, at) => (at === 40 ? byte ^ 1 : byte)),
  });
  const problem = (value: string) =>
    expect.objectContaining({ code: "python_package", problem: value });

  test.each<[string, TestWheel[], string, string]>([
    [
      "of a wheel with another hash than is announced",
      [tampered(wheel("app"))],
      "app",
      "wrong_hash",
    ],
    [
      "of a wheel with a file outside",
      [wheel("app", { files: { "../app.py": "" } })],
      "app",
      "unsafe_path",
    ],
    [
      "of a wheel that is no archive",
      [{ ...wheel("app"), bytes: new Uint8Array(99) }],
      "app",
      "wrong_hash",
    ],
    [
      "when what it needs is not there",
      [wheel("app", requires("lib", "gone")), wheel("lib")],
      "app",
      "missing_dependency",
    ],
    [
      "when two need different versions",
      [wheel("app", requires("lib", "other")), wheel("lib"), wheel("other", requires("lib>1"))],
      "app",
      "missing_dependency",
    ],
    [
      "of a wheel for another platform",
      [wheel("app", { tag: "cp314-cp314-manylinux_2_28_x86_64" })],
      "app",
      "wrong_platform",
    ],
    ["of a version that is not there", [wheel("app")], "app>2", "not_found"],
    ["of a package that is not there", [wheel("app")], "nothing", "not_found"],
    [
      "of a wheel with a requirement that nobody can read",
      [wheel("app", requires("lib; python_version ~ 3"))],
      "app",
      "bad_archive",
    ],
  ])("%s", async (_title, wheels, wanted, expected) => {
    mirror.index("json", ...wheels);
    await expect(add([wanted])).rejects.toThrow(problem(expected));
    expect(await there()).toEqual([]);
  });

  test("of a bomb, and of a wheel that holds another package", async () => {
    const bomb = wheel("bomb", { files: { "bomb.py": "x".repeat(300_000) } });
    const view = new DataView(bomb.bytes.buffer, bomb.bytes.byteOffset, bomb.bytes.byteLength);
    const directory = view.getUint32(bomb.bytes.length - 6, true);
    view.setUint32(directory + 24, 10, true);
    const from = await place(bomb, { ...wheel("other"), filename: "named-1.0-py3-none-any.whl" });
    await expect(add([join(from, bomb.filename)], null)).rejects.toThrow(problem("too_large"));
    await expect(add(["named"], from)).rejects.toThrow(problem("bad_archive"));
    await expect(add([join(from, "missing-1-py3-none-any.whl")], null)).rejects.toThrow(
      problem("missing_file"),
    );
    expect(await there()).toEqual([]);
  });

  test("when the mirror fails, is none, or is not named", async () => {
    mirror.serve("/simple/app/", "text/html", "<html>");
    await expect(add(["app"])).rejects.toThrow(problem("not_found"));
    mirror.serve("/simple/app/", "application/json", "{ no JSON");
    await expect(add(["app"])).rejects.toThrow(problem("mirror"));
    await expect(add(["app"], "http://127.0.0.1:9/secret@")).rejects.toThrow(problem("mirror"));
    await expect(add(["app"], join(base, "nowhere"))).rejects.toThrow(problem("mirror"));
    await expect(add(["app"], null)).rejects.toThrow(InvalidInputError);
    await expect(add(["app @ https://example.com"])).rejects.toThrow(InvalidInputError);
    expect(await there()).toEqual([]);
  });

  test("over a lock file of another Python", async () => {
    await add([join(await place(wheel("six")), "six-1.0-py3-none-any.whl")], null);
    const other = '{"info":{"python":"3.13.2","abi_version":"2025_0"},"packages":{}}';
    await writeFile(join(folder, "pyodide-lock.json"), other);
    await expect(add(["app"])).rejects.toThrow(problem("wrong_platform"));
    expect(await readFile(join(folder, "pyodide-lock.json"), "utf8")).toBe(other);
  });
});

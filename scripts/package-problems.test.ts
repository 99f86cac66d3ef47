import { expect, test } from "vitest";
import { packageProblems } from "./package-problems.ts";
import { plantFiles } from "./plant-files.ts";

const core = "packages/core/package.json";
const coreConfig = "packages/core/tsconfig.json";
const coreReadme = "packages/core/README.md";
const files = ["dist", "src", "!src/**/*.test.ts", "!src/**/*.test-d.ts"];

function manifest(name: string, changes: object = {}): object {
  return {
    name: `@inhouse/${name}`,
    version: "0.1.0",
    description: "A package",
    type: "module",
    license: "Apache-2.0",
    sideEffects: false,
    engines: { node: ">=22" },
    files,
    exports: { ".": "./src/index.ts", "./package.json": "./package.json" },
    publishConfig: {
      access: "public",
      exports: {
        ".": { types: "./dist/index.d.ts", default: "./dist/index.js" },
        "./package.json": "./package.json",
      },
    },
    scripts: { build: "tsc --build" },
    ...changes,
  };
}

function config(references: readonly string[], changes: object = {}): object {
  return {
    extends: "../../tsconfig.base.json",
    compilerOptions: { rootDir: "src", outDir: "dist" },
    include: ["src"],
    exclude: ["src/**/*.test.ts", "src/**/*.test-d.ts"],
    references: references.map((path) => ({ path })),
    ...changes,
  };
}

function readme(name: string, more = ""): string {
  const install = `npm install @inhouse/${name}`;
  return `# @inhouse/${name}\n\n${install}\n\nimport {} from "@inhouse/${name}";\n${more}`;
}

const onContracts = { dependencies: { "@inhouse/contracts": "workspace:^" } };

const sound = {
  "README.md": "[contracts](packages/contracts) [core](packages/core)",
  "tsconfig.build.json": {
    references: [{ path: "packages/contracts" }, { path: "packages/core" }],
  },
  "packages/contracts/package.json": manifest("contracts"),
  "packages/contracts/tsconfig.json": config([]),
  "packages/contracts/README.md": readme("contracts", "## Related\n"),
  "packages/contracts/src/index.ts": "",
  "packages/core/package.json": manifest("core", onContracts),
  "packages/core/tsconfig.json": config(["../contracts"]),
  "packages/core/README.md": readme("core", "## Options\n## Related\n"),
  "packages/core/src/index.ts": "",
  "packages/bench/package.json": { name: "@inhouse/bench", private: true },
};

test("packages of one shape have no problems, and private ones are free in theirs", () => {
  expect(packageProblems(plantFiles(sound))).toEqual([]);
});

test("a package may keep what only its tests import out of its build and its tarball", () => {
  const changes = { ...onContracts, files: [...files, "!src/test-support"] };
  const exclude = ["src/test-support", "src/**/*.test.ts", "src/**/*.test-d.ts"];
  const workspace = {
    ...sound,
    [core]: manifest("core", changes),
    [coreConfig]: config(["../contracts"], { exclude }),
  };
  expect(packageProblems(plantFiles(workspace))).toEqual([]);
});

const planted: readonly (readonly [what: string, path: string, content: unknown, says: RegExp])[] =
  [
    ["another name", core, manifest("kernel", onContracts), /is named @inhouse\/kernel/],
    [
      "another version",
      core,
      manifest("core", { ...onContracts, version: "0.2.0" }),
      /one version/,
    ],
    ["another license", core, manifest("core", { ...onContracts, license: "MIT" }), /license/],
    ["other engines", core, manifest("core", { ...onContracts, engines: {} }), /engines/],
    ["fewer files", core, manifest("core", { ...onContracts, files: files.slice(1) }), /list dist/],
    ["no description", core, manifest("core", { ...onContracts, description: "" }), /description/],
    ["no build script", core, manifest("core", { ...onContracts, scripts: {} }), /scripts\.build/],
    [
      "a door that is not published",
      core,
      manifest("core", {
        ...onContracts,
        exports: { ".": "./src/index.ts", "./extra": "./src/extra.ts" },
      }),
      /different keys/,
    ],
    [
      "a door that is published as another file",
      core,
      manifest("core", {
        ...onContracts,
        exports: { ".": "./src/index.ts" },
        publishConfig: { access: "public", exports: { ".": "./dist/index.js" } },
      }),
      /publishConfig\.exports\["\."\] is not/,
    ],
    [
      "a door inside a folder",
      core,
      manifest("core", {
        ...onContracts,
        exports: { ".": "./src/index.ts", "./run": "./src/run/index.ts" },
        publishConfig: {
          access: "public",
          exports: {
            ".": { types: "./dist/index.d.ts", default: "./dist/index.js" },
            "./run": { types: "./dist/run/index.d.ts", default: "./dist/run/index.js" },
          },
        },
      }),
      /not a file directly under src/,
    ],
    ["a dependency without a reference", coreConfig, config([]), /references \[\]/],
    [
      "a reference without a dependency",
      "packages/contracts/tsconfig.json",
      config(["../core"]),
      /references \[\.\.\/core\], package\.json depends on \[\]/,
    ],
    [
      "a compiler option of its own",
      coreConfig,
      config(["../contracts"], { compilerOptions: { rootDir: "src", outDir: "out" } }),
      /compilerOptions/,
    ],
    [
      "a published file that is not built",
      coreConfig,
      config(["../contracts"], {
        exclude: ["src/**/*.test.ts", "src/**/*.test-d.ts", "src/test-support"],
      }),
      /keeps out/,
    ],
    [
      "a build order against the arrows",
      "tsconfig.build.json",
      { references: [{ path: "packages/core" }, { path: "packages/contracts" }] },
      /lists packages\/core before packages\/contracts/,
    ],
    [
      "a package outside the build",
      "tsconfig.build.json",
      { references: [{ path: "packages/contracts" }] },
      /the public packages are \[packages\/contracts,packages\/core\]/,
    ],
    ["a README of another title", coreReadme, readme("core").slice(2), /begin with/],
    ["a README without an install line", coreReadme, readme("core").replace("npm", ""), /install/],
    ["a README without an import", coreReadme, readme("core").replace("from", ""), /import/],
    [
      "a README in another order",
      coreReadme,
      readme("core", "## Use\n## Install\n"),
      /Use, Install/,
    ],
    ["a README that is a book", coreReadme, readme("core", `${"\n".repeat(120)}End.`), /than 120/],
    [
      "a package that the map leaves out",
      "README.md",
      "[core](packages/core)",
      /does not link to packages/,
    ],
  ];

test.each(planted)("%s is a problem", (_, path, content, says) => {
  const problems = packageProblems(plantFiles({ ...sound, [path]: content }));
  expect(problems).toEqual([expect.stringMatching(says)]);
});

const vital = [coreConfig, coreReadme, "packages/core/src/index.ts"] as const;

test.each(vital)("a package without %s is a problem", (path) => {
  const { [path]: _, ...rest } = sound;
  expect(packageProblems(plantFiles(rest))).toEqual([expect.stringMatching(/is missing/)]);
});

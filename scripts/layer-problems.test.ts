import { expect, test } from "vitest";
import { layerProblems } from "./layer-problems.ts";
import { plantFiles } from "./plant-files.ts";

const sound = {
  "packages/contracts/package.json": { name: "@inhouse/contracts" },
  "packages/contracts/src/index.ts": `export type { Run } from "./run.ts";`,
  "packages/core/package.json": {
    name: "@inhouse/core",
    dependencies: { "@inhouse/contracts": "workspace:^", valibot: "^1" },
    peerDependencies: { ai: "^7" },
    devDependencies: { "@inhouse/storage-memory": "workspace:^" },
  },
  "packages/core/src/index.ts": `export { a } from "@inhouse/contracts"; import "node:path";`,
  "packages/core/src/core.test.ts": `import { memory } from "@inhouse/storage-memory";`,
  "packages/core/src/model/call.ts": `import type { X } from "ai"; const y = () => import("ai");`,
  "packages/storage-memory/package.json": {
    name: "@inhouse/storage-memory",
    dependencies: { "@inhouse/contracts": "workspace:^" },
    devDependencies: { "@inhouse/storage-conformance": "workspace:^" },
  },
  "packages/storage-conformance/package.json": {
    name: "@inhouse/storage-conformance",
    dependencies: { "@inhouse/contracts": "workspace:^" },
    peerDependencies: { vitest: "^5" },
  },
  "packages/storage-conformance/src/suite.ts": `import "vitest"; import "node:assert/strict";`,
  "packages/http-openai/package.json": {
    name: "@inhouse/http-openai",
    dependencies: { "@inhouse/contracts": "workspace:^", "@inhouse/core": "workspace:^" },
    devDependencies: { "@inhouse/storage-memory": "workspace:^" },
  },
  "examples/quickstart/package.json": {
    name: "@inhouse/example-quickstart",
    dependencies: { "@inhouse/core": "workspace:^", "@inhouse/storage-memory": "workspace:^" },
  },
  "examples/quickstart/main.ts": `import { createRuntime } from "@inhouse/core";`,
};

test("a workspace that keeps to its layers has no problems", () => {
  expect(layerProblems(plantFiles(sound))).toEqual([]);
});

test("what a package keeps out of its tarball may import what its tests may", () => {
  const support = {
    "packages/core/package.json": { name: "@inhouse/core", files: ["src", "!src/test-support"] },
    "packages/core/src/test-support/a.ts": `import { memory } from "@inhouse/storage-memory";`,
    "packages/core/scripts/b.ts": `import { memory } from "@inhouse/storage-memory";`,
  };
  expect(layerProblems(plantFiles({ ...sound, ...support }))).toEqual([]);
});

const manifest = (name: string, more: object): object => ({ name: `@inhouse/${name}`, ...more });

const breaches: readonly (readonly [
  breach: string,
  path: string,
  content: unknown,
  says: RegExp,
])[] = [
  [
    "contracts depends on a library",
    "packages/contracts/package.json",
    manifest("contracts", { dependencies: { zod: "^4" } }),
    /contracts must not depend on the library zod/,
  ],
  [
    "contracts imports a module of Node.js",
    "packages/contracts/src/port.ts",
    `import { join } from "node:path";`,
    /contracts must not import node:path/,
  ],
  [
    "core depends on an adapter",
    "packages/core/package.json",
    manifest("core", { dependencies: { "@inhouse/storage-memory": "workspace:^" } }),
    /core must not depend on @inhouse\/storage-memory/,
  ],
  [
    "core's tests depend on an adapter that is not theirs",
    "packages/core/package.json",
    manifest("core", { devDependencies: { "@inhouse/storage-lowdb": "workspace:^" } }),
    /tests of layer core must not depend on @inhouse\/storage-lowdb/,
  ],
  [
    "core's sources import what only its tests may",
    "packages/core/src/runtime.ts",
    `import { memory } from "@inhouse/storage-memory";`,
    /core must not import @inhouse\/storage-memory/,
  ],
  [
    "core imports a heavy library at once",
    "packages/core/src/model/seam.ts",
    `import { streamText } from "ai";`,
    /must load ai on first use/,
  ],
  [
    "core loads a heavy library outside its seam",
    "packages/core/src/run/loop.ts",
    `export const load = () => import("ai/test");`,
    /only src\/model\/ may load ai\/test/,
  ],
  [
    "an adapter depends on core",
    "packages/storage-memory/package.json",
    manifest("storage-memory", { dependencies: { "@inhouse/core": "workspace:^" } }),
    /adapter must not depend on @inhouse\/core/,
  ],
  [
    "an adapter's test imports core",
    "packages/storage-memory/src/memory.test.ts",
    `import { createRuntime } from "@inhouse/core";`,
    /adapter must not import @inhouse\/core/,
  ],
  [
    "an adapter names a type of another adapter",
    "packages/storage-memory/src/memory.ts",
    `export type X = import("@inhouse/storage-lowdb").Y;`,
    /adapter must not import @inhouse\/storage-lowdb/,
  ],
  [
    "an adapter wraps two libraries",
    "packages/storage-memory/package.json",
    manifest("storage-memory", { dependencies: { lowdb: "^7", "lru-cache": "^11", pg: "^8" } }),
    /at most 1 library, found lowdb, pg/,
  ],
  [
    "a conformance suite does input and output",
    "packages/storage-conformance/src/cases.ts",
    `import { readFileSync } from "node:fs";`,
    /conformance suite must not import node:fs/,
  ],
  [
    "an HTTP dialect depends on an adapter",
    "packages/http-openai/package.json",
    manifest("http-openai", { dependencies: { "@inhouse/storage-memory": "workspace:^" } }),
    /HTTP dialect must not depend on @inhouse\/storage-memory/,
  ],
  [
    "an example imports a package's sources",
    "examples/quickstart/more.ts",
    `export { x } from "@inhouse/core/src/run/run-status.ts";`,
    /must import the public entry/,
  ],
  [
    "an example reaches into a package by path",
    "examples/quickstart/more.ts",
    `import { x } from "../../packages/core/src/index.ts";`,
    /reaches out of its package/,
  ],
];

test.each(breaches)("it is a problem when %s", (_, path, content, says) => {
  const problems = layerProblems(plantFiles({ ...sound, [path]: content }));
  expect(problems).toEqual([expect.stringMatching(says)]);
});

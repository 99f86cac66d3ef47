/** What a package of one layer may lean on. */
export interface LayerRule {
  /** A word for messages. */
  readonly layer: string;
  /** Which package names (without the scope) belong to the layer. */
  readonly packages: RegExp;
  /** Which own packages its sources may import. */
  readonly own: RegExp;
  /** Which further own packages its tests may import. */
  readonly ownInTests: RegExp;
  /** Which libraries it may depend on, or how many of any name; peers that are optional do not count for a number. */
  readonly libraries: readonly string[] | number;
  /** Which modules of Node.js its sources may import. */
  readonly builtins: RegExp;
}

const nothing = /^$/;
const anything = /./;

/**
 * The layers from the bottom up. Arrows point down only: a package imports from the layers below it, adapters never know
 * core or each other, and only the top layer sees everything.
 */
export const layerTable: readonly LayerRule[] = [
  {
    layer: "contracts",
    packages: /^contracts$/,
    own: nothing,
    ownInTests: nothing,
    libraries: [],
    builtins: nothing,
  },
  {
    layer: "core",
    packages: /^core$/,
    own: /^contracts$/,
    ownInTests: /^(storage-memory|model-scripted|testing|tool-conformance)$/,
    libraries: [
      "@cfworker/json-schema",
      "@standard-schema/spec",
      "ai",
      "jsonrepair",
      "llm-zoo",
      "mime",
      "valibot",
    ],
    builtins: anything,
  },
  {
    // It sees a runtime by structure only, so that the tests of core can use it.
    layer: "testing",
    packages: /^testing$/,
    own: /^(contracts|model-scripted)$/,
    ownInTests: /^storage-memory$/,
    libraries: [],
    builtins: /^node:(assert\/strict|util)$/,
  },
  {
    // What it puts to the test may end the process, and so it starts processes of its own.
    layer: "sandbox suite",
    packages: /^sandbox-conformance$/,
    own: /^contracts$/,
    ownInTests: /^tool-/,
    libraries: ["pyodide"],
    builtins: anything,
  },
  {
    layer: "conformance suite",
    packages: /^[a-z]+-conformance$/,
    own: /^contracts$/,
    ownInTests: /^(storage|model|tool|dispatch)-/,
    libraries: ["ajv", "fast-check", "vitest"],
    builtins: /^node:assert(\/strict)?$/,
  },
  {
    // Two engines of the same language behind one seam; the second brings its WebAssembly in a package of its own.
    layer: "adapter of two engines",
    packages: /^tool-javascript$/,
    own: /^(contracts|guarded-fetch)$/,
    ownInTests: /-conformance$/,
    libraries: [
      "@jitl/quickjs-ng-wasmfile-release-sync",
      "quickjs-emscripten-core",
      "quickjs-wasi",
    ],
    builtins: anything,
  },
  {
    // The one way of adapters onto the network, so that no tool brings a laxer one.
    layer: "guard",
    packages: /^guarded-fetch$/,
    own: /^contracts$/,
    ownInTests: nothing,
    libraries: ["ipaddr.js"],
    builtins: /^node:(dns\/promises|http|https|stream|tls|zlib)$/,
  },
  {
    layer: "adapter",
    packages: /^(storage|model|tool|dispatch)-/,
    own: /^(contracts|guarded-fetch)$/,
    // The storage in memory is the reference that others are held against. A server for tests wraps nothing.
    ownInTests: /-conformance$|^(storage-memory|model-scripted|postgres-server)$/,
    libraries: 1,
    builtins: anything,
  },
  {
    layer: "HTTP kit",
    packages: /^http$/,
    own: /^(contracts|core)$/,
    ownInTests: anything,
    libraries: ["hono"],
    // What dialects are made of runs wherever there are web-standard requests.
    builtins: nothing,
  },
  {
    layer: "HTTP dialect",
    packages: /^http-/,
    own: /^(contracts|core|http)$/,
    ownInTests: anything,
    libraries: Number.POSITIVE_INFINITY,
    builtins: anything,
  },
  {
    layer: "application",
    packages: anything,
    own: anything,
    ownInTests: anything,
    libraries: Number.POSITIVE_INFINITY,
    builtins: anything,
  },
];

/** Small libraries that an adapter may use beside the one that it wraps. */
export const helperLibraries: readonly string[] = [
  "lru-cache",
  // A document is text (YAML), what a model calls by a found name must be held against a schema, and names must be found.
  "@cfworker/json-schema",
  "minisearch",
  "yaml",
];

/** Libraries that a package loads on first use: importing the package must not import them. */
export interface LazyLibrary {
  /** The package's name without the scope. */
  readonly package: string;
  /** The library. */
  readonly library: string;
  /** The folder whose files may load it, relative to the package. */
  readonly folder: string;
}

/**
 * The heavy libraries, each with the one place that may load it, by `import()`. Types may be imported anywhere. A module
 * of Node.js is among them where loading it says something on the terminal.
 */
export const lazyLibraries: readonly LazyLibrary[] = [
  { package: "core", library: "ai", folder: "src/model/" },
  { package: "core", library: "llm-zoo", folder: "src/context/" },
  { package: "tool-image", library: "ai", folder: "src/sdk/" },
  { package: "storage-sql", library: "kysely", folder: "src/load/" },
  { package: "storage-sql", library: "libsql", folder: "src/load/" },
  { package: "storage-sql", library: "node:sqlite", folder: "src/load/" },
  { package: "storage-sql", library: "pg", folder: "src/load/" },
  { package: "storage-sql", library: "@electric-sql/pglite", folder: "src/load/" },
  { package: "tool-javascript", library: "quickjs-wasi", folder: "src/engine/" },
  { package: "tool-javascript", library: "quickjs-emscripten-core", folder: "src/engine/" },
  {
    package: "tool-javascript",
    library: "@jitl/quickjs-ng-wasmfile-release-sync",
    folder: "src/engine/",
  },
  {
    package: "tool-plugin",
    library: "@apidevtools/json-schema-ref-parser",
    folder: "src/document/",
  },
  { package: "tool-plugin", library: "yaml", folder: "src/document/" },
  { package: "tool-plugin", library: "minisearch", folder: "src/search/" },
  { package: "tool-plugin", library: "@cfworker/json-schema", folder: "src/operation/" },
];

import type { Clock } from "@inhouse/contracts";
import type { EngineName } from "./engine/engine.ts";
import type { JavaScriptLimits } from "./limits.ts";

/** How sandboxed JavaScript runs. */
export interface JavaScriptSandboxOptions {
  /** The limits that differ from the defaults. */
  readonly limits?: Partial<JavaScriptLimits>;
  /**
   * The engine. `quickjs-wasi` gives every execution a WebAssembly instance and an exact bound of memory, and reports
   * promises that nobody handled; `quickjs-emscripten` is the older one. Default: `quickjs-wasi`.
   */
  readonly engine?: EngineName;
  /** How many threads run code at once; further code waits. Default: 2. */
  readonly maxWorkers?: number;
  /** The clock for time limits. Default: the machine's. */
  readonly clock?: Clock;
}

/** How the tool `javascript` runs. */
export interface JavaScriptOptions extends JavaScriptSandboxOptions {
  /**
   * The functions of other tools that code may call, by name. They keep their approvals, limits and journal. Default: all that
   * run in this process.
   */
  readonly callable?: readonly string[];
}

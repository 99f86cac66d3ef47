import type { Clock } from "@inhouse/contracts";
import type { CodeInterpreterLimits } from "./limits.ts";

/** How the code interpreter runs. */
export interface CodeInterpreterOptions {
  /** The limits that differ from the defaults. */
  readonly limits?: Partial<CodeInterpreterLimits>;
  /**
   * How many sessions live at once in this process, each with its own thread and 80 MB of memory or more. When another
   * one is needed, the one that was not used for longest ends; while all of them run code, calls wait. Default: 4.
   */
  readonly maxSessions?: number;
  /** After how many milliseconds without a call a session ends. Default: 5 minutes. */
  readonly idleMs?: number;
  /**
   * Whether a started interpreter always waits for the next new session, from the first call on. It costs memory and
   * saves the start of Python. Default: false.
   */
  readonly keepSpare?: boolean;
  /**
   * The folder of Pyodide's files as a `file:` URL, for applications that are bundled and ship them themselves. They must
   * be of exactly the version that this package depends on. Default: the installed `pyodide` package.
   */
  readonly pyodideUrl?: string | URL;
  /**
   * The functions of other tools that code may call with `import tools`, by name. They keep their approvals, limits and
   * journal; those that need a person's approval are refused to code. Default: all that run in this process.
   */
  readonly callable?: readonly string[];
  /** The clock for time limits and idle sessions. Default: the machine's. */
  readonly clock?: Clock;
}

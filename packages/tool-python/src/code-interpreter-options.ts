import type { Clock } from "@inhouse/contracts";
import type { CodeInterpreterLimits } from "./limits.ts";
import type { PackagesOptions } from "./packages/package-source.ts";

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
   * The packages that code may import beside the standard library; they are installed when they are imported. Default:
   * none.
   */
  readonly packages?: PackagesOptions;
  /**
   * A folder for the snapshot that Python starts from, where the one that this package brings does not fit: in a checkout
   * of its sources, or with other files of Pyodide. It is made at the first start, which takes seconds. Whoever can write
   * to this folder can run code in this process. Default: a folder beside this package's code; if that cannot be written,
   * each process makes its own.
   */
  readonly snapshotFolder?: string;
  /** The clock for time limits and idle sessions. Default: the machine's. */
  readonly clock?: Clock;
}

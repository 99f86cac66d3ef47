import type { BlobStore, Clock } from "@inhouse/contracts";
import type { CodeInterpreterLimits } from "./limits.ts";
import type { PackagesOptions } from "./packages/package-source.ts";
import type { ProcessModeOptions } from "./process-mode-options.ts";
import type { RemoteSandbox } from "./remote/remote-sandbox.ts";

/**
 * Where the code runs: `worker`, a sealed interpreter in a thread of this process, for one user or users who trust one
 * another; `process`, a sealed interpreter in a child process without rights, for several tenants; a sandbox of your own
 * that runs elsewhere, for code of attackers; `off`, nowhere: every call is refused.
 */
export type CodeInterpreterMode = "worker" | "process" | "off" | RemoteSandbox;

/** Where sessions are kept. */
export interface SessionStoreOptions {
  /** Keeps the sessions: a few megabytes each, under keys that begin with `python-sessions/`. */
  readonly blobs: BlobStore;
  /**
   * The secret that sessions are signed with, of at least 32 bytes or characters, the same in all processes that share the
   * store. A stored session is code; one without the right signature never runs.
   */
  readonly key: string | Uint8Array;
}

/** How the code interpreter runs. */
export interface CodeInterpreterOptions {
  /** Where the code runs. There is no fallback from one mode to a weaker one. Default: `worker`. */
  readonly mode?: CodeInterpreterMode;
  /** How the child processes of the mode `process` are started. */
  readonly process?: ProcessModeOptions;
  /** The limits that differ from the defaults. */
  readonly limits?: Partial<CodeInterpreterLimits>;
  /**
   * How many sessions live at once, each with its own interpreter and 80 MB of memory or more, 200 MB in the mode
   * `process`. When another one is needed, the one that was not used for longest ends; while all of them run code, calls
   * wait. Default: 4.
   */
  readonly maxSessions?: number;
  /** After how many milliseconds without a call a session ends. Default: 5 minutes. */
  readonly idleMs?: number;
  /**
   * Whether a started interpreter waits for the next new session, from the end of the first call on until none was made for
   * `idleMs`. It saves the third of a second that Python takes to start, and costs 50 MB, 200 MB in the mode `process`.
   * Without effect on a remote sandbox. Default: true in the mode `worker`, else false.
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
  /**
   * Where sessions are kept while nobody uses them, so that they go on later, in this process or in another of the same
   * versions: those that end because they are idle, to make room, or at `close`. Variables, imports and files are kept;
   * sessions that have loaded native code or hold more than 256 MB are not. It also lets code call tools that need a person's
   * approval: the session is kept as it was before the call, which is run again after the word. Without effect on a remote
   * sandbox. Absent: sessions that are not used are lost, and the model is told so.
   */
  readonly sessionStore?: SessionStoreOptions;
  /**
   * The functions of other tools that code may call with `import tools`, by name. They keep their approvals, limits and
   * journal; those that need a person's approval are refused to code where there is no `sessionStore`. Without effect on a
   * remote sandbox. Default: all that run in this process.
   */
  readonly callable?: readonly string[];
  /** The clock for time limits and idle sessions. Default: the machine's. */
  readonly clock?: Clock;
}

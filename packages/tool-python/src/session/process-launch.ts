import { InvalidInputError } from "@inhouse/contracts";

/** What the start of a child process depends on. */
export interface LaunchParts {
  /** The Node.js that runs it. */
  readonly nodePath: string;
  /** Whether that Node.js is an Electron. */
  readonly electron: boolean;
  /** Programs and their arguments that start the Node.js given to them; empty: it is started directly. */
  readonly launcher: readonly string[];
  /** The module that is run, as a path. */
  readonly entry: string;
  /** Files and folders that the process may read; a folder ends in a separator. */
  readonly readable: readonly string[];
}

/** How a child process is started. */
export interface ProcessLaunch {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Beyond Python's own recursion limit, and well within the 8 MB that systems give to a main thread. */
const stackKilobytes = 4000;
const oldSpaceMegabytes = 128;

/**
 * @param parts - what the start depends on
 * @returns the command; nothing of the host's environment is in it
 * @throws InvalidInputError if a path has a comma or an asterisk, which Node.js would read as something else
 */
export function planLaunch(parts: LaunchParts): ProcessLaunch {
  const unclear = parts.readable.find((path) => /[,*]/.test(path));
  if (unclear !== undefined) {
    throw new InvalidInputError({
      param: "pyodideUrl and packages.folder",
      expected: "paths without commas and asterisks",
      received: unclear,
    });
  }
  const [command = "", ...args] = [
    ...parts.launcher,
    parts.nodePath,
    // Never --allow-worker: a worker thread can be given other permissions than its process.
    "--permission",
    ...parts.readable.map((path) => `--allow-fs-read=${path}${/[/\\]$/.test(path) ? "*" : ""}`),
    "--disallow-code-generation-from-strings",
    "--no-warnings",
    `--max-old-space-size=${oldSpaceMegabytes}`,
    `--stack-size=${stackKilobytes}`,
    parts.entry,
  ];
  return { command, args, env: parts.electron ? { ELECTRON_RUN_AS_NODE: "1" } : {} };
}

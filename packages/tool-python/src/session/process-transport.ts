import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import type { Socket } from "node:net";
import { dirname, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { UnsupportedRuntimeError } from "@inhouse/contracts";
import type { ProcessModeOptions } from "../process-mode-options.ts";
import { FrameReader } from "../protocol/frame-reader.ts";
import type { FrameLimits } from "../protocol/frames.ts";
import { encodeFrame } from "../protocol/frames.ts";
import type { WorkerSettings } from "../protocol/messages.ts";
import type { ProcessData } from "../protocol/process-data.ts";
import { processPipes } from "../protocol/process-pipes.ts";
import { endWithThisProcess } from "./live-processes.ts";
import { memoryFile } from "./memory-file.ts";
import { hasPermissionModel, nodeVersion, permissionsCoverNetwork } from "./node-version.ts";
import type { ProcessLaunch } from "./process-launch.ts";
import { planLaunch } from "./process-launch.ts";
import { findLauncher } from "./process-launcher.ts";
import type { OpenTransport } from "./transport.ts";

const feature = "code_interpreter in the mode `process`";
/** What the arguments of a call of a tool may take, with every quotation mark escaped, and some more. */
const maxJsonBytes = 5 * 1024 * 1024;
/** The names of all files of a session. */
const maxNamesBytes = 8 * 1024 * 1024;
const keptOfStderr = 4096;

/** Pyodide imports it, and leaves it alone here. */
const socketLibrary = "ws";

/** Pyodide's files, our own modules and the packages of the operator: all that the process may read. */
function readableFiles(pyodideFolder: string, packageFolder: string | undefined): string[] {
  const own = dirname(dirname(fileURLToPath(import.meta.url)));
  const files = [pyodideFolder, `${own}${sep}`, `${dirname(own)}${sep}package.json`];
  if (packageFolder !== undefined) files.push(`${packageFolder}${sep}`);
  try {
    const require = createRequire(`${pyodideFolder}pyodide.mjs`);
    files.push(`${dirname(require.resolve(`${socketLibrary}/package.json`))}${sep}`);
  } catch {
    // Pyodide itself will say that it is not there.
  }
  return files;
}

async function chooseLaunch(
  readable: readonly string[],
  options: ProcessModeOptions,
): Promise<ProcessLaunch> {
  // The pipes of Windows cannot be looked into while Python is busy.
  if (process.platform === "win32") throw new UnsupportedRuntimeError(feature, "POSIX pipes");
  const version = await nodeVersion(options.nodePath);
  if (version === null || !hasPermissionModel(version)) {
    throw new UnsupportedRuntimeError(feature, "a Node.js of 22.13 or newer");
  }
  const launcher = await findLauncher(options);
  if (
    options.networkWall === "required" &&
    !launcher.cutsNetwork &&
    !permissionsCoverNetwork(version)
  ) {
    throw new UnsupportedRuntimeError(
      feature,
      "a wall before the network (`unshare` of Linux, or Node.js 25 or newer)",
    );
  }
  const extension = import.meta.url.endsWith(".ts") ? ".ts" : ".js";
  return planLaunch({
    nodePath: options.nodePath ?? process.execPath,
    electron: options.nodePath === undefined && process.versions.electron !== undefined,
    launcher: launcher.prefix,
    entry: fileURLToPath(new URL(`../child/main${extension}`, import.meta.url)),
    readable,
  });
}

function start(
  launch: ProcessLaunch,
  memory: number | null,
  { uid, gid }: ProcessModeOptions,
): ChildProcess {
  const child = spawn(launch.command, launch.args, {
    env: launch.env,
    cwd: "/",
    stdio: ["ignore", "ignore", "pipe", "pipe", "pipe", "pipe", "pipe", memory ?? "ignore"],
    ...(uid !== undefined && { uid }),
    ...(gid !== undefined && { gid }),
  });
  endWithThisProcess(child);
  return child;
}

const savedLimits = ({ maxSavedBytes }: WorkerSettings): FrameLimits => ({
  jsonBytes: maxNamesBytes,
  binaryBytes: maxSavedBytes,
});

/** V8 prints this before it gives up. */
const ranOutOfMemory = (stderr: string): boolean => /heap out of memory|OOM/.test(stderr);

/**
 * @param options - which Node.js, which user, which walls
 * @returns what starts a sandbox in a process of its own
 */
export function openProcessTransport(options: ProcessModeOptions): OpenTransport {
  return async (given, events, from) => {
    const folderUrl = given.pyodideUrl ?? new URL(".", import.meta.resolve("pyodide")).href;
    const memory = from.snapshot === null ? null : await memoryFile(from.snapshot);
    const data: ProcessData = {
      settings: { ...given, pyodideUrl: folderUrl },
      snapshot: memory === null ? from.snapshot : (from.snapshot?.length ?? null),
    };
    const launch = await chooseLaunch(
      readableFiles(fileURLToPath(folderUrl), given.packages?.folder),
      options,
    );
    const child = start(launch, memory, options);
    const pipe = (descriptor: number): Socket => child.stdio[descriptor] as Socket;
    const pipes = [child.stderr as Socket, ...Object.values(processPipes).map(pipe)];
    const exited = new Promise<void>((resolve) => {
      child.once("exit", () => resolve());
      child.once("error", () => resolve());
    });

    let stderr = "";
    child.stderr?.on("data", (bytes: Buffer) => {
      stderr = (stderr + bytes.toString("latin1")).slice(-keptOfStderr);
    });
    const usual: FrameLimits = {
      jsonBytes: maxJsonBytes + 12 * given.valueChars,
      binaryBytes: given.maxOutputTotalBytes,
    };
    // As much as a whole session comes only after it was asked for.
    const allowed = { ...usual };
    const reader = new FrameReader(allowed);
    pipe(processPipes.fromSandbox).on("data", (bytes: Buffer) => {
      try {
        for (const value of reader.push(bytes)) events.received(value);
      } catch {
        pipe(processPipes.fromSandbox).destroy();
        events.broke("crashed", "it sent what no honest sandbox sends");
      }
    });
    // What cannot be written any more is told by the end of the process.
    for (const each of pipes) each.on("error", () => {});
    child.once("error", (error) => events.broke("crashed", error.message));
    child.once("close", (code, signal) =>
      events.broke(
        ranOutOfMemory(stderr) ? "memory" : "crashed",
        `its process ended with ${signal ?? `code ${code}`}`,
      ),
    );

    let runs = 0;
    let isEnding = false;
    const write = (descriptor: number, message: object): void => {
      for (const piece of encodeFrame(message)) pipe(descriptor).write(piece);
    };
    write(processPipes.toSandbox, data);
    return {
      send(message) {
        if (message.type === "run") runs += 1;
        Object.assign(allowed, message.type === "save" ? savedLimits(given) : usual);
        const { answers, toSandbox } = processPipes;
        write(message.type === "answer" ? answers : toSandbox, message);
      },
      interrupt: () => void pipe(processPipes.interrupts).write(Uint8Array.of(runs % 256)),
      hold(held) {
        // Who waits for the end must not lose this process before it.
        if (isEnding) return;
        for (const each of [child, ...pipes]) {
          if (held) each.ref();
          else each.unref();
        }
      },
      async terminate() {
        isEnding = true;
        child.kill("SIGKILL");
        // Until it has been reaped.
        child.ref();
        await exited;
      },
    };
  };
}

import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync, writeSync } from "node:fs";
import { connect } from "node:net";
import { Worker } from "node:worker_threads";

/** Tries, as an escaped program would, what the process around the sandbox must not do. Prints what it got as JSON. */
const [, , secretFile = "", port = ""] = process.argv;

function attempt(action: () => unknown): string {
  try {
    return `reached: ${String(action())}`;
  } catch (error) {
    return `refused: ${(error as Error).name}`;
  }
}

const reached = {
  environment: Object.keys(process.env).filter((name) => name !== "ELECTRON_RUN_AS_NODE"),
  folder: process.cwd(),
  read: attempt(() => readFileSync(secretFile, "utf8")),
  write: attempt(() => writeFileSync(`${secretFile}.new`, "")),
  spawn: attempt(() => spawnSync("/bin/true").pid),
  thread: attempt(() => new Worker("", { eval: true, env: {}, execArgv: [] }).threadId),
  code: attempt(() => new Function("return 1")()),
};

const socket = connect(Number(port), "127.0.0.1");
const finish = (network: string): void => {
  // Two lines of one program: the pipe blocks, so all of it is written.
  writeSync(1, JSON.stringify({ ...reached, network }));
  process.exit();
};
socket.on("connect", () => finish("reached"));
socket.on("error", () => finish("refused"));

import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/**
 * Ends the server of a data folder that nobody is responsible for any more, and resolves when it is gone.
 *
 * @param data - its data folder, in which the server leaves its process id
 * @throws Error if it cannot be ended
 */
export async function endLeftServer(data: string): Promise<void> {
  const file = await readFile(join(data, "postmaster.pid"), "utf8").catch(() => "");
  const processId = Number(file.split("\n", 1)[0]);
  if (!Number.isSafeInteger(processId) || processId <= 1 || !isServerOf(data, processId)) return;
  process.kill(processId, "SIGQUIT");
  for (let tries = 0; isServerOf(data, processId); tries++) {
    if (tries === 100) process.kill(processId, "SIGKILL");
    if (tries === 200) throw new Error(`The server in '${data}' does not end.`);
    await wait(20);
  }
}

/** Process ids are used again: only a process with this folder on its command line is the server. */
function isServerOf(data: string, processId: number): boolean {
  const found = spawnSync("ps", ["-ww", "-o", "args=", "-p", String(processId)], {
    encoding: "utf8",
  });
  return found.status === 0 && found.stdout.includes(data);
}

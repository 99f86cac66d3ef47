import type { ChildProcess } from "node:child_process";

const live = new Set<ChildProcess>();

const killAll = (): void => {
  for (const child of live) child.kill("SIGKILL");
};

/**
 * Ends a child process with this one, even if it is busy and does not see its pipes close.
 *
 * @param child - a process that was just started
 */
export function endWithThisProcess(child: ChildProcess): void {
  if (live.size === 0) process.on("exit", killAll);
  live.add(child);
  child.once("exit", () => {
    live.delete(child);
    if (live.size === 0) process.off("exit", killAll);
  });
}

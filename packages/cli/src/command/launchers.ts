import { readFileSync } from "node:fs";

/** A process, and the one that started it. */
export interface Link {
  readonly pid: number;
  readonly parent: number;
}

/**
 * The chain of processes between this one and whoever called a package manager: `npx` starts a shell, that starts the package
 * manager, that starts a shell again. None of them hands SIGTERM on.
 *
 * @returns the links, from this process up to the first package manager; where the system does not tell, this one's alone
 */
export function readLaunchers(): readonly Link[] {
  const own = { pid: process.pid, parent: process.ppid };
  const chain: Link[] = [];
  let upToManager: readonly Link[] = [own];
  for (let link: Link | null = own; link !== null && link.parent > 1; ) {
    chain.push(link);
    if (isPackageManager(link.parent)) upToManager = [...chain];
    link = linkOf(link.parent);
  }
  return upToManager;
}

/** @returns whether one of them is gone, and what it started is somebody else's child now */
export function isBroken(links: readonly Link[]): boolean {
  return links.some(({ pid, parent }) => {
    const now = pid === process.pid ? process.ppid : linkOf(pid)?.parent;
    return now !== parent;
  });
}

function linkOf(pid: number): Link | null {
  try {
    // The name in parentheses may have spaces and parentheses itself.
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { pid, parent: Number(parent) };
  } catch {
    return null;
  }
}

function isPackageManager(pid: number): boolean {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    return command.slice(0, 2).some((word) => /(^|[/\\ ])(npm|npx|pnpm|yarn)\b/.test(word));
  } catch {
    return false;
  }
}

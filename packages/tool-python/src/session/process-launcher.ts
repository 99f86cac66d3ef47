import { execFile } from "node:child_process";
import { accessSync } from "node:fs";
import { promisify } from "node:util";

/** Who the processes run as. */
export interface ProcessUser {
  readonly uid?: number;
  readonly gid?: number;
}

const run = promisify(execFile);
const probes = new Map<string, Promise<boolean>>();

function find(program: string): string | undefined {
  return ["/usr/bin/", "/bin/"]
    .map((folder) => folder + program)
    .find((path) => {
      try {
        accessSync(path);
        return true;
      } catch {
        return false;
      }
    });
}

/** A launcher counts only if it has started a program before: containers often forbid what it does. */
function works(launcher: readonly string[], user: ProcessUser): Promise<boolean> {
  const key = JSON.stringify([launcher, user]);
  const known = probes.get(key);
  if (known !== undefined) return known;
  const [command = "", ...args] = launcher;
  const probe = run(command, [...args, "/bin/true"], { ...user, env: {}, cwd: "/", timeout: 5000 })
    .then(() => true)
    .catch(() => false);
  probes.set(key, probe);
  return probe;
}

/** What stands between this process and the Node.js of the sandbox. */
export interface ProcessLauncher {
  /** Programs and their arguments, to be put before the command. */
  readonly prefix: readonly string[];
  /** Whether what they start has no network. */
  readonly cutsNetwork: boolean;
}

/**
 * Finds out what this system has: on Linux a namespace without a network, and a kernel that ends the process with this
 * one, even while it is busy. Looks once for each user.
 *
 * @param user - who the processes run as
 */
export async function findLauncher(user: ProcessUser): Promise<ProcessLauncher> {
  if (process.platform !== "linux") return { prefix: [], cutsNetwork: false };
  const unshare = find("unshare");
  const setpriv = find("setpriv");
  const bound = setpriv === undefined ? [] : [setpriv, "--no-new-privs", "--pdeathsig", "KILL"];
  // In a user namespace of its own, anybody may make a network namespace.
  const cut = unshare === undefined ? [] : [unshare, "--map-current-user", "--net"];
  const candidates = [
    // What unshare makes must come first: it would take the bond to this process away.
    { prefix: [...cut, ...bound], cutsNetwork: cut.length > 0 },
    { prefix: bound, cutsNetwork: false },
  ];
  for (const candidate of candidates) {
    if (candidate.prefix.length === 0 || (await works(candidate.prefix, user))) return candidate;
  }
  return { prefix: [], cutsNetwork: false };
}

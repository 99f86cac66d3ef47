import { isBroken, readLaunchers } from "./launchers.ts";

const lookMs = 250;

/**
 * Listens for Ctrl-C and SIGTERM, of which a second one does not wait for a clean end. Started by a package manager's script, it
 * also looks whether that is still there: package managers keep SIGTERM for themselves.
 *
 * @param env - the environment, which tells of scripts
 * @returns resolves with the first reason to stop
 */
export function onStopSignal(env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    const hear = (signal: NodeJS.Signals): void => {
      if (asked) process.exit(signal === "SIGINT" ? 130 : 143);
      asked = true;
      resolve();
    };
    process.on("SIGINT", hear);
    process.on("SIGTERM", hear);
    if (env.npm_lifecycle_event === undefined) return;
    const launchers = readLaunchers();
    const look = setInterval(() => {
      if (!isBroken(launchers)) return;
      clearInterval(look);
      resolve();
    }, lookMs);
    look.unref();
  });
}

import { chown, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endLeftServer } from "./left-server.ts";
import { serverUser } from "./server-user.ts";

/** The folder's name says whose it is from the moment it exists. */
const name = /^inhouse-postgres-(\d+)-/;

/** Makes the folder of a server: everything that it writes is in there. */
export async function makeServerFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `inhouse-postgres-${process.pid}-`));
  const { uid, gid } = serverUser;
  if (uid !== undefined && gid !== undefined) await chown(folder, uid, gid);
  return folder;
}

/** Where a server keeps its data. */
export function dataFolder(folder: string): string {
  return join(folder, "data");
}

/** Removes the folder of a server that has ended. */
export async function removeServerFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}

/** Ends the servers whose process died without stopping them, and removes their folders. */
export async function reapLeftServers(): Promise<void> {
  for (const entry of await readdir(tmpdir())) {
    const owner = name.exec(entry)?.[1];
    if (owner === undefined || isAlive(Number(owner))) continue;
    const folder = join(tmpdir(), entry);
    try {
      await endLeftServer(dataFolder(folder));
      await removeServerFolder(folder);
    } catch {
      // It is another user's, or somebody else is at it: who comes next tries again.
    }
  }
}

/** Whether there is such a process, whosever it is. */
function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { findBinaries } from "./find-binaries.ts";
import { freePort } from "./free-port.ts";
import type { Installation } from "./installation.ts";
import { prepareInstallation } from "./installation.ts";
import type { PostgresOptions } from "./postgres-options.ts";
import type { PostgresServer } from "./postgres-server.ts";
import { RunningServer } from "./running-server.ts";
import {
  dataFolder,
  makeServerFolder,
  reapLeftServers,
  removeServerFolder,
} from "./server-folder.ts";
import { serverUser } from "./server-user.ts";

/**
 * Starts a PostgreSQL server with a new, empty database on a free port of 127.0.0.1, for this process alone. It trusts
 * everybody on this machine and keeps its data in a temporary folder, which goes when it is stopped. Servers that a killed
 * process left behind are ended first.
 *
 * The database sorts text by the rules of English, as that of most people does, and not by code units.
 *
 * @param options - how it runs
 * @returns the server, which takes connections
 * @throws Error if npm has no binaries for this platform, or if the server does not start
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  const binaries = await findBinaries();
  if (binaries === undefined) {
    throw new Error(`There is no PostgreSQL for ${process.platform}-${process.arch} here.`);
  }
  await reapLeftServers();
  const folder = await makeServerFolder();
  try {
    const installation = await prepareInstallation(binaries, folder);
    await initialize(installation, folder);
    return await startOnFreePort(installation, folder, settingsOf(options));
  } catch (error) {
    await removeServerFolder(folder);
    throw error;
  }
}

async function initialize({ programs, environment }: Installation, folder: string): Promise<void> {
  const encoding = ["--encoding=UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=en-US"];
  const access = ["--username=postgres", "--auth=trust", "--no-sync"];
  await promisify(execFile)(
    join(programs, "initdb"),
    ["-D", dataFolder(folder), ...encoding, ...access],
    { ...serverUser, cwd: folder, env: environment },
  );
}

function settingsOf({ durable = false, settings }: PostgresOptions): readonly string[] {
  // `synchronous_commit` stays on: without it a commit is lost if the server is killed right after it.
  const careless = { fsync: "off", full_page_writes: "off" };
  const all = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    ...(durable ? {} : careless),
    ...settings,
  };
  return Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** Between the choice of a port and its use somebody else may have taken it. */
async function startOnFreePort(
  installation: Installation,
  folder: string,
  settings: readonly string[],
): Promise<PostgresServer> {
  for (let tries = 1; ; tries++) {
    const server = new RunningServer({ installation, folder, settings, port: await freePort() });
    try {
      await server.start();
      return server;
    } catch (error) {
      if (tries === 5 || !String(error).includes("Address already in use")) throw error;
    }
  }
}

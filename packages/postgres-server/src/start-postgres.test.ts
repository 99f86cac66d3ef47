import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { describe, expect, it, onTestFinished } from "vitest";
import { findBinaries } from "./find-binaries.ts";
import type { PostgresOptions } from "./postgres-options.ts";
import type { PostgresServer } from "./postgres-server.ts";
import { startPostgres } from "./start-postgres.ts";
import { query } from "./testing/query.ts";

async function started(options: PostgresOptions = {}): Promise<PostgresServer> {
  const server = await startPostgres(options);
  onTestFinished(() => server.stop());
  return server;
}

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
}

function foldersOf(owner: number | undefined): readonly string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith(`inhouse-postgres-${owner}-`));
}

describe.skipIf((await findBinaries()) === undefined)("startPostgres", () => {
  it("starts a PostgreSQL 18 that only this machine reaches, and that does not wait for the disk", async () => {
    const { url, processId } = await started();
    expect(await query(url, "show server_version")).toMatch(/^18\./);
    expect(await query(url, "show listen_addresses")).toBe("127.0.0.1");
    expect(await query(url, "show unix_socket_directories")).toBe("");
    expect(await query(url, "show fsync")).toBe("off");
    // As in the databases of most people, text is not sorted by code units.
    expect(await query(url, "select 'a' < 'B'")).toBe(true);
    expect(isAlive(processId)).toBe(true);
  });

  it("waits for the disk if it is asked to, and takes settings", async () => {
    const { url } = await started({ durable: true, settings: { max_connections: "17" } });
    expect(await query(url, "show fsync")).toBe("on");
    expect(await query(url, "show max_connections")).toBe("17");
  });

  it("goes on with what was committed after a kill, under the same URL", async () => {
    const server = await started();
    await query(server.url, "create table kept as select 42 as answer");
    const first = server.processId;
    const busy = query(server.url, "select pg_sleep(600)");
    const cut = expect(busy).rejects.toThrow();
    await server.kill();
    expect(isAlive(first)).toBe(false);
    await server.restart();
    await cut;
    expect(server.processId).not.toBe(first);
    expect(await query(server.url, "select answer from kept")).toBe(42);
  });

  it("leaves no process and no file behind, also if it is stopped twice", async () => {
    const server = await startPostgres();
    const folder = await query(server.url, "show data_directory");
    await server.stop();
    await server.stop();
    expect(isAlive(server.processId)).toBe(false);
    expect(existsSync(String(folder))).toBe(false);
    expect(foldersOf(process.pid).length).toBe(0);
  });

  it("says what the server said if it does not start", async () => {
    await expect(startPostgres({ settings: { no_such_setting: "1" } })).rejects.toThrow(
      /no_such_setting/,
    );
    expect(foldersOf(process.pid).length).toBe(0);
  });

  it("ends the servers that a killed process left behind", async () => {
    const program = new URL("./testing/left-behind.ts", import.meta.url).pathname;
    const owner = spawn(process.execPath, [program], { stdio: ["ignore", "pipe", "inherit"] });
    onTestFinished(() => void owner.kill("SIGKILL"));
    const [line] = await once(owner.stdout, "data");
    const { url } = JSON.parse(String(line)) as { url: string };
    owner.kill("SIGKILL");
    await once(owner, "exit");
    expect(await query(url, "select 1")).toBe(1);
    expect(foldersOf(owner.pid).length).toBe(1);

    await started();
    await expect(query(url, "select 1")).rejects.toThrow(/ECONNREFUSED/);
    expect(foldersOf(owner.pid).length).toBe(0);
  });
});

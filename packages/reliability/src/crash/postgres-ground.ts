import { startPostgres } from "@inhouse/postgres-server";
import pg from "pg";
import type { Ground } from "./adapters.ts";

/** A server for all worlds, each of which has a schema of its own. */
export async function postgresGround(): Promise<Ground> {
  const server = await startPostgres();
  const admin = new pg.Client(server.url);
  admin.on("error", () => undefined);
  await admin.connect();
  return {
    targetOf: (_folder, world) => `${server.url}#world_${world}`,
    async cutOff(process) {
      await admin.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1",
        [process],
      );
    },
    async stop() {
      await admin.end();
      await server.stop();
    },
  };
}

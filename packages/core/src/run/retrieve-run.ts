import type { Run } from "@inhouse/contracts";
import type { Scope } from "../scope/scope.ts";
import { settleRun } from "./settle-run.ts";

/**
 * @param scope - whose run
 * @param id - the run
 * @returns the run; one whose time is up is expired by being looked at
 * @throws NotFoundError if there is none
 */
export async function retrieveRun(scope: Scope, id: string): Promise<Run> {
  const { value } = await scope.storage.read("run", id);
  const { expiresAt } = value.run;
  if (expiresAt === null || expiresAt > scope.clock.now()) return value.run;
  await settleRun(scope, id);
  return (await scope.storage.read("run", id)).value.run;
}

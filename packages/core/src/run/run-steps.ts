import type { Page, RunStep } from "@inhouse/contracts";
import { NotFoundError } from "@inhouse/contracts";
import type { ListOptions } from "../input/list-options.ts";
import { listPage, parseListOptions } from "../input/list-options.ts";
import type { Scope } from "../scope/scope.ts";

/**
 * @param scope - whose run
 * @param runId - the run
 * @param options - which page
 * @throws NotFoundError if there is no such run
 * @throws InvalidInputError if an option is wrong
 */
export async function listSteps(
  scope: Scope,
  runId: string,
  options: ListOptions = {},
): Promise<Page<RunStep>> {
  const page = parseListOptions(options);
  const run = await scope.storage.read("run", runId);
  const source = { parent: run.parent, key: { name: "runId", value: runId } };
  return listPage(scope.storage, "step", source, page, (value) => value.step);
}

/**
 * @param scope - whose step
 * @param id - the step
 * @returns the step; one that a run in this process is at is returned as far as it is
 * @throws NotFoundError if there is none
 */
export async function retrieveStep(scope: Scope, id: string): Promise<RunStep> {
  // Looked at first, because a step that is stored meanwhile is not being written any more.
  const live = scope.liveRuns.findStep(scope.tenant, id);
  const stored = await scope.storage.find("step", id);
  const step = stored?.value.step ?? live;
  if (step === undefined) throw new NotFoundError("step", id);
  return step;
}

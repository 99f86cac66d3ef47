import type { DialectRouter } from "@inhouse/http";
import { listOptions } from "../input/list-options.ts";
import { listObject } from "../objects/list-object.ts";
import { stepObject } from "../objects/step-object.ts";
import { findRun, findStep } from "./find-objects.ts";
import { respond } from "./respond.ts";

/** Adds the routes of the steps of runs. */
export function addStepRoutes(router: DialectRouter): void {
  const path = "/threads/:thread/runs/:run/steps";

  router.get(path, async (c) => {
    const options = listOptions(c.req.query());
    const run = await findRun(c);
    const page = await c.get("inhouse").runs.steps.list(run.id, options);
    return respond(c, listObject(page, stepObject));
  });
  router.get(`${path}/:step`, async (c) => respond(c, stepObject(await findStep(c))));
}

import type { DialectRouter } from "@inhouse/http";
import { listOptions } from "../input/list-options.ts";
import type { DashScopeSettings } from "../options/dashscope-settings.ts";
import { pageView } from "../views/page-view.ts";
import { stepView } from "../views/step-view.ts";
import { findRun, findStep } from "./find-objects.ts";
import { respond } from "./respond.ts";

/** Adds the routes of the steps of runs. */
export function addStepRoutes(router: DialectRouter, { links }: DashScopeSettings): void {
  const path = "/threads/:thread/runs/:run/steps";

  router.get(path, async (c) => {
    const options = listOptions(c.req.query());
    const run = await findRun(c);
    const page = await c.get("inhouse").runs.steps.list(run.id, options);
    const fileUrl = links.urlsFor(c.req.raw);
    return respond(
      c,
      pageView(page, (step) => stepView(step, fileUrl)),
    );
  });
  router.get(`${path}/:step`, async (c) =>
    respond(c, stepView(await findStep(c), links.urlsFor(c.req.raw))),
  );
}

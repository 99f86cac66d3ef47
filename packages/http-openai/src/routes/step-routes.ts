import type { DialectRouter } from "@inhouse/http";
import { includesContents, listQuery } from "../input/list-query.ts";
import { pageView } from "../views/page-view.ts";
import { stepView } from "../views/step-view.ts";
import { findRun, findStep } from "./find-in-thread.ts";

/** Adds the routes of the steps of runs. */
export function addStepRoutes(router: DialectRouter): void {
  router.get("/threads/:thread/runs/:run/steps", async (c) => {
    const { thread, run } = c.req.param();
    const contents = includesContents(c);
    const query = listQuery(c);
    await findRun(c.get("inhouse"), thread, run);
    const page = await c.get("inhouse").runs.steps.list(run, query);
    return c.json(pageView(page, (step) => stepView(step, contents)));
  });
  router.get("/threads/:thread/runs/:run/steps/:step", async (c) => {
    const { thread, run, step } = c.req.param();
    const contents = includesContents(c);
    return c.json(stepView(await findStep(c.get("inhouse"), thread, run, step), contents));
  });
}

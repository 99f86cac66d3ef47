import type { HttpHandler } from "@inhouse/http";
import { describe, expect, it } from "vitest";
import { fuzz } from "./fuzz.ts";
import type { Sabotage } from "./fuzz-world.ts";

describe("dialects under random and mutated requests", () => {
  it("answer in their own form, keep tenants apart, and leave nothing half-written", async () => {
    const report = await fuzz({ requests: 1_500, seed: 1 });
    expect(report.violations).toEqual([]);
    // It was not only refusals.
    for (const dialect of ["openai", "dashscope", "ui"]) {
      expect(report.accepted[dialect], dialect).toBeGreaterThan(60);
    }
    expect(report.runs).toBeGreaterThan(40);
    for (const status of [400, 401, 404, 405, 415]) {
      expect(report.byStatus[status], `status ${status}`).toBeGreaterThan(0);
    }
  });

  /** Spoils the answers that a test chooses. */
  const spoiled = (change: (response: Response) => Response | null): Sabotage => ({
    wrap:
      (handler: HttpHandler): HttpHandler =>
      async (request) => {
        const response = await handler(request);
        return change(response) ?? response;
      },
  });

  it.each<[what: string, sabotage: Sabotage, found: RegExp]>([
    [
      "answers 500",
      spoiled(({ status }) =>
        status === 404 ? Response.json({ error: "x" }, { status: 500 }) : null,
      ),
      /^status 500$/,
    ],
    [
      "refuses in another form",
      spoiled(({ status }) => (status === 400 ? new Response("Bad", { status }) : null)),
      /not in the form of the dialect/,
    ],
    ["takes everybody for one tenant", { authenticate: () => "alpha" }, /of the other tenant/],
    [
      "breaks off",
      {
        wrap: (handler) => async (request) => {
          if (request.method === "DELETE") throw new Error("broken");
          return handler(request);
        },
      },
      /^no answer: Error: broken$/,
    ],
    [
      "shows where it lies",
      spoiled(({ status }) => {
        const error = { message: "at /srv/app/src/a.ts:1:2", type: "x", param: null, code: null };
        return status === 400 ? Response.json({ error }, { status }) : null;
      }),
      /a stack trace, a path or a key/,
    ],
    [
      "lets an error escape",
      spoiled(({ status }) => {
        if (status === 404) void Promise.reject(new Error("escaped"));
        return null;
      }),
      /nobody caught: Error: escaped/,
    ],
  ])("are found out when one %s", async (_, sabotage, found) => {
    const { violations } = await fuzz({ requests: 250, seed: 2, overHttp: 0, sabotage });
    expect(violations.map(({ what }) => what)).toContainEqual(expect.stringMatching(found));
  });
});

import { setImmediate } from "node:timers/promises";
import { SeededRandom } from "@inhouse/testing";
import type { Sabotage } from "./fuzz-world.ts";
import { openFuzzWorld } from "./fuzz-world.ts";
import { IdPool } from "./id-pool.ts";
import type { ReadResponse } from "./judge-response.ts";
import { judgeResponse } from "./judge-response.ts";
import { judgeWorld } from "./judge-world.ts";
import type { FuzzRequest } from "./make-request.ts";
import { makeRequest } from "./make-request.ts";
import { sendRequest } from "./send-request.ts";
import { tenants } from "./tenant.ts";

/** What to fuzz. */
export interface FuzzOptions {
  readonly requests: number;
  readonly seed: number;
  /** Which share of the requests goes over HTTP; absent: a tenth. */
  readonly overHttp?: number;
  /** Whose faults are to be found; absent: nobody's, the world is sound. */
  readonly sabotage?: Sabotage;
  readonly onProgress?: (done: number) => void;
}

/** Something that must not be. */
export interface Violation {
  readonly what: string;
  /** The request that showed it; null: what is stored in the end. */
  readonly request: string | null;
}

/** What came of it. */
export interface FuzzReport {
  readonly requests: number;
  readonly seed: number;
  readonly byStatus: Readonly<Record<string, number>>;
  /** Requests to each dialect that did something. */
  readonly accepted: Readonly<Record<string, number>>;
  readonly runs: number;
  readonly threads: number;
  readonly violations: readonly Violation[];
}

const mostAtOnce = 4;

/** Sends requests that are right, nearly right and odd to every dialect, as two tenants, and judges what comes of them. */
export async function fuzz(options: FuzzOptions): Promise<FuzzReport> {
  const { requests, seed, overHttp = 0.1 } = options;
  const random = new SeededRandom(seed);
  const pools = tenants.map(() => new IdPool());
  const byStatus: Record<string, number> = {};
  const accepted: Record<string, number> = {};
  const violations: Violation[] = [];
  const escaped = (error: unknown): void => {
    violations.push({ what: `an error that nobody caught: ${String(error)}`, request: null });
  };
  process.on("unhandledRejection", escaped);
  process.on("uncaughtException", escaped);
  try {
    await using world = await openFuzzWorld(seed, options.sabotage);
    const one = async (request: FuzzRequest, viaServer: boolean, pool: IdPool): Promise<void> => {
      const found = (what: string): void => {
        violations.push({ what, request: describe(request, viaServer) });
      };
      const other = tenants.find(({ name }) => name !== request.tenant.name) ?? tenants[1];
      let response: ReadResponse;
      try {
        response = await sendRequest(world, request, viaServer);
      } catch (error) {
        return found(`no answer: ${String(error)}`);
      }
      byStatus[response.status] = (byStatus[response.status] ?? 0) + 1;
      for (const problem of judgeResponse(request, response, other.marker)) found(problem);
      if (response.status >= 300) return;
      const { dialect } = request.endpoint;
      accepted[dialect] = (accepted[dialect] ?? 0) + 1;
      for (const json of jsonOf(response)) pool.learn(dialect, json);
    };
    for (let done = 0; done < requests; options.onProgress?.(done)) {
      const count = Math.min(random.between(1, mostAtOnce), requests - done);
      const batch = Array.from({ length: count }, () => {
        const at = random.below(2);
        const [own, other] = [pools[at], pools[1 - at]] as [IdPool, IdPool];
        const tenant = tenants[at] ?? tenants[0];
        const request = makeRequest(random, { tenant, own, other });
        return one(request, random.chance(overHttp), own);
      });
      await Promise.all(batch);
      done += count;
    }
    const { problems, runs, threads } = await judgeWorld(world.inhouse, world.deleted);
    for (const what of problems) violations.push({ what, request: null });
    return { requests, seed, byStatus, accepted, runs, threads, violations };
  } finally {
    // What was rejected last is told when the event loop turns.
    await setImmediate();
    process.off("unhandledRejection", escaped);
    process.off("uncaughtException", escaped);
  }
}

function describe(
  { tenant, method, path, headers, body }: FuzzRequest,
  viaServer: boolean,
): string {
  const shown = typeof body === "string" ? body.slice(0, 2_000) : (body?.constructor.name ?? "");
  const type = headers["content-type"] ?? "";
  return `${viaServer ? "HTTP " : ""}${tenant.name} ${method} ${path} ${type} ${shown}`;
}

/** Everything in a response that is JSON: all of it, or the data of its events. */
function jsonOf({ type, text }: ReadResponse): readonly unknown[] {
  const isStream = type.startsWith("text/event-stream");
  const parts = isStream
    ? [...text.matchAll(/^data: ?(\{.*)$/gm)].map(([, data]) => data ?? "")
    : [text];
  return parts.flatMap((part) => {
    try {
      return [JSON.parse(part) as unknown];
    } catch {
      return [];
    }
  });
}

import type { World } from "./world.ts";

/** An answer that refuses. */
interface Refusal {
  readonly status: number;
  readonly error: {
    readonly message: string;
    readonly param: string | null;
    readonly code: string | null;
  };
}

/**
 * @param world - the API
 * @param path - below the base URL
 * @param body - sent as JSON
 * @returns the status, and what the body says of the error
 */
export async function post(world: World, path: string, body: unknown): Promise<Refusal> {
  const headers = { "content-type": "application/json" };
  const init = { method: "POST", headers, body: JSON.stringify(body) };
  const response = await world.fetch(`${world.baseURL}${path}`, init);
  return { status: response.status, ...((await response.json()) as Pick<Refusal, "error">) };
}

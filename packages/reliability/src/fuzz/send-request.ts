import type { FuzzWorld } from "./fuzz-world.ts";
import type { ReadResponse } from "./judge-response.ts";
import type { FuzzRequest } from "./make-request.ts";

const patienceMs = 30_000;

/**
 * Sends a request, and reads the answer to its end, or leaves within it.
 *
 * @param overHttp - whether it goes through the server, or straight to the dialect
 * @returns the answer
 * @throws if there is none, or it breaks off, or does not end
 */
export async function sendRequest(
  { handlers, url }: FuzzWorld,
  request: FuzzRequest,
  overHttp: boolean,
): Promise<ReadResponse> {
  const { method, headers, endpoint, path } = request;
  const body = method === "GET" || method === "HEAD" ? undefined : request.body;
  const init = { method, headers, ...(body !== undefined && { body }) };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("There is no end of the answer.")), patienceMs);
  });
  const answer = async (): Promise<ReadResponse> => {
    const response = overHttp
      ? await fetch(url + path, init)
      : await handlers[endpoint.dialect](new Request(`http://localhost${path}`, init));
    return readResponse(response, request.leaves);
  };
  try {
    return await Promise.race([answer(), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function readResponse(response: Response, leaves: boolean): Promise<ReadResponse> {
  const { status, headers } = response;
  const type = headers.get("content-type") ?? "";
  // A refusal is always read, so that its form can be judged.
  if (!leaves || response.body === null || status >= 400) {
    return { status, type, text: await response.text() };
  }
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return { status, type, text: new TextDecoder().decode(value) };
}

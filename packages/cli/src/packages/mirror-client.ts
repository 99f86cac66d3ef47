import { PythonPackageError } from "@inhouse/contracts";

const stallMs = 60_000;

/** What a mirror answered. */
export interface MirrorAnswer {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  /** Where it came from in the end, after redirections. */
  readonly url: string;
}

/** The connection, and why it failed, without what a URL may hold of passwords. */
function unreachable(url: URL, name: string, why: string, cause?: unknown): PythonPackageError {
  const message = `The mirror does not give ${url.origin}${url.pathname}: ${why}.`;
  return new PythonPackageError("mirror", name, message, { cause });
}

async function readBounded(
  response: Response,
  maxBytes: number,
  moved: () => void,
): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    moved();
    length += chunk.length;
    if (length > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

/**
 * Asks a mirror that the user named; nothing else in this command reaches the network.
 *
 * @param url - what to ask for
 * @param options - which package it is for, what may come, and what is asked for
 * @returns the answer; null: the mirror does not have it
 * @throws PythonPackageError if it cannot be had, or is too large
 */
export async function askMirror(
  url: URL,
  options: { readonly name: string; readonly maxBytes: number; readonly accept?: string },
): Promise<MirrorAnswer | null> {
  const { name, maxBytes, accept = "*/*" } = options;
  const controller = new AbortController();
  const stalled = (): void => controller.abort(new Error("it sends nothing any more"));
  let timer = setTimeout(stalled, stallMs);
  const moved = (): void => {
    clearTimeout(timer);
    timer = setTimeout(stalled, stallMs);
  };
  try {
    const response = await fetch(url, { headers: { accept }, signal: controller.signal });
    if (response.status === 404 || response.status === 410) {
      await response.body?.cancel();
      return null;
    }
    if (!response.ok) throw unreachable(url, name, `it answers with status ${response.status}`);
    const bytes = await readBounded(response, maxBytes, moved);
    if (bytes === null) {
      const message = `${url.pathname} has more than ${maxBytes} bytes.`;
      throw new PythonPackageError("too_large", name, message);
    }
    const [mediaType = ""] = (response.headers.get("content-type") ?? "").split(";");
    return { bytes, mediaType: mediaType.trim().toLowerCase(), url: response.url };
  } catch (error) {
    if (error instanceof PythonPackageError) throw error;
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw unreachable(url, name, why.replace(/\.$/, ""), error);
  } finally {
    clearTimeout(timer);
    controller.abort();
  }
}

import { InhouseError } from "@inhouse/contracts";
import type { PromptMessage } from "../context/prompt-message.ts";
import type { FetchedUrl, FetchUrl, ModelCall } from "./model-call.ts";
import { redact } from "./redact.ts";
import type { ModelObject } from "./resolve-model.ts";

const longestAddress = 200;
const longestReason = 200;

/** An image that could not be read. */
export interface UnreadImage {
  /** What the model is told in its place. */
  readonly note: string;
  /** What the step says of it. */
  readonly warning: string;
}

/** The images that messages name by address and the provider cannot fetch, by that address. */
export type PromptImages = ReadonlyMap<string, FetchedUrl | UnreadImage>;

/**
 * Reads the images that the provider cannot fetch by itself. One that cannot be read is no reason to fail: links end, and a
 * message that names one is in the prompt of every later run of its thread.
 *
 * @param call - the call; without `fetchUrl` nothing is read here
 * @param signal - aborts when nobody waits any more
 * @throws InhouseError if it is not the image that is at fault but this program, such as a missing package
 */
export async function fetchPromptImages(
  { model, messages, fetchUrl }: Pick<ModelCall, "model" | "messages" | "fetchUrl">,
  signal: AbortSignal,
): Promise<PromptImages> {
  const wanted = [...new Set(messages.flatMap(addressesOf))];
  if (fetchUrl === undefined || wanted.length === 0) return new Map();
  const patterns = await fetchableBy(model);
  const missing = wanted.filter((url) => !patterns.some((pattern) => matches(pattern, url)));
  const read = missing.map(async (url) => [url, await fetchImage(url, fetchUrl, signal)] as const);
  return new Map(await Promise.all(read));
}

/** @returns what the step says of the images that could not be read */
export function imageWarnings(images: PromptImages): readonly string[] {
  return [...images.values()].flatMap((image) => ("warning" in image ? [image.warning] : []));
}

function addressesOf(message: PromptMessage): readonly string[] {
  if (message.role !== "user") return [];
  return message.content.flatMap((part) => {
    const url = part.type === "image_url" ? URL.parse(part.url) : null;
    return url === null || url.protocol === "data:" ? [] : [url.href];
  });
}

/** The addresses of images that the provider fetches by itself. What it says in another form is fetched here. */
async function fetchableBy(model: ModelObject): Promise<readonly RegExp[]> {
  const supported = await model.supportedUrls;
  return Object.entries(supported ?? {})
    .filter(([type]) => /^(image\/\*|\*|\*\/\*)$/i.test(type))
    .flatMap(([, patterns]) => patterns);
}

function matches(pattern: RegExp, url: string): boolean {
  // One that is global remembers where it was.
  return new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, "")).test(url);
}

async function fetchImage(
  url: string,
  fetchUrl: FetchUrl,
  signal: AbortSignal,
): Promise<FetchedUrl | UnreadImage> {
  try {
    return await fetchUrl(new URL(url), signal);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    const isGuarded = InhouseError.isInstance(error) && error.code === "guarded_fetch";
    if (InhouseError.isInstance(error) && !isGuarded) throw error;
    const { origin, pathname } = new URL(url);
    // The query of an address is often a key to it.
    const what = `The image ${`${origin}${pathname}`.slice(0, longestAddress)} could not be read`;
    const reason = redact(error instanceof Error ? error.message : "").slice(0, longestReason);
    // What the program's own function says is for its operator.
    return {
      note: isGuarded ? `[${what}: ${reason}]` : `[${what}.]`,
      warning: `${what}: ${reason}`,
    };
  }
}

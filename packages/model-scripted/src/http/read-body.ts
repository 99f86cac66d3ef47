import { Buffer } from "node:buffer";
import type { IncomingMessage } from "node:http";
import { refusal } from "../model/provider-error.ts";
import type { WireObject } from "./wire-value.ts";
import { wireObject } from "./wire-value.ts";

/** Reads a JSON body. What is over the limit is read and thrown away, so that the client gets to see the refusal. */
export async function readBody(
  request: IncomingMessage,
  maxBytes: number,
  expected: boolean,
): Promise<WireObject> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxBytes) chunks.push(chunk);
  }
  if (size > maxBytes) {
    const message = `The body has ${size} bytes, and may have ${maxBytes}.`;
    throw refusal({ status: 413, code: "request_too_large", message });
  }
  if (!expected) return {};
  try {
    return wireObject(JSON.parse(Buffer.concat(chunks).toString("utf8")));
  } catch {
    throw refusal({ status: 400, message: "The body is not valid JSON." });
  }
}

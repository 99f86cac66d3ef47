import type { InProcessFetch } from "@inhouse/http";
import { expect } from "vitest";
import type { Client, Wire } from "./client.ts";

const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

/** The id of an object: its prefix and a UUID. */
export function wireId(prefix: string): unknown {
  return expect.stringMatching(new RegExp(`^${prefix}_${uuid}$`));
}

export const milliseconds: unknown = expect.toSatisfy((time: number) => String(time).length === 13);
export const requestId: unknown = expect.stringMatching(new RegExp(`^${uuid}$`));

/** Polls a run, as the SDK does, until it has ended or needs its caller. */
export async function ended(client: Client, path: string): Promise<Wire> {
  for (;;) {
    const run = await client.json("GET", path);
    if (!["queued", "in_progress", "cancelling"].includes(run.status)) return run;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Uploads one file, as the SDK's file API does. */
export async function upload(fetch: InProcessFetch, text: string): Promise<string> {
  const form = new FormData();
  form.append("files", new File([text], "sales.csv"));
  form.append("descriptions", "Sales");
  const response = await fetch("http://in-process/api/v1/files", { method: "POST", body: form });
  const { data } = (await response.json()) as { data: { uploaded_files: { file_id: string }[] } };
  return data.uploaded_files[0]?.file_id ?? "";
}

/** Reads a stream until its text holds something, and leaves the rest to the caller. */
export async function readUntil(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  wanted: string,
): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  while (!text.includes(wanted)) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`The stream ended without ${wanted}: ${text}`);
    text += decoder.decode(value, { stream: true });
  }
  return text;
}

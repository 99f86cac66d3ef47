import type { ToolCall } from "@inhouse/contracts";

/** @returns the SHA-256 of what would run, in hex, so that an approval can name exactly that */
export async function inputHash(call: ToolCall): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify([call.id, call.name, call.arguments]));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

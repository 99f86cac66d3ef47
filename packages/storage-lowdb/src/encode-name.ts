import { createHash } from "node:crypto";

const longest = 120;
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * A file name for any text: different texts get different names, also where the file system takes no notice of case. A
 * name holds `[a-z0-9_+%~-]` only, so it leads nowhere else. A capital letter becomes `+` and the small one, anything
 * else `%` and its code.
 *
 * @param text - an id, a tenant or a key, from anywhere
 * @returns at most 120 characters; long texts are cut and end in `~` and a hash
 */
export function encodeName(text: string): string {
  if (text === "") return "%";
  const name = text.replace(/[^a-z0-9_-]/g, encodeUnit);
  if (reserved.test(name)) return escapeUnit(name) + name.slice(1);
  if (name.length <= longest) return name;
  const hash = createHash("sha256").update(text, "utf16le").digest("hex");
  return `${name.slice(0, longest - hash.length - 1)}~${hash}`;
}

function encodeUnit(unit: string): string {
  return /[A-Z]/.test(unit) ? `+${unit.toLowerCase()}` : escapeUnit(unit);
}

function escapeUnit(unit: string): string {
  return `%${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

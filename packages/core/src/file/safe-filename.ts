const maxBytes = 255;

/** Controls, what turns the reading direction, and what some file system reads as a path or a pattern. */
const unsafe = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"|?*]/gu;

/** Windows opens a device under these names, whatever extension follows. */
const device = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)/i;

/**
 * @param name - a name that somebody else chose
 * @returns its last part, fit for every file system: at most 255 bytes with its extension kept, never empty, a dot name, or
 *   a device
 */
export function safeFilename(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  // Windows drops dots and spaces at the end, so that two names would be one file.
  const cleaned = last
    .toWellFormed()
    .replace(unsafe, "_")
    .trim()
    .replace(/[. ]+$/, "");
  if (cleaned === "") return "file";
  return cut(device.test(cleaned) ? `_${cleaned}` : cleaned);
}

function cut(name: string): string {
  if (byteLength(name) <= maxBytes) return name;
  const dot = name.lastIndexOf(".");
  const extension = dot > 0 && name.length - dot <= 16 ? name.slice(dot) : "";
  const stem = extension === "" ? name : name.slice(0, dot);
  let kept = "";
  let left = maxBytes - byteLength(extension);
  for (const character of stem) {
    left -= byteLength(character);
    if (left < 0) break;
    kept += character;
  }
  return kept.replace(/[. ]+$/, "") + extension;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).byteLength;
}

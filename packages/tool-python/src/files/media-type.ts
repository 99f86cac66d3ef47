const startsWith = (bytes: Uint8Array, signature: readonly number[], offset = 0): boolean =>
  signature.every((byte, index) => bytes[offset + index] === byte);

const ascii = (text: string): readonly number[] => [...text].map((char) => char.charCodeAt(0));

/** Media types by the extensions of files that Python programs usually make. */
const byExtension: ReadonlyMap<string, string> = new Map([
  ["csv", "text/csv"],
  ["css", "text/css"],
  ["db", "application/vnd.sqlite3"],
  ["docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  ["gz", "application/gzip"],
  ["htm", "text/html"],
  ["html", "text/html"],
  ["ics", "text/calendar"],
  ["ipynb", "application/x-ipynb+json"],
  ["js", "text/javascript"],
  ["json", "application/json"],
  ["jsonl", "application/jsonl"],
  ["log", "text/plain"],
  ["md", "text/markdown"],
  ["pdf", "application/pdf"],
  ["pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"],
  ["py", "text/x-python"],
  ["sqlite", "application/vnd.sqlite3"],
  ["svg", "image/svg+xml"],
  ["tar", "application/x-tar"],
  ["tsv", "text/tab-separated-values"],
  ["txt", "text/plain"],
  ["wav", "audio/wav"],
  ["xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
  ["xml", "application/xml"],
  ["yaml", "application/yaml"],
  ["yml", "application/yaml"],
  ["zip", "application/zip"],
]);

function rasterImageType(bytes: Uint8Array): string | undefined {
  if (startsWith(bytes, [0x89, ...ascii("PNG\r\n"), 0x1a, 0x0a])) return "image/png";
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return "image/jpeg";
  if (startsWith(bytes, ascii("GIF87a")) || startsWith(bytes, ascii("GIF89a"))) return "image/gif";
  if (startsWith(bytes, ascii("RIFF")) && startsWith(bytes, ascii("WEBP"), 8)) return "image/webp";
  return undefined;
}

/**
 * @param filename - the file's name
 * @param bytes - its content
 * @returns its media type: of raster images by their first bytes, of everything else by the name
 */
export function mediaTypeOf(filename: string, bytes: Uint8Array): string {
  const extension = /\.([^.]+)$/.exec(filename)?.[1]?.toLowerCase() ?? "";
  return rasterImageType(bytes) ?? byExtension.get(extension) ?? "application/octet-stream";
}

/**
 * @param mediaType - a media type of {@link mediaTypeOf}
 * @returns whether models can look at such an image; they cannot see SVG
 */
export const isModelImage = (mediaType: string): boolean =>
  /^image\/(?:png|jpeg|gif|webp)$/.test(mediaType);

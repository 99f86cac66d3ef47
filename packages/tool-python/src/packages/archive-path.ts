const maxPathBytes = 1024;
const maxPartBytes = 255;

/** Control and formatting characters, and what some systems take for a separator or a drive. */
const forbidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\\:]/u;

/**
 * @param path - the name of a file in an archive, or with `/` at its end of a folder; hostile
 * @returns what is wrong with it, to stand behind it in a sentence; null: it stays inside wherever it is unpacked
 */
export function archivePathProblem(path: string): string | null {
  if (path.startsWith("/")) return "is an absolute path";
  if (forbidden.test(path)) return "has characters that paths must not have";
  if (Buffer.byteLength(path) > maxPathBytes) return "is too long";
  const parts = (path.endsWith("/") ? path.slice(0, -1) : path).split("/");
  if (parts.includes("..")) return "leads out of its folder";
  if (parts.some((part) => part === "" || part === ".")) return "has an empty part";
  if (parts.some((part) => Buffer.byteLength(part) > maxPartBytes)) return "has too long a part";
  return null;
}

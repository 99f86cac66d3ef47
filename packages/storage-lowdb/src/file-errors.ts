/** @returns whether an error says that there is no such file */
export function isMissing(error: unknown): boolean {
  return codeOf(error) === "ENOENT";
}

/** @returns whether an error says that somebody has the file open, as virus scanners do on Windows */
export function isBusy(error: unknown): boolean {
  return ["EPERM", "EBUSY", "EACCES"].includes(codeOf(error) ?? "");
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}

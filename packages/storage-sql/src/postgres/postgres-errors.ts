/** How a statement failed. */
export type PostgresFailure =
  /** The server refused it and took everything back. */
  | "refused"
  /** Somebody else's transaction was in the way: the same commit may succeed when it is tried again. */
  | "entangled"
  /** A record with this id exists. */
  | "duplicate"
  /** The connection was lost, or nothing was heard: what became of the statement is unknown. */
  | "lost";

/**
 * @param error - what a driver threw
 * @returns how the statement failed
 */
export function failureOf(error: unknown): PostgresFailure {
  if (typeof error !== "object" || error === null) return "lost";
  const { code, severity } = error as Record<string, unknown>;
  // System errors have codes too, such as EPIPE; only the server says how severe it is.
  if (typeof code !== "string" || typeof severity !== "string") return "lost";
  if (code === "40001" || code === "40P01") return "entangled";
  if (code === "23505") return "duplicate";
  // The server ends the connection (57P…), the connection failed (08…), the outcome of a statement is unknown (40003).
  return /^(57P0[1-5]|08...|40003)$/.test(code) ? "lost" : "refused";
}

import { InvalidInputError } from "@inhouse/contracts";

/** Where everything is kept, as the option `--storage` says it. */
export type StorageAddress =
  | { readonly kind: "memory" }
  | { readonly kind: "lowdb"; readonly folder: string }
  | { readonly kind: "sqlite"; readonly file: string }
  | { readonly kind: "postgres"; readonly url: string };

/**
 * @param text - `memory`, `lowdb:DIR`, `sqlite:FILE` or `postgres:URL`; the URL of a PostgreSQL server alone will do
 * @returns what it says
 * @throws InvalidInputError if it says nothing of that kind
 */
export function readStorageAddress(text: string): StorageAddress {
  if (text === "memory") return { kind: "memory" };
  if (/^postgres(ql)?:\/\/./.test(text)) return { kind: "postgres", url: text };
  const [, kind, rest = ""] = /^(lowdb|sqlite|postgres):(.+)$/s.exec(text) ?? [];
  if (kind === "lowdb") return { kind, folder: rest };
  if (kind === "sqlite") return { kind, file: rest };
  if (kind === "postgres" && /^postgres(ql)?:\/\/./.test(rest)) return { kind, url: rest };
  throw new InvalidInputError({
    param: "--storage",
    expected: "memory, lowdb:DIR, sqlite:FILE or postgres:URL (as in postgres://user@host/name)",
    // What was meant to be a URL may hold a password.
    received: text === "" ? "empty" : "none of these",
  });
}

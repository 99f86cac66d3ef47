import { StorageError } from "@inhouse/contracts";

/**
 * Refuses text that databases cannot tell from other text: unpaired surrogates, which become U+FFFD, and NUL, at which
 * some end. Two tenants must not become one.
 *
 * @param texts - names and ids; undefined is skipped
 * @throws StorageError if one is not storable
 */
export function assertStorableTexts(...texts: readonly (string | undefined)[]): void {
  for (const text of texts) {
    if (text === undefined || (text.isWellFormed() && !text.includes("\0"))) continue;
    throw new StorageError(
      `A database cannot hold the name or id ${JSON.stringify(text.slice(0, 100))}: it contains NUL or an unpaired surrogate. Nothing was written.`,
      "no",
    );
  }
}

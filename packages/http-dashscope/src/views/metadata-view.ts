import type { JsonObject, Metadata } from "@inhouse/contracts";
import { objectNames } from "../input/read-metadata.ts";

/**
 * @param metadata - the caller's own pairs
 * @returns the pairs without the one for which the Python SDK would take them for an object of this API; another edge of the
 *   runtime may have stored it
 */
export function metadataView(metadata: Metadata): JsonObject {
  const { object, ...others } = metadata;
  return object !== undefined && objectNames.has(object) ? others : metadata;
}

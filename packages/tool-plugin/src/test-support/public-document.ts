import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { brotliDecompressSync } from "node:zlib";

const { resolve } = createRequire(import.meta.url);

/**
 * @param name - a document of the folder `documents`, whose README says where each is from; or, with an `@`, a file of an npm
 *   package
 * @returns the text of an OpenAPI document, as its service published it
 */
export function publicDocument(name: string): string {
  if (name.startsWith("@")) return readFileSync(resolve(name), "utf8");
  const packed = readFileSync(new URL(`documents/${name}.json.br`, import.meta.url));
  return brotliDecompressSync(packed).toString("utf8");
}

import { createHash } from "node:crypto";
import type { Zippable } from "fflate";
import { strToU8, zipSync } from "fflate";

/** What a wheel is made of; what is absent is ordinary. */
export interface WheelParts {
  readonly name: string;
  readonly version?: string;
  /** The end of the file name. */
  readonly tag?: string;
  /** The packages that it needs, as `Requires-Dist` has them. */
  readonly requires?: readonly string[];
  /** Its files by path: text, bytes, or bytes with fflate's options. */
  readonly files: Readonly<Record<string, string | Uint8Array | Zippable[string]>>;
}

/** A wheel as bytes, and what a lock file says of it. */
export interface MadeWheel {
  readonly filename: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Makes a wheel, a real zip archive. */
export function makeWheel(parts: WheelParts): MadeWheel {
  const { name, version = "1.0", tag = "py3-none-any", requires = [], files } = parts;
  const info = `${name.replaceAll("-", "_")}-${version}.dist-info`;
  const metadata = ["Metadata-Version: 2.1", `Name: ${name}`, `Version: ${version}`]
    .concat(requires.map((one) => `Requires-Dist: ${one}`))
    .join("\n");
  const content: Zippable = {};
  for (const [path, file] of Object.entries(files)) {
    content[path] = typeof file === "string" ? strToU8(file) : file;
  }
  content[`${info}/METADATA`] = strToU8(`${metadata}\n\nA package.\n`);
  content[`${info}/WHEEL`] = strToU8(`Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: ${tag}\n`);
  const bytes = zipSync(content);
  const filename = `${name.replaceAll("-", "_")}-${version}-${tag}.whl`;
  return { filename, bytes, sha256: sha256(bytes) };
}

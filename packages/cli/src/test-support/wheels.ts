import { createHash } from "node:crypto";
import { strToU8, zipSync } from "fflate";

/** A wheel that a test made. */
export interface TestWheel {
  readonly name: string;
  readonly filename: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/** What is particular to a wheel; what is absent is ordinary. */
export interface WheelOptions {
  readonly version?: string;
  readonly tag?: string;
  /** Lines of the metadata beside name and version. */
  readonly metadata?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
}

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Makes a wheel, a real zip archive; by default of one module named like the package. */
export function wheel(name: string, options: WheelOptions = {}): TestWheel {
  const { version = "1.0", tag = "py3-none-any", metadata = [] } = options;
  const files = options.files ?? { [`${name}.py`]: `version = '${version}'\n` };
  const info = `${name}-${version}.dist-info`;
  const about = ["Metadata-Version: 2.1", `Name: ${name}`, `Version: ${version}`, ...metadata];
  const content = {
    ...files,
    [`${info}/METADATA`]: `${about.join("\n")}\n\nRequires-Dist: nothing, this is the description\n`,
    [`${info}/WHEEL`]: `Wheel-Version: 1.0\nTag: ${tag}\n`,
  };
  const packed = Object.entries(content).map(([path, text]) => [path, strToU8(text)]);
  const bytes = zipSync(Object.fromEntries(packed) as Record<string, Uint8Array>);
  return { name, filename: `${name}-${version}-${tag}.whl`, bytes, sha256: sha256(bytes) };
}

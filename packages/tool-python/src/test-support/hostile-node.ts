import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Makes a program that stands in for Node.js and runs a script of its own instead of the sandbox: a sandbox that was taken
 * over.
 *
 * @param folder - where to put it
 * @param version - what it says that it is
 * @param script - what it runs; `send(json, binary)` writes a frame, and `next()` waits for one
 * @returns its path
 */
export function hostileNode(folder: string, version: string, script: string): string {
  const source = join(folder, "hostile.mjs");
  writeFileSync(
    source,
    `import { readSync, writeSync } from "node:fs";
const raw = (bytes) => { for (let n = 0; n < bytes.length; ) n += writeSync(3, bytes, n); };
const header = (json, binary) => { const b = Buffer.alloc(8); b.writeUInt32BE(json); b.writeUInt32BE(binary, 4); return b; };
const frame = (json, binary = "") => Buffer.concat([header(Buffer.byteLength(json), binary.length), Buffer.from(json + binary)]);
const send = (json, binary) => raw(frame(json, binary));
const take = (length) => { const b = Buffer.alloc(length); for (let n = 0; n < length; ) { const count = readSync(4, b, n, length - n); if (count === 0) process.exit(); n += count; } return b; };
const next = () => { const h = take(8); const json = take(h.readUInt32BE()); take(h.readUInt32BE(4)); return JSON.parse(json); };
next();
${script}
for (;;) next();`,
  );
  const program = join(folder, "node");
  writeFileSync(
    program,
    `#!/bin/sh\n[ "$1" = --version ] && { echo ${version}; exit; }\nexec "${process.execPath}" --max-old-space-size=32 "${source}"\n`,
  );
  chmodSync(program, 0o755);
  return program;
}

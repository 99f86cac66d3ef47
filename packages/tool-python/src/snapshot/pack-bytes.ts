import { promisify } from "node:util";
import * as zlib from "node:zlib";

const zstdMagic = 0xfd2fb528;

/**
 * Packs bytes: with zstd, or with gzip where Node.js has no zstd (before 22.15).
 *
 * @param bytes - what to pack
 * @param level - of zstd, from 1 to 19; how much time a smaller result is worth
 */
export async function packBytes(bytes: Uint8Array, level = 3): Promise<Uint8Array> {
  // Absent in Node.js before 22.15.
  const zstd: typeof zlib.zstdCompress | undefined = zlib.zstdCompress;
  if (zstd === undefined) return promisify(zlib.gzip)(bytes);
  return promisify(zstd)(bytes, { params: { [zlib.constants.ZSTD_c_compressionLevel]: level } });
}

/**
 * @param packed - what {@link packBytes} returned, here or on another machine
 * @param maxBytes - how long the result may be
 * @returns the bytes as they were
 * @throws Error if they are damaged, too many, or packed in a way that this Node.js does not know
 */
export async function unpackBytes(packed: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const options = { maxOutputLength: Math.max(1, maxBytes) };
  if (packed.length < 4 || view.getUint32(0, true) !== zstdMagic) {
    return promisify(zlib.gunzip)(packed, options);
  }
  const unzstd: typeof zlib.zstdDecompress | undefined = zlib.zstdDecompress;
  if (unzstd === undefined) throw new Error("this version of Node.js has no zstd");
  return promisify(unzstd)(packed, options);
}

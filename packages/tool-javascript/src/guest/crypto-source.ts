/** `crypto`: random bytes from the host, and nothing else of it. */
export const cryptoSource: string = `(kit) => {
"use strict";
const isInteger = (array) => ArrayBuffer.isView(array) && !(array instanceof DataView) && !/Float/.test(array[Symbol.toStringTag]);
const crypto = {
  getRandomValues(array) {
    if (!isInteger(array)) throw new TypeError("getRandomValues takes an array of integers, such as a Uint8Array");
    if (array.byteLength > 65536) throw new RangeError("getRandomValues gives 65,536 bytes at most");
    const hex = kit.host("random", String(array.byteLength));
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    for (let index = 0; index < bytes.length; index += 1) bytes[index] = parseInt(hex.slice(index * 2, index * 2 + 2), 16);
    return array;
  },
  randomUUID() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  },
};
return { crypto };
}`;

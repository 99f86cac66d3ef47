/** `TextEncoder` and `TextDecoder` for UTF-8, `atob` and `btoa`. */
export const encodingSource: string = String.raw`() => {
"use strict";
const toBytes = (string) => {
  const latin = unescape(encodeURIComponent(String(string).toWellFormed()));
  const bytes = new Uint8Array(latin.length);
  for (let index = 0; index < latin.length; index += 1) bytes[index] = latin.charCodeAt(index);
  return bytes;
};

class TextEncoder {
  get encoding() { return "utf-8"; }
  encode(string = "") { return toBytes(string); }
  encodeInto(string, target) {
    let read = 0;
    let written = 0;
    for (const character of String(string)) {
      const bytes = toBytes(character);
      if (written + bytes.length > target.length) break;
      target.set(bytes, written);
      written += bytes.length;
      read += character.length;
    }
    return { read, written };
  }
}

class TextDecoder {
  #fatal;
  #ignoreBOM;
  #pending = [];
  #started = false;
  constructor(label = "utf-8", { fatal = false, ignoreBOM = false } = {}) {
    if (!/^(utf-?8|unicode-1-1-utf-8)$/i.test(String(label).trim())) throw new RangeError("Only UTF-8 can be decoded here, not '" + label + "'");
    this.#fatal = Boolean(fatal);
    this.#ignoreBOM = Boolean(ignoreBOM);
  }
  get encoding() { return "utf-8"; }
  get fatal() { return this.#fatal; }
  get ignoreBOM() { return this.#ignoreBOM; }
  decode(input = new Uint8Array(0), { stream = false } = {}) {
    const view = ArrayBuffer.isView(input) ? new Uint8Array(input.buffer, input.byteOffset, input.byteLength) : new Uint8Array(input);
    const bytes = this.#pending.length === 0 ? view : Uint8Array.from([...this.#pending, ...view]);
    this.#pending = [];
    let output = "";
    let index = 0;
    const bad = () => {
      if (this.#fatal) throw new TypeError("The bytes are not valid UTF-8");
      output += "\ufffd";
    };
    while (index < bytes.length) {
      const first = bytes[index];
      if (first < 0x80) { output += String.fromCharCode(first); index += 1; continue; }
      const length = first >= 0xc2 && first <= 0xdf ? 1 : first >= 0xe0 && first <= 0xef ? 2 : first >= 0xf0 && first <= 0xf4 ? 3 : 0;
      if (length === 0) { bad(); index += 1; continue; }
      let point = first & (0x3f >> length);
      let taken = 1;
      let low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
      let high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
      while (taken <= length && index + taken < bytes.length) {
        const next = bytes[index + taken];
        if (next < low || next > high) break;
        low = 0x80;
        high = 0xbf;
        point = (point << 6) | (next & 0x3f);
        taken += 1;
      }
      if (taken > length) output += String.fromCodePoint(point);
      else if (stream && index + taken === bytes.length) { this.#pending = [...bytes.subarray(index)]; break; }
      else bad();
      index += taken;
    }
    if (!this.#started && output !== "") {
      this.#started = true;
      if (!this.#ignoreBOM && output.startsWith("\ufeff")) output = output.slice(1);
    }
    if (!stream) this.#started = false;
    return output;
  }
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const btoa = (value) => {
  const string = String(value);
  let output = "";
  for (let index = 0; index < string.length; index += 3) {
    const codes = [0, 1, 2].map((offset) => string.charCodeAt(index + offset));
    if (codes.some((code) => code > 255)) throw new RangeError("btoa takes characters up to U+00FF; encode text with TextEncoder first");
    const bits = (codes[0] << 16) | ((codes[1] || 0) << 8) | (codes[2] || 0);
    output += alphabet[bits >> 18] + alphabet[(bits >> 12) & 63];
    output += index + 1 < string.length ? alphabet[(bits >> 6) & 63] : "=";
    output += index + 2 < string.length ? alphabet[bits & 63] : "=";
  }
  return output;
};
const atob = (value) => {
  let string = String(value).replace(/[\t\n\f\r ]/g, "");
  if (string.length % 4 === 0) string = string.replace(/==?$/, "");
  if (string.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(string)) throw new TypeError("The text is not Base64");
  let output = "";
  let bits = 0;
  let count = 0;
  for (let index = 0; index < string.length; index += 1) {
    bits = ((bits << 6) | alphabet.indexOf(string[index])) & 0xffffff;
    count += 6;
    if (count >= 8) { count -= 8; output += String.fromCharCode((bits >> count) & 255); }
  }
  return output;
};
return { TextEncoder, TextDecoder, atob, btoa };
}`;

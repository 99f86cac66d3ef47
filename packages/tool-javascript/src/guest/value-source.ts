/** How the value that the code brings back leaves the machine: as JSON where that keeps everything, else as text. */
export const valueSource: string = `(kit) => {
"use strict";
class ValueError extends TypeError {
  get name() { return "TypeError"; }
}
const tooLong = (length, limit) => {
  const error = new RangeError("The value is " + length + " characters long as JSON, and may be " + limit + ".");
  Object.defineProperty(error, "name", { value: "ValueLimit" });
  return error;
};
const kindOf = (value) => {
  switch (typeof value) {
    case "bigint": return "a BigInt";
    case "symbol": return "a symbol";
    case "function": return "a function";
    case "number": return Number.isFinite(value) ? undefined : String(value);
    case "object":
      if (value instanceof Map) return "a Map";
      if (value instanceof Set) return "a Set";
      if (value instanceof RegExp) return "a RegExp";
      if (value instanceof Error) return "an Error";
      if (value instanceof Promise) return "a promise";
      if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return "binary data";
  }
  return undefined;
};
const advice = {
  __proto__: null,
  "a Map": " Use Object.fromEntries(map), or [...map].",
  "a Set": " Use [...set].",
  "a BigInt": " Use String(value) or Number(value).",
  "binary data": " Use [...bytes].",
};

const encode = (value, mustBeJson, limit) => {
  let lost;
  let json;
  let broken;
  try {
    json = kit.stringify(value, function (key, inner) {
      const kind = kindOf(this[key]) ?? kindOf(inner);
      if (kind !== undefined) {
        lost ??= { kind, key };
        if (typeof inner === "bigint") return null;
      }
      return inner;
    });
  } catch (error) {
    // A loop says so; anything else was thrown by a getter or a toJSON of the code itself.
    if (!(error instanceof TypeError) || !/circular/i.test(error.message)) throw error;
    broken = "a loop of references";
  }
  if (mustBeJson && (broken !== undefined || lost !== undefined || json === undefined)) {
    const kind = broken ?? lost?.kind ?? kindOf(value) ?? "no value";
    const where = lost !== undefined && lost.key !== "" ? " at '" + lost.key.slice(0, 100) + "'" : "";
    throw new ValueError("The value must be JSON, and there is " + kind + where + "." + (advice[kind] ?? ""));
  }
  if (broken !== undefined || lost !== undefined || json === undefined) {
    return "text " + kit.load("inspect").inspect(value).slice(0, limit);
  }
  if (json.length > limit) throw tooLong(json.length, limit);
  return "json " + json;
};
return { encode };
}`;

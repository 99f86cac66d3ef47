/** `structuredClone`, for everything that code here can make. */
export const cloneSource: string = `() => {
"use strict";
const refuse = (what) => {
  const error = new TypeError(what + " could not be cloned");
  Object.defineProperty(error, "name", { value: "DataCloneError" });
  throw error;
};
const structuredClone = (root) => {
  const seen = new Map();
  const clone = (value) => {
    if (typeof value === "function") refuse("A function");
    if (typeof value === "symbol") refuse("A symbol");
    if (typeof value !== "object" || value === null) return value;
    if (seen.has(value)) return seen.get(value);
    const keep = (copy) => { seen.set(value, copy); return copy; };
    if (value instanceof Date) return keep(new Date(value.getTime()));
    if (value instanceof RegExp) return keep(new RegExp(value.source, value.flags));
    if (value instanceof Boolean || value instanceof Number || value instanceof String) return keep(Object(value.valueOf()));
    if (value instanceof ArrayBuffer) return keep(value.slice(0));
    if (value instanceof DataView) return keep(new DataView(clone(value.buffer), value.byteOffset, value.byteLength));
    if (ArrayBuffer.isView(value)) return keep(new value.constructor(clone(value.buffer), value.byteOffset, value.length));
    if (value instanceof Map) {
      const copy = keep(new Map());
      for (const [key, inner] of value) copy.set(clone(key), clone(inner));
      return copy;
    }
    if (value instanceof Set) {
      const copy = keep(new Set());
      for (const inner of value) copy.add(clone(inner));
      return copy;
    }
    if (value instanceof Promise || value instanceof WeakMap || value instanceof WeakSet || value instanceof WeakRef) refuse("An object of this kind");
    if (value instanceof Error) {
      const known = [EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError].find((one) => one.name === value.name) ?? Error;
      const copy = keep(new known(value.message));
      if ("cause" in value) Object.defineProperty(copy, "cause", { value: clone(value.cause), writable: true, configurable: true });
      return copy;
    }
    const copy = keep(Array.isArray(value) ? new Array(value.length) : {});
    for (const key of Object.keys(value)) {
      Object.defineProperty(copy, key, { value: clone(value[key]), writable: true, enumerable: true, configurable: true });
    }
    return copy;
  };
  return clone(root);
};
return { structuredClone };
}`;

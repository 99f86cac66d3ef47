/** How values look that are no text: for the console, and for results that JSON cannot express. It calls no getters. */
export const inspectSource: string = String.raw`(kit) => {
"use strict";
const { getOwnPropertyDescriptor, getPrototypeOf } = Object;
const maxItems = 100;
const maxChars = 65536;
const maxString = 10000;
const toStringTag = Symbol.toStringTag;
const sizeOf = (prototype) => getOwnPropertyDescriptor(prototype, "size").get;
const mapSize = sizeOf(Map.prototype);
const setSize = sizeOf(Set.prototype);
const typedLength = getOwnPropertyDescriptor(getPrototypeOf(Uint8Array.prototype), "length").get;
const typedName = getOwnPropertyDescriptor(getPrototypeOf(Uint8Array.prototype), toStringTag).get;
const is = (getter, value) => { try { getter.call(value); return true; } catch { return false; } };
const quote = (string) => kit.stringify(string);
const keyText = (key) => typeof key === "symbol" ? "[" + String(key) + "]" : /^[A-Za-z_$][\w$]*$/.test(key) ? key : quote(key);

const inspect = (root, options = {}) => {
  const { depth: maxDepth = 4, nestedOnly = false } = options;
  let left = maxChars;
  const path = [];
  const spend = (string) => { left -= string.length; return string; };
  const className = (value) => {
    const prototype = getPrototypeOf(value);
    if (prototype === null) return "[Object: null prototype]";
    const constructor = getOwnPropertyDescriptor(prototype, "constructor")?.value;
    const name = typeof constructor === "function" ? getOwnPropertyDescriptor(constructor, "name")?.value : "";
    return typeof name === "string" ? name.slice(0, 100) : "";
  };
  const list = (open, items, close, more) => {
    if (more > 0) items.push("… " + more + " more");
    if (items.length === 0) return open + close;
    const line = items.join(", ");
    const space = open.endsWith("[") ? "" : " ";
    if (line.length <= 72 && !line.includes("\n")) return open + space + line + space + close;
    return open + "\n  " + items.join(",\n").replaceAll("\n", "\n  ") + "\n" + close;
  };
  const properties = (value, skipIndexes) => {
    const keys = Reflect.ownKeys(value).filter((key) =>
      !(skipIndexes && typeof key === "string" && /^\d+$/.test(key)) && getOwnPropertyDescriptor(value, key)?.enumerable === true);
    const items = keys.slice(0, maxItems).map((key) => {
      const { value: inner, get, set } = getOwnPropertyDescriptor(value, key) ?? {};
      const shown = get ? (set ? "[Getter/Setter]" : "[Getter]") : set ? "[Setter]" : show(inner);
      return keyText(key) + ": " + shown;
    });
    return [items, keys.length - items.length];
  };
  const elements = (value, length) => {
    const items = [];
    for (let index = 0; index < length && index < maxItems && left > 0; index += 1) items.push(show(value[index]));
    return [items, length - items.length];
  };
  const show = (value) => {
    if (left <= 0) return "…";
    switch (typeof value) {
      case "string": return spend(path.length === 0 && !nestedOnly ? value.slice(0, maxChars) : quote(value.slice(0, maxString)) + (value.length > maxString ? "…" : ""));
      case "number": return spend(Object.is(value, -0) ? "-0" : String(value));
      case "bigint": return spend(value.toString().slice(0, maxString) + "n");
      case "symbol": return spend(String(value).slice(0, maxString));
      case "undefined": case "boolean": return spend(String(value));
      case "function": {
        const name = getOwnPropertyDescriptor(value, "name")?.value;
        const isClass = /^class\b/.test(Function.prototype.toString.call(value));
        return spend("[" + (isClass ? "class" : "Function") + " " + (typeof name === "string" && name !== "" ? name.slice(0, 100) : "(anonymous)") + "]");
      }
    }
    if (value === null) return spend("null");
    if (path.includes(value)) return spend("[Circular]");
    try {
      path.push(value);
      return spend(showObject(value));
    } catch {
      return "[an object that cannot be shown]";
    } finally {
      path.pop();
    }
  };
  const showObject = (value) => {
    if (value instanceof Error) {
      const stack = typeof value.stack === "string" ? value.stack.split("\n").filter((line) => /code\.js|function\.js/.test(line)).join("\n") : "";
      const head = String(value.name) + ": " + String(value.message);
      return (stack === "" ? head : head + "\n" + stack).slice(0, maxString);
    }
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
    if (value instanceof RegExp) return RegExp.prototype.toString.call(value);
    if (value instanceof Promise) return "Promise {}";
    if (path.length > maxDepth + 1) return Array.isArray(value) ? "[Array]" : "[" + (className(value) || "Object") + "]";
    const name = className(value);
    if (Array.isArray(value)) {
      const [items, more] = elements(value, value.length);
      const [extra] = properties(value, true);
      return list("[", [...items, ...extra], "]", more);
    }
    if (is(typedLength, value)) {
      const [items, more] = elements(value, typedLength.call(value));
      return list(typedName.call(value) + "(" + typedLength.call(value) + ") [", items, "]", more);
    }
    if (value instanceof ArrayBuffer) return "ArrayBuffer { byteLength: " + value.byteLength + " }";
    if (is(mapSize, value)) {
      const size = mapSize.call(value);
      const items = [];
      Map.prototype.forEach.call(value, (inner, key) => { if (items.length < maxItems && left > 0) items.push(show(key) + " => " + show(inner)); });
      return list("Map(" + size + ") {", items, "}", size - items.length);
    }
    if (is(setSize, value)) {
      const size = setSize.call(value);
      const items = [];
      Set.prototype.forEach.call(value, (inner) => { if (items.length < maxItems && left > 0) items.push(show(inner)); });
      return list("Set(" + size + ") {", items, "}", size - items.length);
    }
    const [items, more] = properties(value, false);
    return list((name === "Object" ? "" : name + " ") + "{", items, "}", more);
  };
  return show(root).slice(0, maxChars);
};

const format = (args) => {
  let rest = args;
  let line = "";
  if (typeof args[0] === "string") {
    let used = 1;
    line = args[0].replace(/%[sdifjoOc%]/g, (mark) => {
      if (mark === "%%") return args.length > 1 ? "%" : mark;
      if (used >= args.length) return mark;
      const value = args[used++];
      switch (mark) {
        case "%d": return typeof value === "bigint" ? value + "n" : typeof value === "symbol" ? "NaN" : String(Number(value));
        case "%i": return typeof value === "symbol" ? "NaN" : String(parseInt(value, 10));
        case "%f": return typeof value === "symbol" ? "NaN" : String(parseFloat(value));
        case "%j": return kit.stringify(value) ?? "undefined";
        case "%c": return "";
        case "%s": return inspect(value);
        default: return inspect(value, { nestedOnly: true });
      }
    });
    rest = args.slice(used);
    if (rest.length === 0) return line;
    line += " ";
  }
  return line + rest.map((value) => inspect(value)).join(" ");
};
return { inspect, format };
}`;

/** `URL`, which the host takes apart, and `URLSearchParams`. */
export const urlSource: string = String.raw`(kit) => {
"use strict";
const decode = (part) => {
  const spaced = part.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    // A percent sign that belongs to no character stays one.
    return spaced.replace(/(?:%[0-9a-f]{2})+/gi, (run) => { try { return decodeURIComponent(run); } catch { return run; } });
  }
};
const encode = (part) => encodeURIComponent(part.toWellFormed()).replace(/%20/g, "+").replace(/[!'()~]/g, (sign) => "%" + sign.charCodeAt(0).toString(16).toUpperCase());

class URLSearchParams {
  #pairs = [];
  #changed;
  constructor(init = "", changed) {
    this.#changed = typeof changed === "function" ? changed : () => {};
    if (typeof init === "object" && init !== null) {
      const entries = typeof init[Symbol.iterator] === "function" ? [...init] : Object.entries(init);
      for (const entry of entries) {
        const [name, value, ...rest] = entry;
        if (rest.length > 0) throw new TypeError("each entry must be a pair of name and value");
        this.#pairs.push([String(name), String(value)]);
      }
    } else {
      for (const part of String(init).replace(/^\?/, "").split("&")) {
        if (part === "") continue;
        const at = part.indexOf("=");
        this.#pairs.push(at < 0 ? [decode(part), ""] : [decode(part.slice(0, at)), decode(part.slice(at + 1))]);
      }
    }
  }
  get size() { return this.#pairs.length; }
  append(name, value) { this.#pairs.push([String(name), String(value)]); this.#changed(); }
  delete(name, value) {
    this.#pairs = this.#pairs.filter(([one, other]) => one !== String(name) || (value !== undefined && other !== String(value)));
    this.#changed();
  }
  get(name) { return this.#pairs.find(([one]) => one === String(name))?.[1] ?? null; }
  getAll(name) { return this.#pairs.filter(([one]) => one === String(name)).map(([, value]) => value); }
  has(name, value) { return this.#pairs.some(([one, other]) => one === String(name) && (value === undefined || other === String(value))); }
  set(name, value) {
    const first = this.#pairs.find(([one]) => one === String(name));
    if (first === undefined) this.#pairs.push([String(name), String(value)]);
    else {
      first[1] = String(value);
      this.#pairs = this.#pairs.filter((pair) => pair === first || pair[0] !== first[0]);
    }
    this.#changed();
  }
  sort() { this.#pairs.sort(([one], [other]) => one < other ? -1 : one > other ? 1 : 0); this.#changed(); }
  forEach(callback, self) { for (const [name, value] of this.#pairs) callback.call(self, value, name, this); }
  keys() { return this.#pairs.map(([name]) => name).values(); }
  values() { return this.#pairs.map(([, value]) => value).values(); }
  entries() { return this.#pairs.map((pair) => [...pair]).values(); }
  [Symbol.iterator]() { return this.entries(); }
  toString() { return this.#pairs.map(([name, value]) => encode(name) + "=" + encode(value)).join("&"); }
}

const ask = (...request) => {
  const parts = kit.host("url", kit.stringify(request));
  return parts === undefined ? undefined : kit.parse(parts);
};

class URL {
  #parts;
  #params;
  constructor(url, base) {
    const parts = ask(String(url), base === undefined ? null : String(base));
    if (parts === undefined) throw new TypeError("Invalid URL: '" + String(url).slice(0, 200) + "'");
    this.#parts = parts;
  }
  static canParse(url, base) { return ask(String(url), base === undefined ? null : String(base)) !== undefined; }
  static parse(url, base) { try { return new URL(url, base); } catch { return null; } }
  get searchParams() {
    this.#params ??= new URLSearchParams(this.#parts.search, () => this.#set("search", this.#params.toString()));
    return this.#params;
  }
  #set(name, value) {
    const parts = ask(this.#parts.href, null, name, String(value));
    if (parts !== undefined) this.#parts = parts;
  }
  static {
    const names = ["href", "origin", "protocol", "username", "password", "host", "hostname", "port", "pathname", "search", "hash"];
    for (const name of names) {
      Object.defineProperty(URL.prototype, name, {
        get() { return this.#parts[name]; },
        set(value) {
          if (name === "origin") return;
          this.#set(name, value);
          if (name === "href" || name === "search") this.#params = undefined;
        },
        enumerable: true,
        configurable: true,
      });
    }
  }
  toString() { return this.#parts.href; }
  toJSON() { return this.#parts.href; }
}
return { URL, URLSearchParams };
}`;

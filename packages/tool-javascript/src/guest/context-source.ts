/** What a stored function finds in its second argument: what it was granted, and nothing else. */
export const contextSource: string = `() => {
"use strict";
const binary = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
const base64 = (bytes) => {
  let text = "";
  for (let index = 0; index < bytes.length; index += 1) text += String.fromCharCode(bytes[index]);
  return btoa(text);
};

const answerOf = ({ status, url, headers, text, base64: packed }) => {
  const found = new Map(headers);
  const bytes = () => text === undefined ? binary(packed) : new TextEncoder().encode(text);
  const read = () => text ?? new TextDecoder().decode(bytes());
  return {
    ok: status >= 200 && status < 300,
    status,
    url,
    headers: {
      get: (name) => found.get(String(name).toLowerCase()) ?? null,
      has: (name) => found.has(String(name).toLowerCase()),
      entries: () => found.entries(),
    },
    text: async () => read(),
    json: async () => JSON.parse(read()),
    arrayBuffer: async () => bytes().buffer,
  };
};

const contextOf = (names, call, callerOf) => {
  const has = (name) => names.includes(name);
  const context = {};
  if (has("fetch")) {
    context.fetch = async (url, { method, headers, body } = {}) => {
      const list = headers === undefined ? undefined
        : typeof headers[Symbol.iterator] === "function" ? [...headers] : Object.entries(headers);
      return answerOf(await call("fetch", { url: String(url), method, headers: list, body }));
    };
  }
  if (has("storage.get")) {
    context.storage = {
      get: (key) => call("storage.get", { key }),
      set: (key, value) => call("storage.set", { key, value }),
      delete: (key) => call("storage.delete", { key }),
      keys: () => call("storage.keys"),
    };
  }
  if (has("files.list")) {
    context.files = {
      list: () => call("files.list"),
      read: (id) => call("files.read", { id, as: "text" }),
      readBytes: async (id) => binary(await call("files.read", { id, as: "base64" })),
    };
  }
  if (has("files.create")) {
    context.files.create = ({ filename, mediaType, content }) => call("files.create", {
      filename,
      mediaType,
      ...(typeof content === "string" ? { text: content } : { base64: base64(content) }),
    });
  }
  const own = names.filter((name) => name.startsWith("tools.")).map((name) => name.slice(6));
  if (own.length > 0) {
    context.tools = callerOf(own, (name, input) => call("tools." + String(name), input));
  }
  return context;
};
return { contextOf };
}`;

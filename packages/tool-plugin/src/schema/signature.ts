import type { JsonObject, JsonValue } from "@inhouse/contracts";

const deepest = 3;
const mostMembers = 24;

/**
 * @param schema - JSON Schema of arguments
 * @returns it as TypeScript would write it, cut where it gets long: `{ owner: string; state?: "open" | "closed" }`
 */
export function signatureOf(schema: JsonObject): string {
  return written(schema, 0);
}

function written(schema: JsonValue | undefined, depth: number): string {
  if (!isObject(schema)) return "unknown";
  if (Array.isArray(schema.enum))
    return union(
      schema.enum.map((one) => JSON.stringify(one)),
      8,
    );
  if (Array.isArray(schema.anyOf))
    return union(
      schema.anyOf.map((one) => written(one, depth)),
      4,
    );
  const names = (Array.isArray(schema.type) ? schema.type : [schema.type]).map(String);
  return union(
    names.map((type) => ofType(type, schema, depth)),
    4,
  );
}

function ofType(type: string, schema: JsonObject, depth: number): string {
  if (type === "integer") return "number";
  if (type === "array") {
    const item = written(schema.items, depth);
    return item.includes(" | ") && !item.startsWith("{") ? `(${item})[]` : `${item}[]`;
  }
  if (type !== "object") return type === "undefined" ? "unknown" : type;
  const members = Object.entries(isObject(schema.properties) ? schema.properties : {});
  if (members.length === 0 || depth >= deepest) return "object";
  const required = Array.isArray(schema.required) ? schema.required : [];
  const said = [...members]
    .sort(([a], [b]) => Number(required.includes(b)) - Number(required.includes(a)))
    .slice(0, mostMembers)
    .map(([name, one]) => {
      const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
      return `${key}${required.includes(name) ? "" : "?"}: ${written(one, depth + 1)}`;
    });
  if (members.length > mostMembers) said.push("…");
  return `{ ${said.join("; ")} }`;
}

function union(parts: readonly string[], most: number): string {
  const different = [...new Set(parts)];
  const shown = different.slice(0, most);
  if (different.length > most) shown.push("…");
  return shown.join(" | ") || "unknown";
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

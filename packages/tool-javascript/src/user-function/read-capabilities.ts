import type { JsonValue } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";
import type { CapabilityRules } from "./allowed-capabilities.ts";
import { isMethod, isOrigin } from "./allowed-capabilities.ts";
import { invalid, isObject, refuseOthers } from "./entry-fields.ts";
import type { GrantedCapabilities } from "./user-function.ts";

const maxListed = 64;
const namePattern = /^[a-zA-Z0-9_-]{1,64}$/;

/**
 * @param value - what an entry asks for
 * @param rules - what it may ask for
 * @returns what it is granted
 * @throws InvalidInputError naming the field that is wrong, or that may not be asked for here
 */
export function readCapabilities(
  value: JsonValue | undefined,
  rules: CapabilityRules,
): GrantedCapabilities {
  if (value === undefined) return { fetch: null, storage: false, files: null, tools: [] };
  if (!isObject(value)) throw invalid("capabilities", "an object", value);
  refuseOthers(value, ["fetch", "storage", "files", "tools"], "capabilities.");
  return {
    fetch: readFetch(value.fetch, rules),
    storage: readStorage(value.storage, rules),
    files: readFiles(value.files, rules),
    tools: readTools(value.tools, rules),
  };
}

function readFetch(
  value: JsonValue | undefined,
  { fetch: allowed }: CapabilityRules,
): GrantedCapabilities["fetch"] {
  if (value === undefined) return null;
  const path = "capabilities.fetch";
  if (!isObject(value)) throw invalid(path, "an object with 'origins'", value);
  if (allowed === null) throw refused(path);
  refuseOthers(value, ["origins", "methods"], `${path}.`);
  const { origins: listed } = allowed;
  const origins = readList(value.origins, `${path}.origins`, isOrigin, "an origin");
  origins.forEach((origin, index) => {
    const isAllowed = listed === "any" ? new URL(origin).port === "" : listed.includes(origin);
    if (!isAllowed) throw refused(`${path}.origins[${index}]`, origin);
  });
  const methods = readList(value.methods ?? ["GET"], `${path}.methods`, isMethod, "a method");
  methods.forEach((method, index) => {
    if (!allowed.methods.includes(method)) throw refused(`${path}.methods[${index}]`, method);
  });
  return { origins, methods };
}

function readStorage(value: JsonValue | undefined, { storage }: CapabilityRules): boolean {
  if (value === undefined) return false;
  const param = "capabilities.storage";
  if (value !== true) throw invalid(param, "true, or left out", value);
  if (!storage) throw refused(param);
  return true;
}

function readFiles(
  value: JsonValue | undefined,
  { files }: CapabilityRules,
): GrantedCapabilities["files"] {
  if (value === undefined) return null;
  const param = "capabilities.files";
  if (value !== "read" && value !== "write") throw invalid(param, "'read' or 'write'", value);
  if (files !== "write" && files !== value) throw refused(param, value);
  return value;
}

function readTools(value: JsonValue | undefined, { tools }: CapabilityRules): readonly string[] {
  if (value === undefined) return [];
  const param = "capabilities.tools";
  const isName = (name: unknown): name is string =>
    typeof name === "string" && namePattern.test(name);
  const names = readList(value, param, isName, "the name of a function");
  if (tools === false) throw refused(param);
  names.forEach((name, index) => {
    if (tools !== true && !tools.includes(name)) throw refused(`${param}[${index}]`, name);
  });
  return names;
}

function readList(
  value: JsonValue | undefined,
  param: string,
  isItem: (item: unknown) => item is string,
  noun: string,
): readonly string[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > maxListed) {
    throw invalid(param, `a list of 1 to ${maxListed}, each ${noun}`, value);
  }
  return value.map((item, index) => {
    if (isItem(item)) return item;
    throw invalid(`${param}[${index}]`, noun, item);
  });
}

function refused(param: string, value?: string): InvalidInputError {
  const expected = "left out: 'allow' of userFunctions does not allow it here";
  return new InvalidInputError({ param, expected, received: value?.slice(0, 100) ?? "given" });
}

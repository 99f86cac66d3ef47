import { InvalidInputError } from "@inhouse/contracts";
import type { AllowedCapabilities } from "@inhouse/tool-javascript";

/**
 * Reads what functions may do that assistants keep as data.
 *
 * @param texts - each `storage`, `files:read`, `files`, `tools`, or an origin such as `https://api.example.com`
 * @returns the option `allow` of `userFunctions`; none: functions only compute
 * @throws InvalidInputError if one is none of these
 */
export function readFunctionRights(texts: readonly string[]): AllowedCapabilities {
  const origins = texts.filter((text) => text.includes("://"));
  const rights = texts.filter((text) => !text.includes("://"));
  const strange =
    rights.find((text) => !known.includes(text)) ??
    origins.find((text) => !/^https?:/.test(text) || URL.parse(text)?.origin !== text);
  if (strange !== undefined) {
    throw new InvalidInputError({
      param: "--allow",
      expected: `${known.join(", ")}, or an origin such as https://api.example.com, without a path`,
      received: `'${strange.slice(0, 100)}'`,
    });
  }
  return {
    ...(rights.includes("storage") && { storage: true }),
    ...(rights.includes("files:read") && { files: "read" }),
    ...(rights.includes("files") && { files: "write" }),
    ...(rights.includes("tools") && { tools: true }),
    ...(origins.length > 0 && { fetch: { origins } }),
  };
}

const known: readonly string[] = ["storage", "files:read", "files", "tools"];

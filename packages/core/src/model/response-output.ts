import type { ResponseFormat } from "@inhouse/contracts";
import type { SdkOutput } from "./sdk.ts";

type SdkResponseFormat = Awaited<SdkOutput["responseFormat"]>;

/**
 * Asks for a form of the answer, and leaves the reading of it to the caller: the SDK's own outputs fail when the answer
 * is a tool call, and parse the whole text again with every delta.
 *
 * @returns undefined for free text
 */
export function toSdkOutput(format: ResponseFormat): SdkOutput | undefined {
  const responseFormat = toSdkResponseFormat(format);
  if (responseFormat === undefined) return undefined;
  return {
    name: "text",
    responseFormat: Promise.resolve(responseFormat),
    parseCompleteOutput: ({ text }) => Promise.resolve(text),
    parsePartialOutput: () => Promise.resolve(undefined),
    createElementStreamTransform: () => undefined,
  };
}

function toSdkResponseFormat(format: ResponseFormat): SdkResponseFormat | undefined {
  if (format.type === "text") return undefined;
  if (format.type === "json_object") return { type: "json" };
  const { name, description, schema } = format.jsonSchema;
  return {
    type: "json",
    name,
    ...(description !== undefined && { description }),
    ...(schema !== undefined && { schema }),
  };
}

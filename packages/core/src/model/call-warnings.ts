import type { CallWarning } from "ai";
import type { ModelCall } from "./model-call.ts";

/** What the provider could not do as asked, as sentences. */
export function describeWarning(warning: CallWarning): string {
  switch (warning.type) {
    case "unsupported":
      return sentence(`The model does not support '${warning.feature}'.`, warning.details);
    case "compatibility":
      return sentence(`The model takes '${warning.feature}' in its own way.`, warning.details);
    case "deprecated":
      return sentence(`'${warning.setting}' is deprecated.`, warning.message);
    case "other":
      return warning.message;
    default:
      return JSON.stringify(warning);
  }
}

/** What is lost before the provider sees it, and what the AI SDK says nothing of. */
export function ownWarnings(call: ModelCall): readonly string[] {
  const version = call.model.specificationVersion;
  if (version === "v4" || call.reasoningEffort === null) return [];
  return [
    `The reasoning effort '${call.reasoningEffort}' is lost: the model is made by a provider package of an older AI SDK (${version}). Update the package, or set it in the provider's own options.`,
  ];
}

function sentence(first: string, more: string | undefined): string {
  return more === undefined ? first : `${first} ${more}`;
}

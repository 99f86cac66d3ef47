import type { ModelCitation, ModelSource, ModelTextEnd } from "./model-event.ts";
import type { SdkPart } from "./sdk.ts";

type SdkSource = Extract<SdkPart, { type: "source" }>;
type SdkCitations = Extract<SdkPart, { type: "text-end" }>["citations"];

/** @returns undefined: the source is no page of the web */
export function toSource(source: SdkSource): ModelSource | undefined {
  if (source.sourceType !== "url") return undefined;
  return { type: "source", ...toPage(source) };
}

export function toCitations(citations: SdkCitations): Pick<ModelTextEnd, "citations"> {
  const pages = (citations ?? []).flatMap(({ source, startIndex, endIndex }): ModelCitation[] => {
    if (source.sourceType !== "url") return [];
    return [
      {
        ...toPage(source),
        ...(startIndex !== undefined && { startIndex }),
        ...(endIndex !== undefined && { endIndex }),
      },
    ];
  });
  return pages.length === 0 ? {} : { citations: pages };
}

function toPage({ url, title }: { url: string; title?: string }): Omit<ModelSource, "type"> {
  return { url, ...(title !== undefined && { title }) };
}

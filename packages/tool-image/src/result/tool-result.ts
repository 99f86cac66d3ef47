import type { JsonObject, ToolResult } from "@inhouse/contracts";
import type { SavedImage, SavedImages } from "../files/save-images.ts";
import type { GeneratedImages } from "../sdk/generate-images.ts";
import { explainFailure } from "./explain-failure.ts";
import { oneLine } from "./one-line.ts";

/** What a result tells of. */
export interface ResultParts {
  readonly saved: SavedImages;
  readonly generated: GeneratedImages;
  /** How many images were asked for. */
  readonly count: number;
  /** The image model's id. */
  readonly modelId: string;
  /** Whether the model looks at the images. */
  readonly showModel: boolean;
}

/** @returns the error for the model to read */
export function failedResult(output: string): ToolResult {
  return { output, isError: true };
}

/** @returns what came of a call, for the model and for people */
export function toolResult(parts: ResultParts): ToolResult {
  const { saved, generated, count, showModel } = parts;
  const images = saved.saved;
  const notes = [...saved.refused, ...generated.failures.map(explainFailure)];
  const warnings = generated.warnings.map((warning) => `Note: ${warning}`);
  if (images.length === 0) return failedResult([...new Set(notes), ...warnings].join("\n"));
  const short = images.length < count ? ` of ${count}` : "";
  const head = `Made ${images.length}${short} image${images.length === 1 && short === "" ? "" : "s"}, which the user sees:`;
  const lines = images.map(({ file, kind }) => {
    return `- ${file.id}: ${file.filename}, ${kind.width}x${kind.height} pixels`;
  });
  const revised = [...new Set(images.flatMap(({ revisedPrompt }) => revisedPrompt ?? []))];
  const understood = revised.map(
    (prompt) => `The prompt was understood as: ${oneLine(prompt, longestPrompt)}`,
  );
  return {
    output: [head, ...lines, ...understood, ...new Set(notes), ...warnings].join("\n"),
    outputs: [
      ...images.map(({ file }) => ({ type: "image" as const, fileId: file.id })),
      { type: "data", data: account(parts) },
    ],
    ...(showModel && { imageFileIds: images.map(({ file }) => file.id) }),
  };
}

const longestPrompt = 1_000;

/** What people and programs want to know of a call: what it made, with what, and what it cost. */
function account({ saved, generated, count, modelId }: ResultParts): JsonObject {
  const { inputTokens, outputTokens, totalTokens } = generated.usage;
  return {
    model: modelId,
    requested: count,
    images: saved.saved.map(imageAccount),
    usage: { inputTokens, outputTokens, totalTokens },
    warnings: [...generated.warnings],
  };
}

function imageAccount({ file, kind, revisedPrompt }: SavedImage): JsonObject {
  const { width, height, mediaType } = kind;
  return {
    fileId: file.id,
    width,
    height,
    mediaType,
    ...(revisedPrompt !== undefined && { revisedPrompt: oneLine(revisedPrompt, longestPrompt) }),
  };
}

import type { Annotation, MessageDelta, MessagePart } from "@inhouse/contracts";
import type { FileLookup } from "../files/ui-file.ts";
import { closeParts, closeReasoning, closeText, openStep } from "./step-chunks.ts";
import type { Translation } from "./translation.ts";
import { andThen, nothing } from "./translation.ts";
import type { TranslationState } from "./translation-state.ts";

/** More of the model's thinking. */
export function reasoningDelta(state: TranslationState, delta: string): Translation {
  if (delta === "") return nothing(state);
  return andThen(andThen(openStep(state), openReasoning), (now) => ({
    state: now,
    chunks: [{ type: "reasoning-delta", id: now.reasoningId ?? "", delta }],
  }));
}

/** More of a message. */
export function messageDelta(
  state: TranslationState,
  delta: MessageDelta,
  files: FileLookup,
): Translation {
  switch (delta.type) {
    case "text":
      return textDelta(state, partId(delta), delta.text);
    case "refusal":
      return textDelta(state, partId(delta), delta.refusal);
    case "part":
      return andThen(openStep(state), (now) => wholePart(now, delta.part, partId(delta), files));
    case "annotation":
      return andThen(openStep(state), (now) => annotation(now, delta.annotation, files));
  }
}

function partId({ messageId, index }: MessageDelta): string {
  return `${messageId}:${index}`;
}

function textDelta(state: TranslationState, id: string, delta: string): Translation {
  if (delta === "") return nothing(state);
  return andThen(
    andThen(andThen(openStep(state), closeReasoning), (now) => openText(now, id)),
    (now) => ({ state: now, chunks: [{ type: "text-delta", id, delta }] }),
  );
}

function openText(state: TranslationState, id: string): Translation {
  if (state.textId === id) return nothing(state);
  return andThen(closeText(state), (now) => ({
    state: { ...now, textId: id },
    chunks: [{ type: "text-start", id }],
  }));
}

function openReasoning(state: TranslationState): Translation {
  if (state.reasoningId !== null) return nothing(state);
  const reasoningParts = state.reasoningParts + 1;
  const id = `reasoning-${reasoningParts}`;
  return {
    state: { ...state, reasoningParts, reasoningId: id },
    chunks: [{ type: "reasoning-start", id }],
  };
}

function wholePart(
  state: TranslationState,
  part: MessagePart,
  id: string,
  files: FileLookup,
): Translation {
  switch (part.type) {
    case "text":
      return textDelta(state, id, part.text);
    case "refusal":
      return textDelta(state, id, part.refusal);
    case "image_url":
      return andThen(closeParts(state), (now) => ({
        state: now,
        chunks: [{ type: "file", url: part.url, mediaType: "image/*" }],
      }));
    case "image_file":
    case "file":
      return andThen(closeParts(state), (now) => ({
        state: now,
        chunks: [{ type: "file", ...linkTo(part.fileId, files) }],
      }));
  }
}

/** References come behind the text that they are about, which may still grow. */
function annotation(state: TranslationState, about: Annotation, files: FileLookup): Translation {
  const sources = state.sources + 1;
  const sourceId = `source-${sources}`;
  const next = { ...state, sources };
  switch (about.type) {
    case "url_citation": {
      const title = about.title === undefined ? {} : { title: about.title };
      return { state: next, chunks: [{ type: "source-url", sourceId, url: about.url, ...title }] };
    }
    case "file_citation": {
      const { mediaType, filename } = files(about.fileId);
      const chunk = {
        type: "source-document",
        sourceId,
        mediaType,
        title: filename,
        filename,
      } as const;
      return { state: next, chunks: [chunk] };
    }
    case "file_path":
      return { state: next, chunks: [{ type: "file", ...linkTo(about.fileId, files) }] };
  }
}

function linkTo(fileId: string, files: FileLookup): { url: string; mediaType: string } {
  const { url, mediaType } = files(fileId);
  return { url, mediaType };
}

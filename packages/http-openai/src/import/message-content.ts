import type { CreateAttachment, CreateMessage, CreateMessagePart } from "@inhouse/core";
import type { ExportedMessage, ExportedPart } from "./exported-objects.ts";

/** A message to create, and what could not be kept of it. */
export interface ImportedMessage {
  /** Null: there is nothing in it that can be kept. */
  readonly message: Pick<CreateMessage, "role" | "content" | "attachments"> | null;
  readonly warnings: readonly string[];
}

/**
 * @param exported - a message of the hosted API
 * @param files - ids of files of this runtime, by those of the hosted API
 * @returns the message as this runtime takes it; text always stays what it was
 */
export function importMessage(
  exported: ExportedMessage,
  files: Readonly<Record<string, string>>,
): ImportedMessage {
  const warnings: string[] = [];
  const warn = (problem: string): undefined => {
    warnings.push(`Message '${exported.id}': ${problem}.`);
  };
  const content = exported.content.flatMap((part) => importPart(part, files, warn) ?? []);
  const attachments = (exported.attachments ?? []).flatMap((attachment): CreateAttachment[] => {
    const { file_id, tools } = attachment;
    const fileId = file_id === undefined || file_id === null ? undefined : files[file_id];
    if (fileId !== undefined && tools.length > 0) {
      return [{ fileId, tools: tools.map(({ type }) => ({ type })) }];
    }
    warn(`the attached file '${file_id}' is not here`);
    return [];
  });
  if (content.length === 0) {
    warn("it is empty, and was left out");
    return { message: null, warnings };
  }
  return { message: { role: exported.role, content, attachments }, warnings };
}

function importPart(
  part: ExportedPart,
  files: Readonly<Record<string, string>>,
  warn: (problem: string) => undefined,
): CreateMessagePart | undefined {
  switch (part.type) {
    case "text":
      if (part.text.annotations.length > 0) warn("the references in its text were not kept");
      return textPart(part.text.value);
    case "refusal":
      return textPart(part.refusal);
    case "image_url":
      return { type: "image_url", url: part.image_url.url };
    case "image_file": {
      const fileId = files[part.image_file.file_id];
      if (fileId !== undefined) return { type: "image_file", fileId };
      warn(`the image '${part.image_file.file_id}' is not here`);
      return textPart(`[image ${part.image_file.file_id}]`);
    }
  }
}

function textPart(text: string): CreateMessagePart | undefined {
  return text.trim() === "" ? undefined : { type: "text", text };
}

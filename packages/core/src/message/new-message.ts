import type { Message, MessagePart } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";
import type { Scope } from "../scope/scope.ts";
import type { PendingMessage } from "../storage/record-values.ts";
import type { ParsedMessage } from "./message-input.ts";

/**
 * Makes messages of parsed input, without storing anything.
 *
 * @param scope - whose messages
 * @param messages - what they are to be
 * @param at - the path of a message in the call's input, by its index
 * @throws InvalidInputError if one names a file that does not exist
 */
export async function prepareMessages(
  scope: Scope,
  messages: readonly ParsedMessage[],
  at: (index: number) => string,
): Promise<readonly PendingMessage[]> {
  return Promise.all(
    messages.map(async (message, index) => {
      const content = contentOf(message);
      await checkFiles(scope, message, content, at(index));
      const { role, attachments, metadata } = message;
      return { id: scope.newId("message"), role, content, attachments, metadata };
    }),
  );
}

/** @returns the message as it stands in a thread */
export function placeMessage(pending: PendingMessage, threadId: string, now: number): Message {
  return {
    ...pending,
    createdAt: now,
    threadId,
    status: "completed",
    incompleteDetails: null,
    completedAt: now,
    incompleteAt: null,
    assistantId: null,
    runId: null,
  };
}

function contentOf({ content }: ParsedMessage): readonly MessagePart[] {
  if (typeof content === "string") return [{ type: "text", text: content, annotations: [] }];
  return content.map((part) => (part.type === "text" ? { ...part, annotations: [] } : part));
}

async function checkFiles(
  scope: Scope,
  message: ParsedMessage,
  content: readonly MessagePart[],
  at: string,
): Promise<void> {
  const prefix = at === "" ? "" : `${at}.`;
  const named = [
    ...content.map((part, index) => [`content[${index}].fileId`, fileIdOf(part)] as const),
    ...message.attachments.map(
      (attachment, index) => [`attachments[${index}].fileId`, attachment.fileId] as const,
    ),
  ];
  for (const [param, id] of named) {
    if (id === null || (await scope.storage.find("file", id)) !== undefined) continue;
    throw new InvalidInputError({
      param: `${prefix}${param}`,
      expected: "the id of a file",
      received: `'${id}'`,
    });
  }
}

function fileIdOf(part: MessagePart): string | null {
  return "fileId" in part ? part.fileId : null;
}

import type { Message, ToolResources } from "@inhouse/contracts";
import type { ThreadRecord } from "../storage/record-values.ts";

/** What of a message names files. */
export type MessageWithFiles = Pick<Message, "content" | "attachments">;

/**
 * @param thread - a thread
 * @param messages - messages that come into it
 * @returns the thread with the files of the messages within its tools' reach
 */
export function withFilesOf(
  thread: ThreadRecord,
  messages: readonly MessageWithFiles[],
): ThreadRecord {
  const shown = messages.flatMap((message) =>
    message.content.flatMap((part) => ("fileId" in part ? [part.fileId] : [])),
  );
  const attachments = messages.flatMap((message) => message.attachments);
  if (shown.length === 0 && attachments.length === 0) return thread;
  let toolResources = thread.thread.toolResources;
  for (const { fileId, tools } of attachments) {
    for (const { type } of tools) toolResources = withFile(toolResources, type, fileId);
  }
  return {
    ...thread,
    thread: { ...thread.thread, toolResources },
    messageFileIds: [...new Set([...thread.messageFileIds, ...shown])],
  };
}

/** @returns the resources with a file among those of a tool */
function withFile(resources: ToolResources, toolType: string, fileId: string): ToolResources {
  const own = resources[toolType] ?? {};
  const fileIds = Array.isArray(own.fileIds) ? own.fileIds : [];
  if (fileIds.includes(fileId)) return resources;
  return { ...resources, [toolType]: { ...own, fileIds: [...fileIds, fileId] } };
}

import type { Metadata, Run } from "@inhouse/contracts";
import type { BusyPolicy, CreateMessage, TenantRuntime } from "@inhouse/core";
import { messageIdKey, uiMessageId } from "../transcript/user-message.ts";
import type { ChatRequest } from "./chat-request.ts";
import type { ChatThreads } from "./chat-threads.ts";
import { replaceAnswer } from "./replace-answer.ts";
import { answersKey, newestRuns } from "./thread-runs.ts";
import { deleteFiles, readUserContent } from "./user-content.ts";

/** What a message of a user is sent with. */
export interface Sending {
  readonly inhouse: TenantRuntime;
  readonly chats: ChatThreads;
  /** What the URLs of files begin with. */
  readonly filesUrl: string;
  readonly whenBusy: BusyPolicy;
  /** Finds out which assistant answers on a thread; null: on a new one. */
  readonly assistantId: (threadId: string | null) => Promise<string>;
}

/** The run that answers a message. */
export interface Sent {
  readonly run: Run;
  /** Whether the run was there before: the message had been sent already, and the client did not hear the answer. */
  readonly isOld: boolean;
}

/** How many of the newest runs and messages are looked at for a message that was sent already. */
const maxRecent = 20;

/**
 * Puts a message of a user at the end of a chat, and a run behind it, or neither. A chat that begins is begun with both.
 *
 * @param sending - where to
 * @param request - what the client asked for
 */
export async function sendMessage(sending: Sending, request: ChatRequest): Promise<Sent> {
  const { inhouse, chats, filesUrl, assistantId } = sending;
  const { chatId, message, replaces } = request;
  const metadata = { [answersKey]: message.id };
  const newFiles: string[] = [];
  const read = async (): Promise<CreateMessage> => {
    const content = await readUserContent(inhouse, message, filesUrl, newFiles);
    return { content, metadata: { [messageIdKey]: message.id } };
  };
  const begin = async (threadMetadata: Metadata): Promise<Run> =>
    inhouse.runs.createThreadAndRun({
      assistantId: await assistantId(null),
      thread: { metadata: threadMetadata, messages: [await read()] },
      metadata,
    });
  try {
    const { threadId, run } = await chats.open(inhouse, chatId, begin);
    if (run !== null) return { run, isOld: false };
    const known = await answerKnown(sending, request, threadId, metadata);
    if (known !== undefined) return known;
    const content = await read();
    // Only what can be sent may replace what is there.
    if (replaces !== null) await replaceAnswer(inhouse, threadId, replaces, true);
    return { run: await answer(sending, threadId, metadata, [content]), isOld: false };
  } catch (error) {
    await deleteFiles(inhouse, newFiles);
    throw error;
  }
}

/** Answers a message that the thread has already, once more or as before; undefined: it is new, or changed. */
async function answerKnown(
  sending: Sending,
  { message, isRegeneration, replaces }: ChatRequest,
  threadId: string,
  metadata: Metadata,
): Promise<Sent | undefined> {
  const { inhouse } = sending;
  if (isRegeneration) {
    const answered = await replaceAnswer(inhouse, threadId, message.id, false);
    // A message that was never stored is as good as a new one.
    if (answered === undefined) return undefined;
    return { run: await answer(sending, threadId, metadata, []), isOld: false };
  }
  if (replaces !== null) return undefined;
  const run = await findAnswer(inhouse, threadId, message.id);
  return run && { run, isOld: true };
}

/** The same message came again, because the client did not hear that it had come. */
async function findAnswer(
  inhouse: TenantRuntime,
  threadId: string,
  messageId: string,
): Promise<Run | undefined> {
  const { data } = await inhouse.messages.list(threadId, { limit: maxRecent });
  if (!data.some((one) => one.runId === null && uiMessageId(one) === messageId)) return undefined;
  const runs = await newestRuns(inhouse, threadId, maxRecent);
  return runs.find(({ metadata }) => metadata[answersKey] === messageId);
}

async function answer(
  { inhouse, assistantId, whenBusy }: Sending,
  threadId: string,
  metadata: Metadata,
  additionalMessages: readonly CreateMessage[],
): Promise<Run> {
  return inhouse.runs.create(threadId, {
    assistantId: await assistantId(threadId),
    additionalMessages,
    whenBusy,
    metadata,
  });
}

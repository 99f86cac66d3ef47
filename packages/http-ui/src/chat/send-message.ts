import type { Run } from "@inhouse/contracts";
import type { BusyPolicy, TenantRuntime } from "@inhouse/core";
import { messageIdKey, uiMessageId } from "../transcript/user-message.ts";
import type { ChatRequest, ClientMessage } from "./chat-request.ts";
import { replaceAnswer } from "./replace-answer.ts";
import { answersKey, newestRuns } from "./thread-runs.ts";
import { deleteFiles, readUserContent } from "./user-content.ts";

/** What a message of a user is sent with. */
export interface Sending {
  readonly inhouse: TenantRuntime;
  readonly threadId: string;
  /** What the URLs of files begin with. */
  readonly filesUrl: string;
  readonly whenBusy: BusyPolicy;
  /** Finds out which assistant answers. */
  readonly assistantId: () => Promise<string>;
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
 * Puts a message of a user at the end of a thread, and a run behind it, or neither.
 *
 * @param sending - where to
 * @param request - what the client asked for
 */
export async function sendMessage(sending: Sending, request: ChatRequest): Promise<Sent> {
  const { inhouse, threadId } = sending;
  const { message, isRegeneration, replaces } = request;
  if (isRegeneration) {
    const answered = await replaceAnswer(inhouse, threadId, message.id, false);
    // A message that was never stored is as good as a new one.
    if (answered !== undefined) return { run: await answer(sending, message.id), isOld: false };
  } else if (replaces === null) {
    const run = await findAnswer(inhouse, threadId, message.id);
    if (run !== undefined) return { run, isOld: true };
  } else await replaceAnswer(inhouse, threadId, replaces, true);
  return { run: await answerNew(sending, message), isOld: false };
}

/** The same message came again, because the client did not hear that it had come. */
async function findAnswer(
  inhouse: TenantRuntime,
  threadId: string,
  messageId: string,
): Promise<Run | undefined> {
  const { data } = await inhouse.messages.list(threadId, { limit: maxRecent });
  const isKnown = data.some(({ role, ...one }) => {
    return role === "user" && uiMessageId({ role, ...one }) === messageId;
  });
  if (!isKnown) return undefined;
  const runs = await newestRuns(inhouse, threadId, maxRecent);
  return runs.find(({ metadata }) => metadata[answersKey] === messageId);
}

async function answerNew(sending: Sending, message: ClientMessage): Promise<Run> {
  const { inhouse, filesUrl } = sending;
  const { parts, newFiles } = await readUserContent(inhouse, message, filesUrl);
  try {
    return await answer(sending, message.id, [
      { content: parts, metadata: { [messageIdKey]: message.id } },
    ]);
  } catch (error) {
    await deleteFiles(inhouse, newFiles);
    throw error;
  }
}

async function answer(
  { inhouse, threadId, assistantId, whenBusy }: Sending,
  messageId: string,
  additionalMessages: Parameters<TenantRuntime["runs"]["create"]>[1]["additionalMessages"] = [],
): Promise<Run> {
  return inhouse.runs.create(threadId, {
    assistantId: await assistantId(),
    additionalMessages,
    whenBusy,
    metadata: { [answersKey]: messageId },
  });
}

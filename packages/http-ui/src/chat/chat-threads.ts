import type { Metadata, Run, Thread } from "@inhouse/contracts";
import { InvalidInputError, NotFoundError } from "@inhouse/contracts";
import type { TenantRuntime } from "@inhouse/core";

/** The pair of a thread's metadata that says which chat it is. */
const chatIdKey = "ui_chat_id";

/** How many places of chats are remembered. */
const maxKnown = 10_000;

const threadId = /^thread_[A-Za-z0-9]{24}$/;

/** A chat that is there. */
export interface OpenedChat {
  /** Its thread. */
  readonly threadId: string;
  /** The run that it was begun with; null: it had begun before. */
  readonly run: Run | null;
}

/**
 * Finds the threads of chats. A chat id that has the form of a thread's id is that thread's, and is never made up: such a
 * thread exists or the chat does not. Any other id is the client's own, and its thread carries it in its metadata, so that
 * it is found again after a restart: the tenant's threads are looked through, the newest first, the first time that a process
 * hears of the chat. Only threads of the tenant are ever looked at.
 */
export class ChatThreads {
  readonly #known = new Map<string, string>();
  readonly #opening = new Map<string, Promise<OpenedChat>>();

  /**
   * @param inhouse - whose chats
   * @param chatId - the chat
   * @returns the id of its thread; undefined: there is no such chat
   */
  async find(inhouse: TenantRuntime, chatId: string): Promise<string | undefined> {
    checkChatId(chatId);
    if (threadId.test(chatId)) return (await exists(inhouse, chatId)) ? chatId : undefined;
    const key = keyOf(inhouse, chatId);
    const known = this.#known.get(key);
    if (known !== undefined && (await exists(inhouse, known))) return known;
    this.#known.delete(key);
    const found = await search(inhouse, chatId);
    if (found !== undefined) this.#remember(key, found.id);
    return found?.id;
  }

  /**
   * The same, for a chat that begins if there is none.
   *
   * @param begin - creates the thread with the given metadata, and the first run on it
   * @throws NotFoundError if the id is that of a thread, and there is none
   */
  async open(
    inhouse: TenantRuntime,
    chatId: string,
    begin: (metadata: Metadata) => Promise<Run>,
  ): Promise<OpenedChat> {
    const key = keyOf(inhouse, chatId);
    const before = this.#opening.get(key);
    const opening = this.#openNext(before, inhouse, chatId, begin);
    this.#opening.set(key, opening);
    try {
      return await opening;
    } finally {
      if (this.#opening.get(key) === opening) this.#opening.delete(key);
    }
  }

  /** Requests for one chat open it one after the other: a page may send twice before it is there. */
  async #openNext(
    before: Promise<unknown> | undefined,
    inhouse: TenantRuntime,
    chatId: string,
    begin: (metadata: Metadata) => Promise<Run>,
  ): Promise<OpenedChat> {
    await before?.catch(() => undefined);
    const found = await this.find(inhouse, chatId);
    if (found !== undefined) return { threadId: found, run: null };
    if (threadId.test(chatId)) throw new NotFoundError("thread", chatId);
    const run = await begin({ [chatIdKey]: chatId });
    // Another process may have had the same thought. The older thread is the chat.
    const older = await search(inhouse, chatId, run.threadId);
    if (older !== undefined) await inhouse.threads.delete(run.threadId);
    const id = older?.id ?? run.threadId;
    this.#remember(keyOf(inhouse, chatId), id);
    return { threadId: id, run: older === undefined ? run : null };
  }

  #remember(key: string, thread: string): void {
    this.#known.set(key, thread);
    const [oldest] = this.#known.keys();
    if (this.#known.size > maxKnown && oldest !== undefined) this.#known.delete(oldest);
  }
}

function checkChatId(chatId: string): void {
  const length = chatId.length;
  if (length >= 1 && length <= 256) return;
  const expected = "a text of 1 to 256 characters";
  throw new InvalidInputError({ param: "id", expected, received: `one of ${length}` });
}

function keyOf({ tenant }: TenantRuntime, chatId: string): string {
  return JSON.stringify([tenant, chatId]);
}

async function exists(inhouse: TenantRuntime, id: string): Promise<boolean> {
  try {
    await inhouse.threads.retrieve(id);
    return true;
  } catch (error) {
    if (error instanceof NotFoundError) return false;
    throw error;
  }
}

/** @param behind - only threads older than this one, of which only the nearest are looked at; absent: all */
async function search(
  inhouse: TenantRuntime,
  chatId: string,
  behind?: string,
): Promise<Thread | undefined> {
  let after = behind;
  for (;;) {
    const page = await inhouse.threads.list({
      limit: behind === undefined ? 100 : 20,
      ...(after === undefined ? {} : { after }),
    });
    const found = page.data.find((thread) => thread.metadata[chatIdKey] === chatId);
    if (found !== undefined || !page.hasMore || page.lastId === null) return found;
    if (behind !== undefined) return undefined;
    after = page.lastId;
  }
}

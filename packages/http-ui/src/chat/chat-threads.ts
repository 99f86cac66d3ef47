import type { Thread } from "@inhouse/contracts";
import { InvalidInputError, NotFoundError } from "@inhouse/contracts";
import type { TenantRuntime } from "@inhouse/core";

/** The pair of a thread's metadata that says which chat it is. */
export const chatIdKey = "ui_chat_id";

/** How many places of chats are remembered. */
const maxKnown = 10_000;

const threadId = /^thread_[A-Za-z0-9]{24}$/;

/**
 * Finds the threads of chats. A chat id that has the form of a thread's id is that thread's, and is never made up: such a
 * thread exists or the chat does not. Any other id is the client's own, and its thread carries it in its metadata, so that
 * it is found again after a restart: the tenant's threads are looked through, the newest first, the first time that a process
 * hears of the chat. Only threads of the tenant are ever looked at.
 */
export class ChatThreads {
  readonly #known = new Map<string, string>();
  readonly #opening = new Map<string, Promise<string>>();

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
   * The same, for a chat that is to begin if there is none.
   *
   * @returns the id of its thread
   * @throws NotFoundError if the id is that of a thread, and there is none
   */
  async open(inhouse: TenantRuntime, chatId: string): Promise<string> {
    const key = keyOf(inhouse, chatId);
    const opening = this.#opening.get(key) ?? this.#findOrCreate(inhouse, chatId, key);
    this.#opening.set(key, opening);
    try {
      return await opening;
    } finally {
      this.#opening.delete(key);
    }
  }

  async #findOrCreate(inhouse: TenantRuntime, chatId: string, key: string): Promise<string> {
    const found = await this.find(inhouse, chatId);
    if (found !== undefined) return found;
    if (threadId.test(chatId)) throw new NotFoundError("thread", chatId);
    const created = await inhouse.threads.create({ metadata: { [chatIdKey]: chatId } });
    // Another process may have had the same thought. The older thread is the chat.
    const first = (await search(inhouse, chatId, created.id)) ?? created;
    if (first.id !== created.id) await inhouse.threads.delete(created.id);
    this.#remember(key, first.id);
    return first.id;
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

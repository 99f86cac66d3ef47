import type { Message, Run, RunEvent, RunStep } from "@inhouse/contracts";
import { NotFoundError } from "@inhouse/contracts";
import { compactChunks } from "../chunks/compact-chunks.ts";
import type { UIChunk } from "../chunks/ui-chunk.ts";
import { catchUp } from "../reading/catch-up.ts";
import type { RunReading } from "../reading/run-chunks.ts";
import { RunTranslator } from "../reading/run-translator.ts";
import { buildMessage } from "./build-message.ts";
import { recordEvents } from "./record-events.ts";
import type { UIMessage } from "./ui-message.ts";

/**
 * The message of a run as far as it is: from the run's log, and where that was pruned, from what the records tell.
 *
 * @param reading - whose run
 * @param run - the run
 * @returns the message; undefined: the run has begun none
 */
export async function readAnswer(reading: RunReading, run: Run): Promise<UIMessage | undefined> {
  const translator = new RunTranslator(reading.files);
  const chunks: UIChunk[] = [];
  for (const event of await eventsOf(reading, run)) chunks.push(...(await translator.push(event)));
  return buildMessage(compactChunks(chunks));
}

async function eventsOf({ inhouse, clock }: RunReading, run: Run): Promise<readonly RunEvent[]> {
  const reading = new AbortController();
  try {
    const stream = inhouse.runs.stream(run.id, { signal: reading.signal });
    const { events, next } = await catchUp(stream, clock);
    next?.catch(() => undefined);
    return events;
  } catch (error) {
    const isPruned = error instanceof NotFoundError && error.resource === "run_log";
    if (!isPruned) throw error;
    return recordEvents(
      run,
      await all<RunStep>((after) => inhouse.runs.steps.list(run.id, page(after))),
      await all<Message>((after) =>
        inhouse.messages.list(run.threadId, { ...page(after), runId: run.id }),
      ),
    );
  } finally {
    reading.abort();
  }
}

interface AscendingPage {
  readonly order: "asc";
  readonly limit: number;
  readonly after?: string;
}

function page(after: string | null): AscendingPage {
  return { order: "asc", limit: 100, ...(after === null ? {} : { after }) };
}

async function all<Item>(
  read: (after: string | null) => Promise<{
    readonly data: readonly Item[];
    readonly lastId: string | null;
    readonly hasMore: boolean;
  }>,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let after: string | null = null;
  for (;;) {
    const { data, lastId, hasMore } = await read(after);
    items.push(...data);
    if (!hasMore) return items;
    after = lastId;
  }
}

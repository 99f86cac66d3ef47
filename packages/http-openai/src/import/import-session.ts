import type { Metadata, Page } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";
import type { CreateAssistant, ListOptions, Runtime, TenantRuntime } from "@inhouse/core";
import { given } from "../input/common-schemas.ts";
import type {
  Exported,
  ExportedAssistant,
  ExportedBase,
  ExportedMessage,
} from "./exported-objects.ts";
import type { ImportOptions } from "./import-openai.ts";
import type { ImportReport } from "./import-report.ts";
import { atLine } from "./line-error.ts";
import { importMessage } from "./message-content.ts";
import { originalIdKey, remember } from "./original.ts";

/** Brings objects in one by one, and knows those that are here already. */
export class ImportSession {
  readonly #inhouse: TenantRuntime;
  readonly #options: ImportOptions;
  readonly #assistants: Map<string, string>;
  readonly #threads: Map<string, string>;
  readonly #warnings: string[] = [];
  readonly #created = { assistants: 0, threads: 0, messages: 0 };

  constructor(
    inhouse: TenantRuntime,
    options: ImportOptions,
    known: { readonly assistants: Map<string, string>; readonly threads: Map<string, string> },
  ) {
    this.#inhouse = inhouse;
    this.#options = options;
    this.#assistants = known.assistants;
    this.#threads = known.threads;
  }

  /** Reads what earlier imports brought in. */
  static async open(
    inhouse: Runtime | TenantRuntime,
    options: ImportOptions,
  ): Promise<ImportSession> {
    const assistants = await originals((page) => inhouse.assistants.list(page));
    const threads = await originals((page) => inhouse.threads.list(page));
    return new ImportSession(inhouse, options, { assistants, threads });
  }

  async addAssistant({ line, value }: Exported<ExportedAssistant>): Promise<void> {
    if (this.#assistants.has(value.id)) return;
    const { name, description, instructions, temperature, top_p, response_format } = value;
    const input: CreateAssistant = {
      model: this.#options.models?.[value.model] ?? value.model,
      metadata: this.#remember(value),
      tools: value.tools,
      ...given({ name, description, instructions, temperature, topP: top_p }),
      ...given({ responseFormat: response_format }),
    };
    const { id } = await atLine(line, this.#createAssistant(value.id, input));
    this.#assistants.set(value.id, id);
    this.#created.assistants += 1;
  }

  async addThread({ value }: Exported<ExportedBase>): Promise<void> {
    if (this.#threads.has(value.id)) return;
    const { id } = await this.#inhouse.threads.create({ metadata: this.#remember(value) });
    this.#threads.set(value.id, id);
    this.#created.threads += 1;
  }

  /** @param messages - messages of one thread, the oldest first */
  async addMessages(
    threadId: string,
    messages: readonly Exported<ExportedMessage>[],
  ): Promise<void> {
    const thread = this.#threads.get(threadId);
    if (thread === undefined) {
      const param = `line ${messages[0]?.line}: thread_id`;
      const expected = "the id of a thread in the file, or of one that was brought in before";
      throw new InvalidInputError({ param, expected, received: `'${threadId}'` });
    }
    const known = await originals((page) => this.#inhouse.messages.list(thread, page));
    for (const { line, value } of messages) {
      if (known.has(value.id)) continue;
      const { message, warnings } = importMessage(value, this.#options.files ?? {});
      this.#warnings.push(...warnings);
      if (message === null) continue;
      const input = { ...message, metadata: this.#remember(value) };
      await atLine(line, this.#inhouse.messages.create(thread, input));
      this.#created.messages += 1;
    }
  }

  report(): ImportReport {
    return {
      assistants: Object.fromEntries(this.#assistants),
      threads: Object.fromEntries(this.#threads),
      created: this.#created,
      warnings: this.#warnings,
    };
  }

  /** Tools are refused by the runtime, which alone knows which it has: the others are tried again without the refused one. */
  async #createAssistant(
    original: string,
    input: CreateAssistant,
  ): Promise<{ readonly id: string }> {
    try {
      return await this.#inhouse.assistants.create(input);
    } catch (error) {
      const [, index] =
        error instanceof InvalidInputError
          ? (/^tools\[(\d+)\]\.type$/.exec(error.param) ?? [])
          : [];
      if (index === undefined || !this.#options.skipUnknownTools) throw error;
      const tools = input.tools ?? [];
      this.#warnings.push(
        `Assistant '${original}': the tool '${tools[Number(index)]?.type}' is not here.`,
      );
      return this.#createAssistant(original, {
        ...input,
        tools: tools.toSpliced(Number(index), 1),
      });
    }
  }

  #remember(original: Parameters<typeof remember>[0]): Metadata {
    const { metadata, warnings } = remember(original);
    this.#warnings.push(...warnings);
    return metadata;
  }
}

/** @returns the ids of objects here, by those that they had */
async function originals(
  list: (page: ListOptions) => Promise<Page<{ readonly id: string; readonly metadata: Metadata }>>,
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof list>> = await list({
      limit: 100,
      order: "asc",
      ...(after !== null && { after }),
    });
    for (const { id, metadata } of page.data) {
      const original = metadata[originalIdKey];
      if (original !== undefined) found.set(original, id);
    }
    after = page.hasMore ? page.lastId : null;
  } while (after !== null);
  return found;
}

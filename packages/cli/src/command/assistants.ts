import type { Assistant } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";
import type { TenantRuntime } from "@inhouse/core";
import { exportAssistant, importAssistant } from "@inhouse/core";
import { withIdleRuntime } from "../assistants/idle-runtime.ts";
import { missingParts } from "../assistants/missing-parts.ts";
import { readDocument } from "../assistants/read-document.ts";
import { documentText, writeDocument } from "../assistants/write-document.ts";
import { offlinePainter } from "../models/offline-painter.ts";
import { openTools } from "../tools/open-tools.ts";
import type { AssistantsOptions, ImportOptions } from "./assistants-options.ts";
import { safeText } from "./safe-text.ts";
import { textTable } from "./text-table.ts";

const print = (text: string): void => void process.stdout.write(text);
const tell = (line: string): void => void process.stderr.write(`${safeText(line)}\n`);

/**
 * Lists, exports and imports assistants.
 *
 * @param options - what to do
 * @returns the exit code: 0, or 1 if a document is refused
 * @throws InvalidInputError if an option is wrong
 * @throws NotFoundError if there is no such assistant
 * @throws StorageError, or the error of a database, if the storage cannot be used
 */
export async function assistants(options: AssistantsOptions): Promise<number> {
  const { storage: address, tenant } = options;
  if (options.action === "import") return importFrom(options);
  const place = { address, isOld: true };
  return withIdleRuntime(place, noTools, async (runtime) => {
    const inhouse = runtime.forTenant(tenant);
    if (options.action === "list") return list(inhouse);
    return exportTo(inhouse, options.id, options.out);
  });
}

const noTools = async (): Promise<readonly never[]> => [];

async function list({ assistants: api }: TenantRuntime): Promise<number> {
  const all: Assistant[] = [];
  for (let after: string | null = null, more = true; more; ) {
    const page = await api.list({ limit: 100, ...(after !== null && { after }) });
    all.push(...page.data);
    after = page.lastId;
    more = page.hasMore;
  }
  if (all.length === 0) {
    print("There are no assistants.\n");
    return 0;
  }
  const rows = all.map(({ id, model, name, tools }) =>
    [id, model, name ?? "", tools.map(({ type }) => type).join(" ")].map(safeText),
  );
  print(textTable([["ID", "MODEL", "NAME", "TOOLS"], ...rows]));
  return 0;
}

async function exportTo(inhouse: TenantRuntime, id: string, out: string | null): Promise<number> {
  const document = await exportAssistant(inhouse, id);
  const text = documentText(document);
  if (out === null || out === "-") print(text);
  else await writeDocument(out, text);
  const { length } = document.missing;
  const what = `${id} is exported${out === null ? "" : ` to ${out}`}`;
  const left = `${length} secret${length === 1 ? "" : "s"} or files stay behind; 'missing' says which`;
  tell(length === 0 ? `${what}.` : `${what}. ${left}.`);
  return 0;
}

async function importFrom(
  options: ImportOptions & Pick<AssistantsOptions, "storage" | "tenant">,
): Promise<number> {
  const document = await readDocument(options.file);
  const given = options.missing === null ? undefined : await readDocument(options.missing);
  const missing = missingParts(document, { given, skip: options.skipMissing });
  const place = { address: options.storage, isOld: false };
  return withIdleRuntime(
    place,
    (storage) => openTools(options, { storage, imageModel: offlinePainter(), sessionKey: null }),
    async (runtime) => {
      const { model } = options;
      try {
        const made = await importAssistant(runtime.forTenant(options.tenant), document, {
          ...(missing !== undefined && { missing }),
          ...(model !== null && { model }),
        });
        print(`${made.id}\n`);
        const types = made.tools.map(({ type }) => type).join(", ") || "none";
        tell(`Imported '${made.name ?? ""}': model ${made.model}, tools: ${types}.`);
        return 0;
      } catch (error) {
        if (!(error instanceof InvalidInputError)) throw error;
        tell(`${error.message}${hint(error)} Nothing was imported.`);
        return 1;
      }
    },
  );
}

/** What helps here, where the error speaks to a program. */
function hint({ param, expected }: InvalidInputError): string {
  if (/^assistant\.tools\[\d+\]\.type$/.test(param)) {
    return " This command is given a tool by --tools FILE, a module whose default export is a list of tools.";
  }
  if (expected.includes("'allow' of userFunctions")) {
    return " This command is told by --allow what functions may do, as 'inhouse serve' is.";
  }
  return "";
}

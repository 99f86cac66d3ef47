import { parseArgs } from "node:util";
import { InvalidInputError } from "@inhouse/contracts";
import type { StorageAddress } from "../storage/storage-address.ts";
import { readStorageAddress } from "../storage/storage-address.ts";
import type { ToolOptions } from "../tools/tool-options.ts";
import { readToolOptions, toolArguments } from "../tools/tool-options.ts";

/** Where assistants are. */
interface Place {
  readonly storage: StorageAddress;
  readonly tenant: string;
}

/** What the command `assistants` was told. */
export type AssistantsOptions =
  | (Place & { readonly action: "list" })
  | (Place & {
      readonly action: "export";
      readonly id: string;
      /** The file to write; null: standard output. */
      readonly out: string | null;
    })
  | (Place & ImportOptions);

/** What is imported, and how. */
export interface ImportOptions extends ToolOptions {
  readonly action: "import";
  /** The document; `-`: standard input. */
  readonly file: string;
  /** The file that says what the document misses; null: none. */
  readonly missing: string | null;
  /** Whether to go without all that is missing. */
  readonly skipMissing: boolean;
  /** The model; null: the document's. */
  readonly model: string | null;
}

const actions = ["list", "export", "import"] as const;

/**
 * @param args - what stands behind `assistants`
 * @returns what they say; null: help is asked for
 * @throws InvalidInputError, or the TypeError of `parseArgs`, if they make no sense
 */
export function readAssistantsOptions(args: readonly string[]): AssistantsOptions | null {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...toolArguments,
      storage: { type: "string" },
      tenant: { type: "string", default: "default" },
      out: { type: "string" },
      missing: { type: "string" },
      "skip-missing": { type: "boolean", default: false },
      model: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return null;
  const [given, subject, ...more] = positionals;
  const action = actions.find((one) => one === given);
  if (action === undefined) {
    const received = `followed by ${given === undefined ? "nothing" : `'${given}'`}`;
    throw wrong("assistants", "followed by list, export or import", received);
  }
  const place = { storage: readPlace(values.storage), tenant: values.tenant };
  const wanted = { list: "nothing", export: "the id of one assistant", import: "one file, or -" };
  const isGiven = subject !== undefined;
  if (isGiven !== (action !== "list") || more.length > 0) {
    const received = `followed by ${isGiven ? `'${[subject, ...more].join(" ")}'` : "nothing"}`;
    throw wrong(`assistants ${action}`, `followed by ${wanted[action]}`, received);
  }
  refuseOthers(action, values);
  if (action === "list") return { ...place, action };
  const named = subject ?? "";
  if (action === "export") return { ...place, action, id: named, out: values.out ?? null };
  const { missing = null, model = null } = values;
  const skipMissing = values["skip-missing"];
  if (skipMissing && missing !== null) {
    throw wrong("--skip-missing", "given without --missing", "given with it");
  }
  return {
    ...place,
    ...readToolOptions(values),
    ...{ action, file: named, missing, skipMissing, model },
  };
}

const ofExport = ["out"];
const ofImport = ["packages", "allow", "tools", "missing", "skip-missing", "model"];

/** An option that does nothing here was meant for something. */
function refuseOthers(action: (typeof actions)[number], values: object): void {
  const others = { list: [...ofExport, ...ofImport], export: ofImport, import: ofExport }[action];
  for (const name of others) {
    const value: unknown = Reflect.get(values, name);
    if (value === undefined || value === false || (Array.isArray(value) && value.length === 0)) {
      continue;
    }
    throw wrong(`--${name}`, `left out of 'assistants ${action}'`, "given");
  }
}

function readPlace(text: string | undefined): StorageAddress {
  const address = text === undefined ? null : readStorageAddress(text);
  if (address !== null && address.kind !== "memory") return address;
  const expected = "lowdb:DIR, sqlite:FILE or postgres:URL, where the assistants are";
  throw wrong("--storage", expected, text === undefined ? "missing" : "memory, which this ends");
}

function wrong(param: string, expected: string, received: string): InvalidInputError {
  return new InvalidInputError({ param, expected, received });
}

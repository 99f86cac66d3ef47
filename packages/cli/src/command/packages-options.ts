import { parseArgs } from "node:util";
import { InvalidInputError } from "@inhouse/contracts";

/** What the command `packages` was told. */
export type PackagesOptions =
  | {
      readonly action: "add";
      readonly wanted: readonly string[];
      readonly folder: string;
      /** Null: only wheels that are named by their paths. */
      readonly from: string | null;
    }
  | { readonly action: "list" | "verify"; readonly folder: string };

const defaultFolder = "./python-packages";
const actions = ["add", "list", "verify"] as const;

/**
 * @param args - what stands behind `packages`
 * @returns what they say; null: help is asked for
 * @throws InvalidInputError, or the TypeError of `parseArgs`, if they make no sense
 */
export function readPackagesOptions(args: readonly string[]): PackagesOptions | null {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      folder: { type: "string", default: defaultFolder },
      from: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return null;
  const [given, ...wanted] = positionals;
  const action = actions.find((one) => one === given);
  if (action === undefined) {
    throw new InvalidInputError({
      param: "packages",
      expected: "followed by add, list or verify",
      received: given === undefined ? "followed by nothing" : `followed by '${given}'`,
    });
  }
  const { folder } = values;
  if (action === "add") {
    if (wanted.length === 0) {
      throw new InvalidInputError({
        param: "packages add",
        expected: "followed by names of packages or paths of wheels",
        received: "followed by nothing",
      });
    }
    return { action, wanted, folder, from: values.from ?? null };
  }
  if (wanted.length > 0 || values.from !== undefined) {
    throw new InvalidInputError({
      param: `packages ${action}`,
      expected: "followed by --folder alone",
      received: "followed by more",
    });
  }
  return { action, folder };
}

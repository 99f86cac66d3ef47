import { parseArgs } from "node:util";
import { InvalidInputError } from "@inhouse/contracts";
import type { ApiKey } from "../server/api-keys.ts";
import { readApiKey } from "../server/api-keys.ts";
import { checkBinding } from "../server/check-binding.ts";
import type { StorageAddress } from "../storage/storage-address.ts";
import { readStorageAddress } from "../storage/storage-address.ts";
import type { ToolOptions } from "../tools/tool-options.ts";
import { readToolOptions, toolArguments } from "../tools/tool-options.ts";

/** What the command `serve` was told. */
export interface ServeOptions extends ToolOptions {
  readonly host: string;
  readonly port: number;
  readonly storage: StorageAddress;
  readonly scripted: boolean;
  readonly apiKeys: readonly ApiKey[];
  readonly insecure: boolean;
  readonly cors: readonly string[];
  readonly cancelOnDisconnect: boolean;
  readonly quiet: boolean;
}

const defaultPort = 4242;

/**
 * @param args - what stands behind `serve`
 * @param keys - more keys, separated by commas, which the process list does not show; undefined: none
 * @returns what they say; null: help is asked for
 * @throws InvalidInputError, or the TypeError of `parseArgs`, if they make no sense
 */
export function readServeOptions(
  args: readonly string[],
  keys: string | undefined,
): ServeOptions | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      host: { type: "string", default: "127.0.0.1" },
      port: { type: "string", default: String(defaultPort) },
      storage: { type: "string", default: "memory" },
      scripted: { type: "boolean", default: false },
      "api-key": { type: "string", multiple: true, default: [] },
      insecure: { type: "boolean", default: false },
      cors: { type: "string", multiple: true, default: [] },
      ...toolArguments,
      "cancel-on-disconnect": { type: "boolean", default: false },
      quiet: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return null;
  const more = (keys ?? "").split(",").filter((key) => key !== "");
  const options = {
    host: values.host,
    port: readPort(values.port),
    storage: readStorageAddress(values.storage),
    scripted: values.scripted,
    apiKeys: [...values["api-key"], ...more].map(readApiKey),
    insecure: values.insecure,
    cors: values.cors.map(readOrigin),
    cancelOnDisconnect: values["cancel-on-disconnect"],
    ...readToolOptions(values),
    quiet: values.quiet,
  };
  const { host, insecure } = options;
  checkBinding({ host, hasKeys: options.apiKeys.length > 0, insecure });
  return options;
}

function readPort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  const expected = "a whole number from 0 to 65535 (0: any that is free)";
  throw new InvalidInputError({ param: "--port", expected, received: `'${text}'` });
}

function readOrigin(text: string): string {
  if (text === "*" || URL.parse(text)?.origin === text) return text;
  const expected = "an origin such as https://app.example.com, without a path, or *";
  throw new InvalidInputError({ param: "--cors", expected, received: `'${text}'` });
}

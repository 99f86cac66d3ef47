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
  /** Signs the Python sessions that are kept in the storage; null: nobody gave one. */
  readonly sessionKey: string | null;
  readonly apiKeys: readonly ApiKey[];
  readonly insecure: boolean;
  readonly cors: readonly string[];
  readonly cancelOnDisconnect: boolean;
  readonly quiet: boolean;
}

const defaultPort = 4242;

/**
 * @param args - what stands behind `serve`
 * @param env - the environment, which holds what the process list must not show: more keys, and the key of Python's sessions
 * @returns what they say; null: help is asked for
 * @throws InvalidInputError, or the TypeError of `parseArgs`, if they make no sense
 */
export function readServeOptions(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
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
  const more = (env.INHOUSE_API_KEYS ?? "").split(",").filter((key) => key !== "");
  const options = {
    host: values.host,
    port: readPort(values.port),
    storage: readStorageAddress(values.storage),
    scripted: values.scripted,
    sessionKey: readSessionKey(env.INHOUSE_SESSION_KEY ?? ""),
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

const leastSessionKey = 32;

function readSessionKey(text: string): string | null {
  if (text === "" || Buffer.byteLength(text) >= leastSessionKey) return text === "" ? null : text;
  const expected = `at least ${leastSessionKey} bytes long`;
  const received = `${Buffer.byteLength(text)} bytes long`;
  throw new InvalidInputError({ param: "INHOUSE_SESSION_KEY", expected, received });
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

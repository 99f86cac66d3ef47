import { oneLine } from "./one-line.ts";

/** What can be read of a provider's error, of whatever version of the AI SDK. */
export interface ProviderFailure {
  readonly name: string;
  /** The HTTP status; null: none. */
  readonly status: number | null;
  /** What the provider says, shortened and without what looks like a key or an address. */
  readonly message: string;
  /** Whether the provider refuses what the image would show. */
  readonly isRefusal: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

const refusalCodes =
  /moderation|content_?policy|content_?filter|safety|data_?inspection|responsible_?ai|sensitive/i;
const refusalWords =
  /safety system|content (?:policy|filter)|moderation|inappropriate|prohibited content/i;

/**
 * Reads an error by its fields and never by its class: several copies of the SDK may be loaded, and custom models throw what
 * they like.
 */
export function readFailure(error: unknown): ProviderFailure {
  const outer = fieldsOf(error);
  // Behind several attempts stands the error of the last.
  const fields = outer.lastError === undefined ? outer : fieldsOf(outer.lastError);
  const data = fieldsOf(fields.data);
  const inner = fieldsOf(data.error);
  const status = typeof fields.statusCode === "number" ? fields.statusCode : null;
  const message = firstText(inner.message, data.message, fields.message, error);
  const codes = [inner.code, inner.type, data.code, fields.code].filter(
    (code) => typeof code === "string",
  );
  const isClientError = status === null || (status >= 400 && status < 500);
  const isRefusal =
    isClientError && (codes.some((code) => refusalCodes.test(code)) || refusalWords.test(message));
  const name = typeof fields.name === "string" ? fields.name : "";
  return { name, status, message: presentable(message), isRefusal };
}

const longest = 300;

function presentable(message: string): string {
  const text = oneLine(message, 10 * longest)
    .replace(/\b\w+:\/\/\S+/g, "[address]")
    .replace(/(^|[\s('"])(?:\/[\w.@+-]+){2,}\S*/g, "$1[path]")
    // Whatever comes behind the name of a secret.
    .replace(
      /\b(key|token|secret|password|authorization)\s*[=:]\s*(?:bearer |basic )?\S+/gi,
      "$1: [redacted]",
    )
    .replace(/\b(bearer|basic) [\w.~+/=-]{8,}/gi, "$1 [redacted]")
    // Keys: long, and with digits in them, or with a prefix that keys have.
    .replace(/\b(?:sk|pk|key|hf|gsk|xai|r8)[-_][\w*.-]{6,}/gi, "[redacted]")
    .replace(/[\w*.+/=-]*\d[\w*.+/=-]*/g, (word) => (word.length > 24 ? "[redacted]" : word))
    .trim();
  const short = oneLine(text, longest);
  return /[.!?…]$/.test(short) ? short : `${short}.`;
}

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

function firstText(...values: readonly unknown[]): string {
  const found = values.find((value) => typeof value === "string" && value.trim() !== "");
  return typeof found === "string" ? found : "no reason given";
}

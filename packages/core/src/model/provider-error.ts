/** What can be read of an error from whatever version of the AI SDK and whatever provider. */
export interface ProviderError {
  readonly name: string;
  readonly message: string;
  /** The HTTP status, or what the SDK took for one; null: none. */
  readonly status: number | null;
  /** Codes and types that the provider gave, in lower case. */
  readonly codes: readonly string[];
  /** What the SDK thinks of trying again; null: it does not say. */
  readonly retryable: boolean | null;
  readonly headers: Readonly<Record<string, string>> | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads an error by its fields and never by its class: several copies and versions of the SDK may be loaded, providers
 * put plain objects into their streams, and custom models throw what they like.
 */
export function readProviderError(error: unknown): ProviderError {
  const outer = fieldsOf(error);
  // A retrying wrapper around the model hides the error that matters.
  const fields = fieldsOf(outer?.lastError) ?? outer ?? {};
  const data = fieldsOf(fields.data);
  const inner = fieldsOf(data?.error) ?? fieldsOf(fieldsOf(data?.response)?.error);
  const body = fieldsOf(parse(fields.responseBody));
  const bodyError = fieldsOf(body?.error);
  const sources = [inner, bodyError, data, body, fields, fieldsOf(fields.cause)];
  return {
    name: text(fields.name) ?? "",
    message: text(inner?.message) ?? text(fields.message) ?? text(error) ?? "no reason given",
    status: number(fields.statusCode) ?? number(fields.status),
    codes: sources
      .flatMap((source) => [source?.code, source?.type, source?.status])
      .filter((code) => typeof code === "string")
      .map((code) => code.toLowerCase()),
    retryable: typeof fields.isRetryable === "boolean" ? fields.isRetryable : null,
    headers: fieldsOf(fields.responseHeaders) as Readonly<Record<string, string>> | undefined,
  };
}

function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === "object" && value !== null ? (value as Fields) : undefined;
}

function parse(body: unknown): unknown {
  if (typeof body !== "string") return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function number(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

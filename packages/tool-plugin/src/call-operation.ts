import type { JsonObject, ToolContext, ToolResult } from "@inhouse/contracts";
import { GuardedFetchError } from "@inhouse/contracts";
import type { GuardedResponse } from "@inhouse/guarded-fetch";
import type { SignedRequest } from "./auth/apply-auth.ts";
import { applyAuth } from "./auth/apply-auth.ts";
import { findToken } from "./auth/find-token.ts";
import { holdsSecret, isSecretHeader, redact } from "./auth/redact.ts";
import type { PluginEntry } from "./entry/plugin-entry.ts";
import { paramsOf } from "./entry/plugin-entry.ts";
import { argumentFaults } from "./operation/argument-faults.ts";
import { argumentsSchema } from "./operation/arguments-schema.ts";
import type { Operation } from "./operation/operation.ts";
import type { PluginParts } from "./plugin-parts.ts";
import { ArgumentError } from "./request/argument-error.ts";
import type { PlainRequest } from "./request/build-request.ts";
import { buildRequest } from "./request/build-request.ts";
import type { FileReader } from "./request/encode-body.ts";
import { answerText, cutNote, isText } from "./result/describe-answer.ts";
import { isSafe, networkText, statusText } from "./result/describe-failure.ts";
import { failed } from "./result/failed.ts";
import { saveFile } from "./result/save-file.ts";
import { signatureOf } from "./schema/signature.ts";

/** What of an error's body the model is told, in characters. */
const errorCharacters = 2_000;

const modelImages = /^image\/(png|jpeg|gif|webp)$/;
const mostImageBytes = 5 * 1024 * 1024;

/** A call of an operation. */
export interface OperationCall {
  readonly operation: Operation;
  readonly input: JsonObject;
  readonly entry: PluginEntry;
  /** Whether the runtime has held the arguments against the operation's own schema. */
  readonly isDirect: boolean;
}

/** @returns what comes of a call; what fails is an error that the model reads */
export async function callOperation(
  call: OperationCall,
  parts: PluginParts,
  context: ToolContext,
): Promise<ToolResult> {
  const { operation, input, entry } = call;
  if (!call.isDirect) {
    const schema = argumentsSchema(operation);
    const faults = await argumentFaults(schema, input);
    if (faults !== null) {
      return failed(
        `Nothing was called: the arguments do not fit. ${faults}\n'${operation.name}' takes ${signatureOf(schema)}`,
      );
    }
  }
  let plain: PlainRequest;
  try {
    const params = paramsOf(entry.params, context.toolResources, parts.id);
    plain = await buildRequest(operation, { input, params, files: threadFiles(context) });
  } catch (error) {
    if (!(error instanceof ArgumentError)) throw error;
    return failed(`Nothing was called. ${error.message}`);
  }
  const request = await signed(plain, call, parts, context);
  if (typeof request === "string") return failed(request);
  context.signal.throwIfAborted();
  try {
    const { url, method, headers, body } = request;
    const response = await parts.fetch(url, {
      method,
      headers,
      signal: context.signal,
      ...(body !== null && { body }),
    });
    return await resultOf(response, operation, request.secrets, parts, context);
  } catch (error) {
    if (!(error instanceof GuardedFetchError)) throw error;
    // It may name a host that the service sent on to, and names of hosts are small letters.
    const secrets = request.secrets.flatMap((secret) => [secret, secret.toLowerCase()]);
    return failed(redact(networkText(operation, error), secrets));
  }
}

/** @returns the request with its credentials; a text: why there are none */
async function signed(
  plain: PlainRequest,
  { operation, entry }: OperationCall,
  parts: PluginParts,
  context: ToolContext,
): Promise<SignedRequest | string> {
  const { auth, home, options } = parts;
  const { idempotencyHeader } = options;
  const keyed =
    idempotencyHeader === undefined || isSafe(operation.method)
      ? {}
      : { [idempotencyHeader.toLowerCase()]: context.idempotencyKey };
  const headers = { ...plain.headers, ...keyed };
  // A document may name further servers: what proves who calls is for the first one alone.
  if (plain.url.origin !== home) return { ...plain, headers, secrets: [] };
  const fixed = Object.entries(options.headers ?? {}).map(
    ([k, v]) => [k.toLowerCase(), v] as const,
  );
  const secrets = fixed
    .filter(([name, value]) => isSecretHeader(name, value))
    .map(([, value]) => value);
  const request = { ...plain, headers: { ...headers, ...Object.fromEntries(fixed) } };
  if (auth === null) return { ...request, secrets };
  const found = await findToken(entry.token, parts, context);
  if ("missing" in found) return found.missing;
  const applied = applyAuth(request, auth, found.token);
  return { ...applied, secrets: [...applied.secrets, ...secrets] };
}

async function resultOf(
  response: GuardedResponse,
  operation: Operation,
  secrets: readonly string[],
  { resultCharacters }: PluginParts,
  context: ToolContext,
): Promise<ToolResult> {
  const { status, bytes } = response;
  const isError = status < 200 || status > 299;
  const hide = (text: string): string => redact(text, secrets);
  if (isError) {
    const told = isText(response) ? answerText(response, errorCharacters, hide).text : "";
    return failed(statusText(operation, response, told));
  }
  if (bytes.length === 0)
    return { output: `Done: the service answered with the status ${status}.` };
  if (isText(response)) {
    const { text, isCut } = answerText(response, resultCharacters, hide);
    return { output: isCut ? `${text}${cutNote(resultCharacters)}` : text };
  }
  if (holdsSecret(bytes, secrets)) {
    return failed(
      "The service answered with a file that has this plug-in's credentials in it. It was not kept.",
    );
  }
  const file = await saveFile(response, operation, context.files, hide);
  const isImage = modelImages.test(file.mediaType);
  return {
    output: `The service answered with a file of the type ${file.mediaType} and ${bytes.length} bytes. It is kept as '${file.filename}' (${file.id}).`,
    outputs: [{ type: isImage ? "image" : "file", fileId: file.id }],
    ...(isImage && bytes.length <= mostImageBytes && { imageFileIds: [file.id] }),
  };
}

function threadFiles({ files }: ToolContext): FileReader {
  return {
    async read(fileId) {
      const bytes = await files.read(fileId);
      if (bytes === undefined) return undefined;
      const stored = (await files.list()).find((file) => file.id === fileId);
      const { filename = "file", mediaType = "application/octet-stream" } = stored ?? {};
      return { filename, mediaType, bytes };
    },
  };
}

import type { IncomingMessage, ServerResponse } from "node:http";
import type { BoundedLog } from "../model/bounded-log.ts";
import { refusal } from "../model/provider-error.ts";
import type { Player } from "../script/player.ts";
import { createChatWriter } from "./chat-writer.ts";
import type { Dialect } from "./dialect.ts";
import type { FakeRequest } from "./fake-request.ts";
import { redactedHeaders } from "./fake-request.ts";
import { createItemStore } from "./item-store.ts";
import { parseChat } from "./parse-chat.ts";
import { parseResponses } from "./parse-responses.ts";
import { readBody } from "./read-body.ts";
import { createResponsesWriter } from "./responses-writer.ts";
import { sendFailure, sendJson, sendStream, sendWhole } from "./send-response.ts";

export interface HandlerOptions {
  readonly players: ReadonlyMap<string, Player>;
  readonly log: BoundedLog<FakeRequest>;
  readonly apiKey: string | undefined;
  readonly maxBodyBytes: number;
  readonly storedItems: number;
  readonly now: () => number;
}

type OpenRequest = { -readonly [K in keyof FakeRequest]: FakeRequest[K] };

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const dialects: ReadonlyMap<string, Dialect> = new Map([
  ["/v1/chat/completions", { parse: parseChat, createWriter: createChatWriter }],
  ["/v1/responses", { parse: parseResponses, createWriter: createResponsesWriter }],
]);

/** Answers the requests of one server. */
export function createHandler(options: HandlerOptions): Handler {
  const items = createItemStore(options.storedItems);
  let responseCount = 0;

  async function answer(
    record: OpenRequest,
    dialect: Dialect,
    response: ServerResponse,
    signal: AbortSignal,
  ): Promise<void> {
    const { body } = record;
    const modelId = String(body.model);
    const player = options.players.get(modelId);
    if (player === undefined) throw unknownModel(modelId);
    const request = player.receive({ ...dialect.parse(body, items), modelId, signal });
    record.request = request;
    const outputs = await player.answer(request);
    responseCount += 1;
    const createdAt = Math.floor(options.now() / 1000);
    const context = { number: responseCount, createdAt, modelId, body, items };
    const send = body.stream === true ? sendStream : sendWhole;
    await send(response, outputs, dialect.createWriter(context));
  }

  async function route(
    record: OpenRequest,
    response: ServerResponse,
    signal: AbortSignal,
  ): Promise<void> {
    const path = record.path.split("?", 1)[0] ?? "";
    const dialect = dialects.get(path);
    if (record.method === "GET" && path === "/v1/models") {
      sendJson(response, 200, JSON.stringify(modelList([...options.players.keys()])));
      return;
    }
    if (record.method !== "POST" || dialect === undefined) {
      const message = `This server does not know ${record.method} ${path}.`;
      throw refusal({ status: 404, code: "unknown_url", message });
    }
    await answer(record, dialect, response, signal);
  }

  return async (request, response) => {
    const record: OpenRequest = {
      method: request.method ?? "",
      path: request.url ?? "",
      headers: redactedHeaders(request.headers),
      body: {},
      outcome: "pending",
    };
    options.log.add(record);
    const gone = new AbortController();
    response.once("close", () => {
      if (!response.writableFinished) gone.abort();
    });
    try {
      record.body = await readBody(request, options.maxBodyBytes, request.method === "POST");
      authorise(request.headers.authorization, options.apiKey);
      await route(record, response, gone.signal);
      record.outcome = "answered";
    } catch (error) {
      record.outcome = gone.signal.aborted ? "aborted" : "failed";
      sendFailure(response, error);
    }
    if (response.headersSent) record.status = response.statusCode;
  };
}

function authorise(header: string | undefined, apiKey: string | undefined): void {
  const key = /^Bearer (.+)$/.exec(header ?? "")?.[1];
  if (key !== undefined && (apiKey === undefined || key === apiKey)) return;
  const message = key === undefined ? "The request carries no key." : "The key is not valid.";
  throw refusal({ status: 401, message });
}

function unknownModel(modelId: string): Error {
  const message = `There is no model '${modelId}' here.`;
  return refusal({ status: 404, code: "model_not_found", message });
}

function modelList(ids: readonly string[]): object {
  const data = ids.map((id) => ({ id, object: "model", created: 0, owned_by: "scripted" }));
  return { object: "list", data };
}

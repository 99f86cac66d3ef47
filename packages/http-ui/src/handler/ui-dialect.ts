import type { Run } from "@inhouse/contracts";
import type { TenantRuntime } from "@inhouse/core";
import type { DialectContext, HttpDialect, HttpSettings } from "@inhouse/http";
import { readJson } from "@inhouse/http";
import { findWaitingRun, readSubmission } from "../chat/answer-calls.ts";
import type { ChatRequest } from "../chat/chat-request.ts";
import { readChatRequest } from "../chat/chat-request.ts";
import { ChatThreads } from "../chat/chat-threads.ts";
import { sendMessage } from "../chat/send-message.ts";
import { cancel, endOf, newestRuns, stopRuns } from "../chat/thread-runs.ts";
import type { UIChunk } from "../chunks/ui-chunk.ts";
import { FileDirectory } from "../files/file-directory.ts";
import { fileResponse } from "../files/file-response.ts";
import type { RunReading } from "../reading/run-chunks.ts";
import { chunksBehind, newChunks, replayedChunks } from "../reading/run-chunks.ts";
import { readTranscript } from "../transcript/read-transcript.ts";
import { readTranscriptPage } from "./read-page.ts";
import type { UIFetchOptions } from "./ui-options.ts";
import { uiStream } from "./ui-stream.ts";

/**
 * @param options - who answers, and how
 * @returns the routes, and the form of errors
 */
export function uiDialect(options: UIFetchOptions): HttpDialect {
  return {
    basePath: "/ui",
    addRoutes(router, settings) {
      const routes = new UIRoutes(options, settings);
      router.post("/chat", (c) => routes.post(c));
      router.get("/chat/:id/stream", (c) => routes.resume(c, c.req.param("id")));
      router.post("/chat/:id/stop", (c) => routes.stop(c, c.req.param("id")));
      router.delete("/chat/:id/stop", (c) => routes.stop(c, c.req.param("id")));
      router.get("/chat/:id/messages", (c) => routes.messages(c, c.req.param("id")));
      router.get("/files/:id", (c) => routes.file(c, c.req.param("id")));
    },
    refuse({ status, message, code, param }) {
      return Response.json({ error: { message, code, param } }, { status });
    },
  };
}

class UIRoutes {
  readonly #options: UIFetchOptions;
  readonly #settings: HttpSettings;
  readonly #chats = new ChatThreads();

  constructor(options: UIFetchOptions, settings: HttpSettings) {
    this.#options = options;
    this.#settings = settings;
  }

  async post(c: DialectContext): Promise<Response> {
    const request = readChatRequest(await readJson(c.req.raw, this.#settings.limits));
    return request.message.role === "user" ? this.#send(c, request) : this.#goOn(c, request);
  }

  async resume(c: DialectContext, chatId: string): Promise<Response> {
    const inhouse = c.get("inhouse");
    const threadId = await this.#chats.find(inhouse, chatId);
    const [run] = threadId === undefined ? [] : await newestRuns(inhouse, threadId, 1);
    if (run === undefined || !(await this.#isReplayed(inhouse, run))) {
      return new Response(null, { status: 204 });
    }
    const reading = this.#reading(c);
    return this.#stream(c, run, (signal) => replayedChunks(reading, run.id, signal));
  }

  async stop(c: DialectContext, chatId: string): Promise<Response> {
    const inhouse = c.get("inhouse");
    const threadId = await this.#chats.find(inhouse, chatId);
    const stopped = threadId === undefined ? [] : await stopRuns(inhouse, threadId);
    return Response.json({ stopped: stopped.length > 0 });
  }

  async messages(c: DialectContext, chatId: string): Promise<Response> {
    const page = readTranscriptPage(c.req.query());
    const threadId = await this.#chats.find(c.get("inhouse"), chatId);
    if (threadId === undefined) return Response.json({ messages: [], before: null });
    return Response.json(await readTranscript(this.#reading(c), threadId, page));
  }

  async file(c: DialectContext, fileId: string): Promise<Response> {
    const { files } = c.get("inhouse");
    return fileResponse(await files.retrieve(fileId), await files.content(fileId));
  }

  async #send(c: DialectContext, request: ChatRequest): Promise<Response> {
    const inhouse = c.get("inhouse");
    const { chatId } = request;
    const { assistant, whenBusy = "interrupt" } = this.#options;
    const chat = { request: c.req.raw, tenant: inhouse.tenant, chatId };
    const assistantId = async (threadId: string | null): Promise<string> =>
      typeof assistant === "string" ? assistant : assistant({ ...chat, threadId });
    const filesUrl = this.#filesUrl;
    const sending = { inhouse, chats: this.#chats, filesUrl, whenBusy, assistantId };
    const { run, isOld } = await sendMessage(sending, request);
    const reading = this.#reading(c);
    const read = isOld ? replayedChunks : newChunks;
    return this.#stream(c, run, (signal) => read(reading, run.id, signal));
  }

  async #goOn(c: DialectContext, { chatId, message }: ChatRequest): Promise<Response> {
    const inhouse = c.get("inhouse");
    const threadId = await this.#chats.find(inhouse, chatId);
    const run = await findWaitingRun(inhouse, threadId, message);
    const readOn = await chunksBehind(this.#reading(c), run.id, c.req.raw.signal);
    await inhouse.runs.submitToolOutputs(run.id, readSubmission(run, message));
    return this.#stream(c, run, readOn);
  }

  #stream(
    c: DialectContext,
    run: Run,
    chunks: (signal: AbortSignal) => AsyncIterable<UIChunk>,
  ): Response {
    const inhouse = c.get("inhouse");
    const reportFault = c.get("reportFault");
    const { cancelOnDisconnect } = this.#settings;
    return uiStream(chunks, {
      signal: c.req.raw.signal,
      settings: this.#settings,
      reportFault,
      onDisconnect() {
        if (cancelOnDisconnect) cancel(inhouse, run.id).catch(reportFault);
      },
    });
  }

  async #isReplayed(inhouse: TenantRuntime, run: Run): Promise<boolean> {
    const end = await endOf(inhouse, run);
    const { replayMs = 30_000 } = this.#options;
    return end === null || this.#settings.clock.now() - end < replayMs;
  }

  #reading(c: DialectContext): RunReading {
    const inhouse = c.get("inhouse");
    const files = new FileDirectory(inhouse, (fileId) => `${this.#filesUrl}/${fileId}`);
    return { inhouse, files, clock: this.#settings.clock };
  }

  get #filesUrl(): string {
    return `${this.#options.publicOrigin ?? ""}${this.#settings.basePath}/files`;
  }
}

import { createOpenAI } from "@ai-sdk/openai";
import { startFakeOpenAI } from "@inhouse/model-scripted/http";
import { answer } from "./offline/answer.ts";

/** The model that answers. */
export interface ChosenModel {
  readonly id: string;
  readonly model: ReturnType<ReturnType<typeof createOpenAI>["chat"]>;
  readonly isOffline: boolean;
  /** What to tell the reader, a sentence a line. */
  readonly notice: readonly string[];
  close(): Promise<void>;
}

const defaultModel = "gpt-5.4-mini";
const offlineModel = "offline-script";

/** With a key or an endpoint a real model, else one that plays a script. */
export async function chooseModel(env: NodeJS.ProcessEnv, typingMs: number): Promise<ChosenModel> {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseURL } = env;
  if (!apiKey && !baseURL) return startOffline(typingMs);
  const openai = createOpenAI({
    // Endpoints on one's own machine often want no key, but the provider does.
    apiKey: apiKey || "none",
    ...(baseURL ? { baseURL } : {}),
  });
  const id = env.INHOUSE_MODEL || defaultModel;
  // Most endpoints that are not OpenAI's speak Chat Completions only.
  const api = env.INHOUSE_API || (baseURL ? "chat" : "responses");
  return {
    id,
    model: api === "chat" ? openai.chat(id) : openai.responses(id),
    isOffline: false,
    notice: [`${id} answers, from ${baseURL || "OpenAI"}. Set INHOUSE_MODEL to ask another model.`],
    close: async () => undefined,
  };
}

async function startOffline(typingMs: number): Promise<ChosenModel> {
  const server = await startFakeOpenAI({
    models: { [offlineModel]: answer },
    chunkDelayMs: typingMs,
  });
  const openai = createOpenAI({ baseURL: server.baseURL, apiKey: "offline" });
  return {
    id: offlineModel,
    model: openai.responses(offlineModel),
    isOffline: true,
    notice: [
      `No key found: an offline scripted model answers, over HTTP on ${new URL(server.baseURL).host}.`,
      "Its code and its words are prepared; all else is real, and so is every number: Python runs here.",
      "To ask a real model, set OPENAI_API_KEY, or OPENAI_BASE_URL for another endpoint.",
    ],
    close: () => server.close(),
  };
}

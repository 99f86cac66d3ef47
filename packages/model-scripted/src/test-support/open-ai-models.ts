import { createOpenAI } from "@ai-sdk/openai";
import type { LanguageModel } from "ai";
import type { FakeOpenAI, FakeOpenAIOptions } from "../http.ts";
import { startFakeOpenAI } from "../http.ts";
import type { Script } from "../index.ts";

export const apis = ["chat", "responses"] as const;

export type Api = (typeof apis)[number];

export interface FakedModel extends AsyncDisposable {
  readonly server: FakeOpenAI;
  readonly model: LanguageModel;
}

/** The real OpenAI provider on a fake endpoint whose model `demo-model` plays the script. */
export async function fakedModel(
  api: Api,
  script: Script,
  options: Omit<FakeOpenAIOptions, "models"> = {},
): Promise<FakedModel> {
  const server = await startFakeOpenAI({ ...options, models: { "demo-model": script } });
  const openai = createOpenAI({ baseURL: server.baseURL, apiKey: "a key" });
  return {
    server,
    model: openai[api]("demo-model"),
    [Symbol.asyncDispose]: () => server.close(),
  };
}

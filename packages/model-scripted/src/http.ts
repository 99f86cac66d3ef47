export type { FakeOpenAI, FakeOpenAIOptions } from "./http/fake-open-ai.ts";
export { startFakeOpenAI } from "./http/fake-open-ai.ts";
export type { FakeRequest } from "./http/fake-request.ts";

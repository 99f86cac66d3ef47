import type { Runtime } from "@inhouse/core";
import { OpenAI } from "openai";
import { OpenAI as OpenAI4 } from "openai4";
import { OpenAI as OpenAI5 } from "openai5";
import { OpenAI as OpenAI6 } from "openai6";
import { createOpenAIFetch } from "./dialect/create-openai-fetch.ts";

declare const inhouse: Runtime;

const baseURL = "inhouse://local/v1";
const fetch = createOpenAIFetch(inhouse);

new OpenAI({ apiKey: "unused", baseURL, fetch });
new OpenAI6({ apiKey: "unused", baseURL, fetch });
new OpenAI5({ apiKey: "unused", baseURL, fetch });
// @ts-expect-error: its types know the fetch of a library only.
new OpenAI4({ apiKey: "unused", baseURL, fetch });
createOpenAIFetch(inhouse.forTenant("a"), { cancelOnDisconnect: true });

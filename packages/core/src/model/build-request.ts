import type { ModelCall } from "./model-call.ts";
import { readPromptFiles } from "./prompt-files.ts";
import type { PromptImages } from "./prompt-images.ts";
import { toModelMessages } from "./prompt-to-messages.ts";
import { toProviderOptions } from "./provider-options.ts";
import { toSdkOutput } from "./response-output.ts";
import type { Sdk, SdkProviderOptions, SdkRequest } from "./sdk.ts";
import { toSdkToolChoice, toToolSet } from "./tool-set.ts";

/** Everything a call sends, in the AI SDK's form. */
export async function buildRequest(
  call: ModelCall,
  sdk: Sdk,
  images: PromptImages,
  signal: AbortSignal,
): Promise<SdkRequest> {
  const bytes = await readPromptFiles(call.messages, call.readFile);
  const output = toSdkOutput(call.responseFormat);
  return {
    model: call.model,
    messages: toModelMessages(call.messages, bytes, images),
    providerOptions: toProviderOptions(call) as SdkProviderOptions,
    abortSignal: signal,
    ...(call.instructions !== null && { instructions: call.instructions }),
    ...(call.tools.length > 0 && { tools: toToolSet(call.tools, sdk) }),
    ...toSdkToolChoice(call),
    ...(output !== undefined && { output }),
    ...(call.temperature !== null && { temperature: call.temperature }),
    ...(call.topP !== null && { topP: call.topP }),
    ...(call.maxOutputTokens !== null && { maxOutputTokens: call.maxOutputTokens }),
    ...(call.reasoningEffort !== null && { reasoning: call.reasoningEffort }),
    ...download(call),
  };
}

/** For what the SDK, and we did not, take for an address that the provider cannot fetch: its own way is not guarded. */
function download({ fetchUrl, signal }: ModelCall): Pick<SdkRequest, "download"> {
  if (fetchUrl === undefined) return {};
  return {
    download: (wanted) =>
      Promise.all(
        wanted.map(async ({ url, isUrlSupportedByModel }) => {
          if (isUrlSupportedByModel) return null;
          const { bytes, mediaType } = await fetchUrl(url, signal);
          return { data: bytes, mediaType };
        }),
      ),
  };
}

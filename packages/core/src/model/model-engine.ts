import type { Sdk, SdkPart, SdkRequest } from "./sdk.ts";

/** A way to make one provider call with the AI SDK. */
export interface ModelEngine {
  readonly name: "single_call" | "stream_text";
  /** Starts the call. What it throws and what the stream throws is the SDK's, unjudged. */
  open(sdk: Sdk, request: SdkRequest): Promise<ReadableStream<SdkPart>>;
}

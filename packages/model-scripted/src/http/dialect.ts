import type { IncomingCall } from "../script/describe-request.ts";
import type { PlayOutput } from "../script/play-step.ts";
import type { ItemStore } from "./item-store.ts";
import type { WireObject } from "./wire-value.ts";

/** One of OpenAI's two ways to ask a model. */
export interface Dialect {
  /** Reads a request. Throws a ProviderError where the endpoint would refuse it. */
  parse(body: WireObject, items: ItemStore): WireCall;
  createWriter(response: ResponseContext): ResponseWriter;
}

export type WireCall = Omit<IncomingCall, "modelId" | "signal">;

/** What a response says of itself. */
export interface ResponseContext {
  /** Unique on this server. */
  readonly number: number;
  /** In seconds since 1970. */
  readonly createdAt: number;
  readonly modelId: string;
  readonly body: WireObject;
  readonly items: ItemStore;
}

/** Turns the outputs of a script into the frames of an event stream, and gathers what they say. */
export interface ResponseWriter {
  begin(): string[];
  write(output: PlayOutput): string[];
  /** The body of a response that is not streamed; complete once the finish was written. */
  whole(): object;
}

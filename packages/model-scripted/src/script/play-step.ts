import type { ModelOutputPart } from "../model/stream-part.ts";
import type { UnknownPart } from "./content.ts";
import type { FailureDetails } from "./faults.ts";

/** What goes over the wire, whichever wire it is. */
export type PlayOutput = ModelOutputPart | UnknownOutput | MalformedOutput;

interface UnknownOutput {
  readonly type: "unknown";
  readonly value: UnknownPart;
}

interface MalformedOutput {
  readonly type: "malformed";
}

/** A step of an answer: an output, or something that happens to it. */
export type PlayStep =
  | PlayOutput
  | { readonly type: "wait"; readonly ms: number }
  | { readonly type: "hang" | "drop" | "eof" }
  | { readonly type: "fail"; readonly details: FailureDetails };

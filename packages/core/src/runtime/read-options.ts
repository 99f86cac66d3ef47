import * as v from "valibot";
import { integer, oneOf } from "../input/common-schemas.ts";
import { fields } from "../input/fields.ts";
import { parseInput } from "../input/parse-input.ts";
import type { Schema } from "../input/schema.ts";
import type { StreamOptions } from "../run/stream-run.ts";
import type { WaitOptions } from "../run/wait-for-run.ts";

const waitFields = {
  until: v.exactOptional(oneOf(["pause", "end"])),
  signal: v.exactOptional(v.instance(AbortSignal, "an AbortSignal")),
};
const waitOptions: Schema<WaitOptions> = fields(waitFields);
const streamOptions: Schema<StreamOptions> = fields({
  ...waitFields,
  after: v.exactOptional(integer(0)),
});

/**
 * @param options - how to wait, as the caller said it
 * @param closed - aborts when the runtime is closed
 * @returns the options with a signal that the runtime's end aborts too
 * @throws InvalidInputError if an option is wrong
 */
export function readWaitOptions(options: unknown, closed: AbortSignal): WaitOptions {
  return untilClosed(parseInput(waitOptions, options ?? {}), closed);
}

/** The same for a stream. */
export function readStreamOptions(options: unknown, closed: AbortSignal): StreamOptions {
  return untilClosed(parseInput(streamOptions, options ?? {}), closed);
}

function untilClosed<Options extends WaitOptions>(options: Options, closed: AbortSignal): Options {
  const { signal } = options;
  return { ...options, signal: signal === undefined ? closed : AbortSignal.any([signal, closed]) };
}

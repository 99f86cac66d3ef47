import type { GenericSchema } from "valibot";

/** What an input must be, and what comes out of it. */
export type Schema<Output> = GenericSchema<unknown, Output>;

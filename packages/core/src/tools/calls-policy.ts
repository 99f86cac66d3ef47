import type { ToolCallsPolicy } from "@inhouse/contracts";
import * as v from "valibot";
import { integer } from "../input/common-schemas.ts";
import { fields } from "../input/fields.ts";
import type { Schema } from "../input/schema.ts";

/** How far the calls of a tool may call other tools. */
export const callsPolicy: Schema<ToolCallsPolicy> = fields({
  maxCalls: integer(1),
  repeatable: v.exactOptional(v.boolean()),
});

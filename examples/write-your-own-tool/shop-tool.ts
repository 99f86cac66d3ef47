import type { Tool, ToolContext, ToolInvocation, ToolResult } from "@inhouse/contracts";
import { readArguments } from "./read-arguments.ts";
import { readSettings } from "./read-settings.ts";
import { Shop } from "./shop.ts";
import { shopFunctions } from "./shop-functions.ts";

/** Where the shop is. */
export interface ShopToolOptions {
  /** The address of its service. */
  readonly url: string;
  /** Its key, which the model never sees. */
  readonly apiKey: string;
}

/**
 * Orders at a shop, for the model: the tool `shop`.
 *
 * @param options - where the shop is
 * @returns the tool, to be given to a runtime
 */
// #region tool
export function shopTool(options: ShopToolOptions): Tool {
  const shop = new Shop(options);
  const closing = new AbortController();

  async function run(call: ToolInvocation, context: ToolContext): Promise<ToolResult> {
    const { maxQuantity } = readSettings(call.definition);
    const asked = readArguments(call, maxQuantity);
    // The call ends with its run, or with the tool, whichever ends first.
    const signal = AbortSignal.any([context.signal, closing.signal]);
    if (asked.type === "place_order") {
      const order = await shop.order(asked, context.idempotencyKey, signal);
      return { output: `Order ${order.id}: ${order.quantity} x ${order.item}.` };
    }
    if (asked.type === "order_status") return { output: await shop.status(asked, signal) };
    const bytes = await shop.receipt(asked.order, signal);
    const filename = `receipt-${asked.order}.txt`;
    const file = await context.files.create({ filename, mediaType: "text/plain", bytes });
    return {
      output: `${filename} was given to the user.`,
      outputs: [{ type: "file", fileId: file.id }],
    };
  }

  return {
    type: "shop",
    timeoutMs: 30_000,
    // The shop takes one order for one key, so that a call may be made again.
    afterCrash: "retry",
    functions: (definition) => shopFunctions(readSettings(definition).maxQuantity),
    needsApproval: ({ name }) => name === "place_order",
    async execute(call, context) {
      context.signal.throwIfAborted();
      try {
        return await run(call, context);
      } catch (error) {
        // What it was stopped by is for the runtime, all else for the model.
        context.signal.throwIfAborted();
        return {
          output: error instanceof Error ? error.message : "The shop failed.",
          isError: true,
        };
      }
    },
    async close() {
      closing.abort(new Error("The shop was closed."));
    },
  };
}
// #endregion tool

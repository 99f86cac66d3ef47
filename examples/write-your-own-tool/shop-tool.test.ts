import { describeTool } from "@inhouse/tool-conformance/vitest";
import { afterAll } from "vitest";
import { openShop } from "./shop-service.ts";
import { shopTool } from "./shop-tool.ts";

// #region conformance
const apiKey = "key-of-the-shop";
const shop = await openShop(apiKey);

afterAll(() => shop.close());

describeTool("shopTool", {
  create: () => shopTool({ url: shop.url, apiKey }),
  works: { name: "order_status", input: { order: "7", wait: false } },
  fails: { name: "order_status", input: { order: "404", wait: false } },
  lasts: { name: "order_status", input: { order: "1", wait: true } },
  floods: { name: "order_status", input: { order: "2", wait: false } },
  makesFiles: { name: "get_receipt", input: { order: "7" } },
  effects: {
    call: { name: "place_order", input: { item: "tea", quantity: 2 } },
    count: () => shop.orders.size,
  },
  refuses: [{ type: "shop", maxQuantity: 0 }],
  secrets: [apiKey],
  running: () => shop.waiting(),
});
// #endregion conformance

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test("the example asks before it changes something, calls the service as the user, and ends", async () => {
  const example = join(import.meta.dirname, "main.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [example]);
  expect(stdout.split("\n")).toEqual([
    'May it? orders_cancelOrder({"id":"7","body":{"reason":"Too late"}})',
    'completed [{"type":"text","text":"Your order 7 is cancelled.","annotations":[]}]',
    "ada: GET /orders/7",
    "ada: POST /orders/7/cancel",
    "",
  ]);
});

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { openShop } from "./open-shop.ts";
import { startOrderDesk } from "./order-desk.ts";

test("a call that was approved is never made twice, whoever dies, and what was found is not searched again", async () => {
  const posted = Promise.withResolvers<void>();
  await using desk = await startOrderDesk((method) => {
    if (method === "POST") posted.resolve();
    return method !== "POST";
  });
  const folder = await mkdtemp(join(tmpdir(), "inhouse-plugin-"));
  const doomed = spawn(
    process.execPath,
    [join(import.meta.dirname, "doomed.ts"), folder, String(desk.port)],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const printed = text(doomed.stdout);
  await posted.promise;
  doomed.kill("SIGKILL");
  await once(doomed, "close");

  const { inhouse, model } = await openShop(folder, desk.port);
  const run = await inhouse.runs.wait((await printed).trim());
  expect(run.status).toBe("completed");
  expect(desk.calls).toEqual(["bob: POST /orders/7/cancel", "bob: GET /orders/7"]);
  const prompts = model.calls.map(({ options }) => JSON.stringify(options.prompt));
  expect(prompts).toHaveLength(2);
  expect(prompts[0]).toMatch(/cancelOrder \(POST .*outcome.*unknown/);
  expect(prompts[1]).toContain("cancelled");
  expect(prompts.join()).not.toContain("token-of-bob");
  await inhouse.close();
  await rm(folder, { recursive: true });
});

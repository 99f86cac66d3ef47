import { toolCall } from "@inhouse/model-scripted";
import { scriptedImageModel } from "@inhouse/model-scripted/image";
import { textToImage } from "@inhouse/tool-image";
import { describe, expect, test } from "vitest";
import { createDashScopeFetch } from "../dialect/create-dashscope-fetch.ts";
import type { DashScopeOptions } from "../options/dashscope-options.ts";
import type { Frame } from "../testing/client.ts";
import { Client } from "../testing/client.ts";
import { serve } from "../testing/serve.ts";
import { world } from "../testing/world.ts";

const draws = toolCall("text_to_image", { prompt: "a fox", size: "32x32" });
const tools = [textToImage({ model: scriptedImageModel() })];
const day = 24 * 60 * 60 * 1_000;
const first = "a".repeat(32);
const second = "b".repeat(32);

/** The addresses that the frames of a stream tell of, the last step's. */
function imageUrls(frames: readonly Frame[]): string[] {
  const steps = frames.filter(({ event }) => event === "thread.run.step.completed");
  const [call] = JSON.parse(steps[0]?.data ?? "").step_details.tool_calls;
  const { results } = JSON.parse(call.text_to_image.output);
  return results.map(({ url }: { url: string }) => url);
}

async function drawn(client: Client): Promise<string> {
  const fields = { model: "qwen-max", tools: [{ type: "text_to_image" }] };
  const { id: assistant_id } = await client.json("POST", "/assistants", fields);
  const thread = { messages: [{ role: "user", content: "Draw" }] };
  const { frames } = await client.stream("/threads/runs", { assistant_id, thread });
  return imageUrls(frames)[0] ?? "";
}

describe("the address of an image", () => {
  test("gives the image to whoever has it, where requests need a key", async () => {
    let now = 1_000;
    const clock = { now: () => now, setTimer: () => () => {} };
    await using api = world([draws, "Here it is."], { runtime: { tools } });
    // The key names the tenant; the second process has another link key, the third the first one's.
    const dialect = (linkKey: string): DashScopeOptions => ({
      authenticate: ({ headers }) => headers.get("authorization")?.replace("Bearer ", "") ?? null,
      clock,
      linkKey,
      heartbeatMs: 0,
    });
    const fetch = createDashScopeFetch(api.inhouse, dialect(first));
    await using server = await serve(fetch);
    const url = await drawn(new Client(globalThis.fetch, server.url));
    expect(url.startsWith(`${server.url}/files/file_`)).toBe(true);
    const got = await globalThis.fetch(url);
    expect([got.status, got.headers.get("content-type")]).toEqual([200, "image/png"]);
    expect(Buffer.from(await got.arrayBuffer()).toString("latin1", 1, 4)).toBe("PNG");

    const { pathname, search } = new URL(url);
    const changed = (name: string, value: string): string => {
      const other = new URL(url);
      other.searchParams.set(name, value);
      return other.href;
    };
    const signature = new URL(url).searchParams.get("signature") ?? "";
    const refused = [
      url.split("?")[0] ?? "",
      changed("tenant", "other"),
      changed("expires", String(now + 2 * day)),
      changed("expires", "Infinity"),
      changed("signature", signature.slice(1)),
      changed("signature", ""),
      `${server.url}/assistants${search}`,
      `${server.url}/files${search}`,
      url.replace("/content?", "?"),
      url.replace(pathname.split("/")[4] ?? "", "file_00000000-0000-4000-8000-000000000000"),
    ];
    for (const one of refused) expect([one, (await fetch(one)).status]).toEqual([one, 401]);
    expect((await fetch(url, { method: "DELETE" })).status).toBe(401);
    const elsewhere = createDashScopeFetch(api.inhouse, dialect(second));
    expect((await elsewhere(url)).status).toBe(401);
    const alike = createDashScopeFetch(api.inhouse, dialect(first));
    expect((await alike(url)).status).toBe(200);
    now += day;
    expect((await fetch(url)).status).toBe(200);
    now += 1;
    expect((await fetch(url)).status).toBe(401);
  });

  test("is the one that clients know, behind a proxy", async () => {
    await using api = world([draws, "Here it is."], {
      runtime: { tools },
      dialect: { publicUrl: "https://assistants.example.com/ai/v1/" },
    });
    expect(await drawn(api.client)).toMatch(
      /^https:\/\/assistants\.example\.com\/ai\/v1\/files\/file_[\w-]+\/content$/,
    );
  });

  test.each([
    [{ linkKey: "short" }, "linkKey"],
    [{ publicUrl: "assistants.example.com" }, "publicUrl"],
    [{ publicUrl: "https://assistants.example.com/?a=b" }, "publicUrl"],
  ])("is not made of %j", async (dialect, param) => {
    expect(() => world([], { dialect })).toThrow(expect.objectContaining({ param }));
  });
});

import { describe, expect, it } from "vitest";
import { post } from "./testing/post.ts";
import { createWorld } from "./testing/world.ts";

describe("a request", () => {
  it("needs the beta header only where that was asked for", async () => {
    await using world = await createWorld([], { requireBetaHeader: true });
    expect(await world.openai.beta.threads.create()).toMatchObject({ object: "thread" });
    for (const path of ["/threads", "/threads/runs", "/assistants", "/assistants/asst_x"]) {
      expect(await post(world, path, {})).toMatchObject({
        status: 400,
        error: {
          code: "invalid_beta",
          message: expect.stringContaining("OpenAI-Beta: assistants=v2"),
        },
      });
    }
    expect((await world.fetch(`${world.baseURL}/files`)).status).toBe(200);
  });

  it("is held to the limits", async () => {
    await using world = await createWorld([], { limits: { jsonBytes: 1_000, uploadBytes: 1_000 } });
    const big = { messages: [{ role: "user", content: "x".repeat(1_000) }] };
    expect(await post(world, "/threads", big)).toMatchObject({ status: 413 });
    const file = new File([new Uint8Array(2_000)], "a.bin");
    const upload = world.openai.files.create({ file, purpose: "assistants" });
    await expect(upload).rejects.toMatchObject({ status: 413, code: "request_too_large" });
    const purpose = world.openai.files.create({ file: new File(["x"], "a"), purpose: "batch" });
    await expect(purpose).rejects.toMatchObject({ status: 400, param: "purpose" });
  });
});

import { expect, it } from "vitest";
import { lowdb } from "./lowdb.ts";
import { tenant } from "./testing/records.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";
import { Writer } from "./testing/writer.ts";

const kills = 15;

it("loses no commit that was reported as done, and keeps none by half, over kill after kill", async () => {
  const folder = temporaryFolder();
  let committed = 0;
  for (let kill = 0; kill < kills; kill++) {
    const writer = new Writer(folder);
    await writer.printed(1 + ((kill * 7) % 23));
    await writer.kill();
    const reported = Number(writer.lines.at(-1));
    expect(reported, writer.lines.at(-1)).toBeGreaterThan(committed);

    const storage = lowdb(folder);
    const record = await storage.get(tenant, "thread", "thread_1");
    committed = Number(Object(record?.value).count);
    expect([reported, reported + 1]).toContain(committed);
    const messages = await storage.list({
      tenant,
      kind: "message",
      parent: "thread_1",
      order: "asc",
      limit: 10_000,
    });
    await storage.close();
    const expected = Array.from({ length: committed * 3 }, (_, index) => index);
    expect(messages.map((message) => message.sequence)).toEqual(expected);
  }
});

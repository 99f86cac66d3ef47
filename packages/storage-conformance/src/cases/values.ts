import assert from "node:assert/strict";
import { assertStored } from "../expectations.ts";
import { insert, messagesOf, sample, tenant, update } from "../samples.ts";
import type { StorageCase } from "../storage-case.ts";

/** What a value is when it comes back. */
export const valueCases: readonly StorageCase[] = [
  {
    name: "keeps its own copy of what was handed in",
    async run(storage) {
      const value = { list: [1, 2], nested: { text: "as committed" } };
      const keys = { runId: "run_1" };
      await storage.commit(tenant, [insert(sample("message", "msg_1", { value, keys }))]);
      value.list.push(3);
      value.nested.text = "changed by the caller";
      keys.runId = "run_2";
      const expected = { list: [1, 2], nested: { text: "as committed" } };
      await assertStored(
        storage,
        sample("message", "msg_1", { value: expected, keys: { runId: "run_1" } }),
      );
    },
  },
  {
    name: "is not changed through what it handed out",
    async run(storage) {
      const record = sample("message", "msg_1", { dueAt: 1, value: { nested: { list: [1] } } });
      await storage.commit(tenant, [insert(record)]);
      const handedOut = [
        await storage.get(tenant, "message", "msg_1"),
        (await storage.list(messagesOf()))[0],
        (await storage.due({ kind: "message", at: 1, limit: 1 }))[0],
      ];
      for (const copy of handedOut) {
        assert.ok(copy);
        tamper(copy, "version", 99);
        tamper(copy.keys, "runId", "changed");
        tamper((copy.value as typeof record.value & { nested: object }).nested, "list", []);
      }
      await assertStored(storage, record);
      assert.deepEqual(await storage.list(messagesOf()), [record]);
    },
  },
  {
    name: "does not change what it handed out before",
    async run(storage) {
      const record = sample("message", "msg_1", { value: { text: "first" } });
      await storage.commit(tenant, [insert(record)]);
      const [got, listed] = [
        await storage.get(tenant, "message", "msg_1"),
        await storage.list(messagesOf()),
      ];
      await storage.commit(tenant, [update(record, { value: { text: "second" } })]);
      assert.deepEqual(got, record);
      assert.deepEqual(listed, [record]);
    },
  },
  {
    name: "drops undefined as JSON does",
    async run(storage) {
      const value = { kept: null, dropped: undefined, list: [{ dropped: undefined, kept: 1 }] };
      await storage.commit(tenant, [insert(sample("message", "msg_1", { value }))]);
      const stored = await storage.get(tenant, "message", "msg_1");
      assert.deepEqual(stored?.value, { kept: null, list: [{ kept: 1 }] });
    },
  },
  {
    name: "keeps every kind of JSON value",
    async run(storage) {
      const value = {
        numbers: [0, -1, 0.1, 1e300, 5e-324, Number.MAX_SAFE_INTEGER],
        words: [true, false, null, "", "null"],
        empty: [{}, [], [[]]],
      };
      const record = sample("message", "msg_1", { value });
      await storage.commit(tenant, [insert(record)]);
      await assertStored(storage, record);
    },
  },
  {
    name: "keeps every kind of text",
    async run(storage) {
      const texts = [
        "Grüße, 你好, مرحبا, 👩‍👩‍👧",
        "line\nfeed\r\n\u2028\u2029\u0000\u0007",
        `"quotes" 'and' \\slashes/ $1 %s ?`,
        "\ufeffbyte order mark",
        "e\u0301 is not é",
      ];
      const record = sample("message", "msg_1", {
        keys: { runId: texts.join("").replaceAll("\u0000", "") },
        value: { texts, [texts.join("")]: "a name" },
      });
      await storage.commit(tenant, [insert(record)]);
      await assertStored(storage, record);
    },
  },
  {
    name: "keeps names that mean something to JavaScript",
    async run(storage) {
      const text = '{"__proto__":{"polluted":true},"constructor":1,"hasOwnProperty":3}';
      const value = JSON.parse(text);
      await storage.commit(tenant, [insert(sample("message", "msg_1", { value }))]);
      const stored = (await storage.get(tenant, "message", "msg_1"))?.value ?? {};
      assert.deepEqual(Object.entries(stored).toSorted(), Object.entries(value).toSorted());
      assert.equal(({} as { polluted?: boolean }).polluted, undefined);
    },
  },
  {
    name: "keeps records under ids that mean something elsewhere",
    async run(storage) {
      const ids = [
        "__proto__",
        "constructor",
        "../../escape",
        "a/b",
        "a\\b",
        "%00",
        "ä",
        "A",
        "a",
        "nul",
        "x".repeat(300),
      ];
      const threads = ids.map((id, index) => sample("thread", id, { sequence: index }));
      const messages = ids.map((id) =>
        sample("message", `msg of ${id}`, { partition: id, parent: id, value: { of: id } }),
      );
      await storage.commit(tenant, [...threads, ...messages].map(insert));
      for (const record of [...threads, ...messages]) await assertStored(storage, record);
      for (const record of messages) {
        assert.deepEqual(await storage.list(messagesOf({ parent: record.parent })), [record]);
      }
    },
  },
  {
    name: "keeps a value of a million characters",
    async run(storage) {
      const record = sample("message", "msg_1", { value: { text: "0123456789".repeat(100_000) } });
      await storage.commit(tenant, [insert(record)]);
      await assertStored(storage, record);
    },
  },
];

/** Tries to change an object, which may be frozen. */
function tamper(target: object, name: string, value: unknown): void {
  try {
    Object.assign(target, { [name]: value });
  } catch {
    // Frozen: as good as a copy.
  }
}

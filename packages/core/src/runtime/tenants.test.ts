import { NotFoundError } from "@inhouse/contracts";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Population, TestRuntime } from "../test-support/world.ts";
import { populate, testRuntime, waitingTurn } from "../test-support/world.ts";
import type { TenantRuntime } from "./apis.ts";

let world: TestRuntime;
let own: Population;
let foreign: Population;
beforeAll(async () => {
  world = testRuntime([waitingTurn, waitingTurn]);
  own = await populate(world.inhouse);
  foreign = await populate(world.inhouse.forTenant("other"));
});
afterAll(() => world.inhouse.close());

type Call = (tenant: TenantRuntime, ids: Population, own: Population) => Promise<unknown>;

const calls: Readonly<Record<string, Call>> = {
  "assistants.retrieve": ({ assistants }, ids) => assistants.retrieve(ids.assistantId),
  "assistants.update": ({ assistants }, ids) => assistants.update(ids.assistantId, { name: "x" }),
  "assistants.delete": ({ assistants }, ids) => assistants.delete(ids.assistantId),
  "threads.retrieve": ({ threads }, ids) => threads.retrieve(ids.threadId),
  "threads.update": ({ threads }, ids) => threads.update(ids.threadId, { metadata: {} }),
  "threads.delete": ({ threads }, ids) => threads.delete(ids.threadId),
  "messages.create": ({ messages }, ids) => messages.create(ids.idleThreadId, { content: "Hi" }),
  "messages.retrieve": ({ messages }, ids) => messages.retrieve(ids.messageId),
  "messages.list": ({ messages }, ids) => messages.list(ids.threadId),
  "messages.update": ({ messages }, ids) => messages.update(ids.messageId, { metadata: {} }),
  "messages.delete": ({ messages }, ids) => messages.delete(ids.messageId),
  "runs.create, the thread": ({ runs }, ids, { assistantId }) =>
    runs.create(ids.idleThreadId, { assistantId }),
  "runs.create, the assistant": ({ runs }, { assistantId }, { idleThreadId }) =>
    runs.create(idleThreadId, { assistantId }),
  "runs.createThreadAndRun": ({ runs }, { assistantId }) =>
    runs.createThreadAndRun({ assistantId }),
  "runs.retrieve": ({ runs }, ids) => runs.retrieve(ids.runId),
  "runs.list": ({ runs }, ids) => runs.list(ids.threadId),
  "runs.update": ({ runs }, ids) => runs.update(ids.runId, { metadata: {} }),
  "runs.cancel": ({ runs }, ids) => runs.cancel(ids.runId),
  "runs.submitToolOutputs": ({ runs }, ids) =>
    runs.submitToolOutputs(ids.runId, {
      toolOutputs: [{ toolCallId: ids.toolCallId, output: "x" }],
    }),
  "runs.wait": ({ runs }, ids) => runs.wait(ids.runId),
  "runs.stream": ({ runs }, ids) => runs.stream(ids.runId).next(),
  "runs.steps.list": ({ runs }, ids) => runs.steps.list(ids.runId),
  "runs.steps.retrieve": ({ runs }, ids) => runs.steps.retrieve(ids.stepId),
  "files.retrieve": ({ files }, ids) => files.retrieve(ids.fileId),
  "files.content": ({ files }, ids) => files.content(ids.fileId),
  "files.delete": ({ files }, ids) => files.delete(ids.fileId),
};

it.each(Object.entries(calls))("finds nothing of another tenant: %s", async (_, call) => {
  const { inhouse, storage } = world;
  const before = storage.dump();
  await expect(call(inhouse, foreign, own)).rejects.toThrow(NotFoundError);
  await expect(call(inhouse.forTenant("other"), own, foreign)).rejects.toThrow(NotFoundError);
  expect(storage.dump()).toBe(before);
});

it("lists only the tenant's own objects", async () => {
  const tenant = world.inhouse.forTenant("other");
  const listed = await Promise.all([
    tenant.assistants.list(),
    tenant.threads.list(),
    tenant.files.list(),
    world.inhouse.forTenant("third").threads.list(),
  ]);
  expect(listed.map(({ data }) => data.map(({ id }) => id))).toEqual([
    [foreign.assistantId],
    [foreign.idleThreadId, foreign.threadId],
    [foreign.fileId],
    [],
  ]);
});

it("works for the tenant 'default' where nobody says another", async () => {
  expect(world.inhouse.tenant).toBe("default");
  const thread = await world.inhouse.forTenant("default").threads.retrieve(own.threadId);
  expect(thread.id).toBe(own.threadId);
});

import { connect } from "node:net";
import { expect, it } from "vitest";
import type { Served } from "../test-support/served.ts";
import { served } from "../test-support/served.ts";

/** Lets the model `slow` stand still at its first delta until it is let go. */
function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const sleep = (_: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      void opened.then(resolve);
    });
  return { open: () => open(), sleep };
}

async function slowRun(world: Served): Promise<object> {
  const made = await world.request("/v1/assistants", { model: "slow" });
  const { id } = (await made.json()) as { id: string };
  const thread = { messages: [{ role: "user", content: "Go." }] };
  return { assistant_id: id, thread, stream: true };
}

/** The only run that there is, once it is there. */
async function theRun({ inhouse }: Served) {
  const [thread] = (await inhouse.threads.list()).data;
  const [run] = (await inhouse.runs.list(thread?.id ?? "")).data;
  return inhouse.runs.wait(run?.id ?? "", { until: "end" });
}

it("lets a run go on when its reader leaves", async () => {
  const { open, sleep } = gate();
  await using world = await served({}, { sleep });
  const { body } = await world.request("/v1/threads/runs", await slowRun(world));
  const reader = (body as ReadableStream<Uint8Array>).getReader();
  await reader.read();
  await reader.cancel();
  open();
  expect((await theRun(world)).status).toBe("completed");
});

it("cancels a run when its reader leaves, if it is told to", async () => {
  const { sleep } = gate();
  await using world = await served({ dialects: { cancelOnDisconnect: true } }, { sleep });
  const { body } = await world.request("/v1/threads/runs", await slowRun(world));
  const reader = (body as ReadableStream<Uint8Array>).getReader();
  await reader.read();
  await reader.cancel();
  expect((await theRun(world)).status).toBe("cancelled");
});

it("lets go of a reader who stands still, and the run goes on", async () => {
  const { open, sleep } = gate();
  let onLine = (_: string): void => undefined;
  const left = new Promise<string>((resolve) => {
    onLine = (line) => line.includes("/v1/threads/runs") && resolve(line);
  });
  const log = (line: string): void => onLine(line);
  const limits = { idleMs: 100 };
  await using world = await served({ limits, log, dialects: { heartbeatMs: 0 } }, { sleep });
  const body = JSON.stringify(await slowRun(world));
  const { hostname, port } = new URL(world.server.url);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => undefined);
  socket.write(
    `POST /v1/threads/runs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  expect(await left).toMatch(/ 200 .*\(caller left\)$/);
  open();
  expect((await theRun(world)).status).toBe("completed");
  socket.destroy();
});

it("ends streams when it stops", async () => {
  const { sleep } = gate();
  const world = await served({}, { sleep });
  const { body } = await world.request("/v1/threads/runs", await slowRun(world));
  const reader = (body as ReadableStream<Uint8Array>).getReader();
  await reader.read();
  const rest = (async () => {
    while (!(await reader.read()).done);
  })().catch(() => undefined);
  await world[Symbol.asyncDispose]();
  await rest;
  await expect(fetch(world.server.url)).rejects.toThrow();
});

it("lets a run end while its reader stands still, and shows all of it to one who reads late", async () => {
  const waiting = new Set<() => void>();
  const sleep = (): Promise<void> => new Promise((resolve) => waiting.add(resolve));
  await using world = await served({}, { sleep });
  const body = JSON.stringify(await slowRun(world));
  const { hostname, port } = new URL(world.server.url);
  const socket = connect(Number(port), hostname);
  socket.pause();
  socket.write(
    `POST /v1/threads/runs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  // The run does not wait for a reader who does not read.
  const release = setInterval(() => {
    for (const go of waiting) go();
    waiting.clear();
  }, 1);
  await new Promise<void>((resolve) => {
    const look = setInterval(async () => {
      if ((await world.inhouse.threads.list()).data.length === 0) return;
      clearInterval(look);
      resolve();
    }, 5);
  });
  expect((await theRun(world)).status).toBe("completed");
  clearInterval(release);
  // What it then reads is whole.
  let text = "";
  socket.on("data", (chunk) => {
    text += chunk;
    if (text.includes("[DONE]")) socket.destroy();
  });
  socket.resume();
  await new Promise((resolve) => socket.on("close", resolve));
  expect(text).toContain("Tick 300 of 300");
});

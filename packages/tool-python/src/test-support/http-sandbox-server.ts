import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer, json } from "node:stream/consumers";
import { resolveLimits } from "../limits.ts";
import type { Interpreter } from "../session/interpreter.ts";
import { interpreterStarter } from "../session/interpreter-starter.ts";
import { systemClock } from "../system-clock.ts";

/** A sandbox over HTTP, in a process of its own: what a provider would run. Prints its port. */
const limits = resolveLimits({ wallTimeMs: 60_000 });
const start = interpreterStarter({
  mode: "worker",
  process: {},
  limits,
  clock: systemClock,
  pyodideUrl: null,
  snapshotFolder: null,
  packages: async () => null,
});

interface Session {
  readonly python: Interpreter;
  interrupt: AbortController;
}

const sessions = new Map<string, Session>();

async function open(): Promise<string> {
  const id = String(sessions.size + 1);
  sessions.set(id, { python: await start(null), interrupt: new AbortController() });
  return id;
}

async function run(session: Session, code: string, response: ServerResponse): Promise<void> {
  session.interrupt = new AbortController();
  const line = (value: object): void => void response.write(`${JSON.stringify(value)}\n`);
  const outcome = await session.python.run({
    code,
    signal: session.interrupt.signal,
    onOutput: (output) => line({ output }),
    callTool: () => Promise.reject(new Error("no tools are called here")),
  });
  if (outcome.type === "lost") return line({ lost: outcome.detail });
  const { value, failure, files } = outcome.done;
  const sent = files.map(({ path, bytes }) => ({
    path,
    base64: Buffer.from(bytes).toString("base64"),
  }));
  line({ result: { value, error: failure, files: sent } });
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://sandbox");
  const [, , id = "", action] = url.pathname.split("/");
  if (request.method === "POST" && id === "") return void response.end(await open());
  const session = sessions.get(id);
  if (session === undefined) return void response.writeHead(404).end();
  const path = url.searchParams.get("path") ?? "";
  if (action === "files" && request.method === "PUT") {
    session.python.write(path, await buffer(request));
  } else if (action === "files") session.python.remove(path);
  else if (action === "interrupt") session.interrupt.abort();
  else if (action === "run") {
    await run(session, ((await json(request)) as { readonly code: string }).code, response);
  } else {
    sessions.delete(id);
    await session.python.terminate("closed");
  }
  response.end();
}

const server = createServer((request, response) => {
  answer(request, response).catch(() => response.destroy());
});
server.listen(0, "127.0.0.1", () => console.log((server.address() as AddressInfo).port));
// The test that started it is gone.
process.stdin.on("end", () => process.exit()).resume();

import type { ServerResponse } from "node:http";
import { connectionDropped } from "../model/provider-error.ts";
import type { PlayOutput } from "../script/play-step.ts";
import type { ResponseWriter } from "./dialect.ts";
import { wireError } from "./wire-error.ts";

type Outputs = AsyncIterable<PlayOutput>;

export async function sendStream(
  response: ServerResponse,
  outputs: Outputs,
  writer: ResponseWriter,
): Promise<void> {
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
  for (const frame of writer.begin()) await write(response, frame);
  for await (const output of outputs) {
    for (const frame of writer.write(output)) await write(response, frame);
  }
  response.end();
}

export async function sendWhole(
  response: ServerResponse,
  outputs: Outputs,
  writer: ResponseWriter,
): Promise<void> {
  let finished = false;
  for await (const output of outputs) {
    if (output.type === "error") throw output.error;
    if (output.type === "malformed") {
      sendJson(response, 200, '{"broken": ');
      return;
    }
    writer.write(output);
    finished ||= output.type === "finish";
  }
  if (!finished) throw connectionDropped();
  sendJson(response, 200, JSON.stringify(writer.whole()));
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(body);
}

/** Tells the client of a failure as well as the state of the response allows. */
export function sendFailure(response: ServerResponse, error: unknown): void {
  const failure = wireError(error);
  if (failure === undefined) {
    response.destroy();
  } else if (response.headersSent) {
    response.end(`data: ${JSON.stringify(failure.body)}\n\n`);
  } else {
    sendJson(response, failure.status, JSON.stringify(failure.body), failure.headers);
  }
}

/** Waits until the system has taken the frame, so that a connection that breaks next does not take it along. */
function write(response: ServerResponse, frame: string): Promise<void> {
  return new Promise((resolve, reject) => {
    response.write(frame, (error) => (error ? reject(error) : resolve()));
  });
}

import type { Body } from "./bodies.ts";
import {
  assistantBody,
  chatBody,
  emptyBody,
  fileIdBody,
  messageBody,
  metadataBody,
  outputsBody,
  runBody,
  threadAndRunBody,
  threadBody,
} from "./bodies.ts";
import type { DialectName } from "./dialect-name.ts";

/** A place that a request can go to. */
export interface Endpoint {
  readonly dialect: DialectName;
  readonly method: "GET" | "POST" | "DELETE";
  /** The path behind the base path, with `:kind` for ids. */
  readonly path: string;
  /** What a body is; absent: there is none. */
  readonly body?: Body | "upload";
  /** How often it is chosen, beside the others. */
  readonly weight: number;
}

type Row = readonly [
  method: Endpoint["method"],
  path: string,
  weight: number,
  body?: Body | "upload",
];

const shared: readonly Row[] = [
  ["POST", "/assistants", 6, assistantBody],
  ["GET", "/assistants", 2],
  ["GET", "/assistants/:assistant", 2],
  ["POST", "/assistants/:assistant", 3, assistantBody],
  ["DELETE", "/assistants/:assistant", 1],
  ["POST", "/threads", 6, threadBody],
  ["GET", "/threads/:thread", 2],
  ["POST", "/threads/:thread", 2, metadataBody],
  ["DELETE", "/threads/:thread", 1],
  ["POST", "/threads/:thread/messages", 6, messageBody],
  ["GET", "/threads/:thread/messages", 3],
  ["GET", "/threads/:thread/messages/:message", 2],
  ["POST", "/threads/:thread/messages/:message", 2, metadataBody],
  ["POST", "/threads/runs", 6, threadAndRunBody],
  ["POST", "/threads/:thread/runs", 6, runBody],
  ["GET", "/threads/:thread/runs", 2],
  ["GET", "/threads/:thread/runs/:run", 2],
  ["POST", "/threads/:thread/runs/:run", 2, metadataBody],
  ["POST", "/threads/:thread/runs/:run/submit_tool_outputs", 3, outputsBody],
  ["POST", "/threads/:thread/runs/:run/cancel", 2, emptyBody],
  ["GET", "/threads/:thread/runs/:run/steps", 2],
  ["GET", "/threads/:thread/runs/:run/steps/:step", 2],
  ["POST", "/files", 3, "upload"],
  ["GET", "/files", 1],
  ["GET", "/files/:file", 1],
  ["GET", "/files/:file/content", 1],
  ["DELETE", "/files/:file", 1],
  ["GET", "/nowhere", 1],
];

const rows: Readonly<Record<DialectName, readonly Row[]>> = {
  openai: [
    ...shared,
    ["GET", "/threads", 1],
    ["DELETE", "/threads/:thread/messages/:message", 1],
    ["GET", "/threads/:thread/runs/:run/stream", 1],
    ["POST", "/vector_stores", 1, metadataBody],
  ],
  dashscope: [
    ...shared,
    ["POST", "/assistants/:assistant/files", 1, fileIdBody],
    ["GET", "/assistants/:assistant/files", 1],
    ["GET", "/assistants/:assistant/files/:file", 1],
    ["DELETE", "/assistants/:assistant/files/:file", 1],
    ["GET", "/threads/:thread/messages/:message/files", 1],
    ["GET", "/threads/:thread/messages/:message/files/:file", 1],
  ],
  ui: [
    ["POST", "/chat", 14, chatBody],
    ["GET", "/chat/:chat/stream", 4],
    ["POST", "/chat/:chat/stop", 2, emptyBody],
    ["DELETE", "/chat/:chat/stop", 1],
    ["GET", "/chat/:chat/messages", 4],
    ["GET", "/files/:file", 1],
    ["GET", "/nowhere", 1],
  ],
};

/** Every place that a request can go to. */
const endpoints: readonly Endpoint[] = (Object.keys(rows) as DialectName[]).flatMap((dialect) =>
  rows[dialect].map(([method, path, weight, body]) => {
    return { dialect, method, path, weight, ...(body !== undefined && { body }) };
  }),
);

/** The places, each as often as its weight says. */
export const weightedEndpoints: readonly Endpoint[] = endpoints.flatMap((endpoint) =>
  Array.from({ length: endpoint.weight }, () => endpoint),
);

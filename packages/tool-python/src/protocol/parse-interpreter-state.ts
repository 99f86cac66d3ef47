import type { InterpreterState, SavedDescriptor, SavedNode } from "./interpreter-state.ts";

/** How much a state may be. */
export interface StateLimits {
  /** Of the memory, in bytes. */
  readonly memoryBytes: number;
  /** Of all files together, in bytes. */
  readonly fileBytes: number;
}

/** What should be a state is none. */
export class MalformedStateError extends Error {}

const wasmPageBytes = 65_536;
const maxNodes = 25_000;
/** Emscripten's own bound. */
const maxDescriptors = 4096;
const maxPathLength = 4096;

function ensure(condition: boolean): asserts condition {
  if (!condition) throw new MalformedStateError("the state of the session cannot be read");
}

function record(value: unknown): Record<string, unknown> {
  ensure(typeof value === "object" && value !== null);
  return value as Record<string, unknown>;
}

function list(value: unknown, max: number): unknown[] {
  ensure(Array.isArray(value) && value.length <= max);
  return value as unknown[];
}

function whole(value: unknown, max: number): number {
  ensure(Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= max);
  return value as number;
}

function text(value: unknown): string {
  ensure(typeof value === "string" && value.length <= maxPathLength);
  return value;
}

function path(value: unknown): string {
  const given = text(value);
  ensure(given.startsWith("/") && !given.includes("\0"));
  return given;
}

function bytesOrNull(value: unknown, total: { left: number }): Uint8Array | null {
  if (value === null) return null;
  ensure(value instanceof Uint8Array);
  total.left -= value.byteLength;
  ensure(total.left >= 0);
  return value;
}

function parseNode(value: unknown, total: { left: number }): SavedNode {
  const node = record(value);
  const common = { path: path(node.path) };
  if (node.kind === "link") return { kind: "link", ...common, target: text(node.target) };
  const mode = whole(node.mode, 0o7777);
  if (node.kind === "folder") return { kind: "folder", ...common, mode };
  ensure(node.kind === "file" && Number.isFinite(node.modified));
  const modified = node.modified as number;
  return { kind: "file", ...common, mode, modified, bytes: bytesOrNull(node.bytes, total) };
}

function parseDescriptor(value: unknown, total: { left: number }): SavedDescriptor {
  const descriptor = record(value);
  return {
    number: whole(descriptor.number, maxDescriptors),
    flags: whole(descriptor.flags, 2 ** 31),
    position: whole(descriptor.position, Number.MAX_SAFE_INTEGER),
    path: descriptor.path === null ? null : path(descriptor.path),
    bytes: bytesOrNull(descriptor.bytes, total),
    duplicateOf:
      descriptor.duplicateOf === null ? null : whole(descriptor.duplicateOf, maxDescriptors),
  };
}

/**
 * Reads the state of a session as if the code in it had made it up.
 *
 * @param value - what should be a state
 * @param limits - how much it may be
 * @throws MalformedStateError if it is none, or too much
 */
export function parseInterpreterState(value: unknown, limits: StateLimits): InterpreterState {
  const state = record(value);
  const { memory } = state;
  ensure(memory instanceof Uint8Array && memory.byteLength % wasmPageBytes === 0);
  ensure(memory.byteLength > 0 && memory.byteLength <= limits.memoryBytes);
  const total = { left: limits.fileBytes };
  return {
    memory,
    tableSlots: whole(state.tableSlots, 10_000_000),
    nodes: list(state.nodes, maxNodes).map((node) => parseNode(node, total)),
    descriptors: list(state.descriptors, maxDescriptors).map((one) => parseDescriptor(one, total)),
    folder: path(state.folder),
    packages: list(state.packages, maxNodes).map((one) => {
      const [name, sha256] = list(one, 2);
      return [text(name), text(sha256)] as const;
    }),
    collected: list(state.collected, maxNodes).map(path),
  };
}

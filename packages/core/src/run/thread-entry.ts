import type { JsonValue, Message } from "@inhouse/contracts";
import type { HistoryFile, HistoryItem, HistoryTurn, TurnPart } from "../context/history.ts";
import type { StepRecord, StoredPart } from "../storage/record-values.ts";
import { callsOf } from "./tool-calls.ts";

/** A record of a thread that prompts are made from. */
export type ThreadEntry = MessageEntry | StepEntry;

export interface MessageEntry {
  readonly sequence: number;
  readonly message: Message;
}

export interface StepEntry {
  readonly sequence: number;
  readonly step: StepRecord;
}

/** Files by id; one that is missing was deleted. */
export type FileNames = ReadonlyMap<string, HistoryFile>;

/**
 * Joins the records of a thread into what the prompt builder reads: the steps of one model answer become one turn, and its
 * text comes from the message, so that a deleted message is forgotten.
 *
 * @param entries - in the order of their sequence
 * @param files - the files that they name
 */
export function joinEntries(entries: readonly ThreadEntry[], files: FileNames): HistoryItem[] {
  const written = new Map<string, Message>();
  for (const entry of entries) {
    if ("message" in entry && entry.message.runId !== null) {
      written.set(entry.message.id, entry.message);
    }
  }
  const items: HistoryItem[] = [];
  let open: StepEntry[] = [];
  const closeTurn = (): void => {
    if (open.length > 0) items.push(joinTurn(open, written, files));
    open = [];
  };
  for (const entry of entries) {
    if ("step" in entry) {
      if (entry.step.superseded) continue;
      if (open[0] !== undefined && open[0].step.turnId !== entry.step.turnId) closeTurn();
      open.push(entry);
    } else if (entry.message.runId === null) {
      closeTurn();
      items.push(joinMessage(entry, files));
    }
  }
  closeTurn();
  return items;
}

/** @returns the ids of all files that the entry names */
export function fileIdsOf(entry: ThreadEntry): readonly string[] {
  if ("message" in entry) {
    const { content, attachments } = entry.message;
    const shown = content.flatMap((part) => ("fileId" in part ? [part.fileId] : []));
    return [...shown, ...attachments.map((attachment) => attachment.fileId)];
  }
  return entry.step.parts.flatMap((part) => {
    if (part.type === "file") return [part.fileId];
    return part.type === "tool_call" ? part.imageFileIds : [];
  });
}

function joinMessage({ sequence, message }: MessageEntry, files: FileNames): HistoryItem {
  const shown = message.content.flatMap((part) => ("fileId" in part ? [part.fileId] : []));
  return {
    kind: "message",
    sequence,
    role: message.role,
    content: message.content,
    files: named(shown, files),
    attachments: named(
      message.attachments.map((attachment) => attachment.fileId),
      files,
    ),
  };
}

function named(ids: readonly string[], files: FileNames): readonly HistoryFile[] {
  return ids.flatMap((id) => files.get(id) ?? []);
}

function joinTurn(
  entries: readonly StepEntry[],
  written: ReadonlyMap<string, Message>,
  files: FileNames,
): HistoryTurn {
  const [first] = entries;
  // Text may follow the calls, and only their own step says why they have no outcome.
  const last = entries.findLast(({ step }) => step.step.type === "tool_calls") ?? entries.at(-1);
  if (first === undefined || last === undefined) throw new RangeError("A turn has a step");
  const parts = entries
    .flatMap(({ step }) => step.parts.map((part) => ({ step, part })))
    .sort((a, b) => a.part.position - b.part.position)
    .flatMap(({ step, part }) => joinPart(step, part, written, files) ?? []);
  return {
    kind: "turn",
    sequence: first.sequence,
    runId: first.step.step.runId,
    model: first.step.model,
    finished: first.step.finished,
    status: last.step.step.status,
    promptFingerprint: first.step.promptFingerprint,
    parts,
  };
}

function joinPart(
  record: StepRecord,
  part: StoredPart,
  written: ReadonlyMap<string, Message>,
  files: FileNames,
): TurnPart | undefined {
  const metadata = withMetadata(part);
  switch (part.type) {
    case "text": {
      const details = record.step.stepDetails;
      const id = details.type === "message_creation" ? details.messageId : "";
      const shown = written.get(id)?.content[part.contentIndex];
      return shown?.type === "text" ? { type: "text", text: shown.text, ...metadata } : undefined;
    }
    case "reasoning":
      return { type: "reasoning", text: part.text, ...metadata };
    case "file": {
      const file = files.get(part.fileId);
      return file === undefined ? undefined : { type: "file", file, ...metadata };
    }
    case "opaque":
      return { type: "opaque", value: part.value };
    case "tool_call": {
      const call = callsOf(record).find((one) => one.id === part.toolCallId);
      if (call === undefined) return undefined;
      const { id, name, status, output } = call;
      const { providerId, providerExecuted } = part;
      const images = named(part.imageFileIds, files);
      const shown = { id, name, status, output, arguments: call.arguments };
      return { type: "tool_call", ...shown, providerId, providerExecuted, images, ...metadata };
    }
  }
}

function withMetadata(part: StoredPart): { readonly providerMetadata?: JsonValue } {
  return "providerMetadata" in part && part.providerMetadata !== undefined
    ? { providerMetadata: part.providerMetadata }
    : {};
}

import type { Run, RunEvent, RunStatusEventType } from "@inhouse/contracts";

/**
 * How events lie in the log. Deltas that follow one another into the same place share one entry, as do events that follow
 * one another about the same state of an object, and an event about the run holds only what may change of a run. Unpacked,
 * they are the same events with the same numbers.
 */
export type PackedEvent = PackedTexts | PackedRun | PackedWhole;

/** Consecutive deltas that differ in their text alone. */
export interface PackedTexts {
  readonly kind: "texts";
  /** The first of them without its text and number. */
  readonly target: PackedTarget;
  readonly texts: readonly string[];
}

/** Where the texts go. */
export type PackedTarget =
  | { readonly to: "message"; readonly messageId: string; readonly index: number }
  | { readonly to: "refusal"; readonly messageId: string; readonly index: number }
  | { readonly to: "arguments"; readonly stepId: string; readonly index: number }
  | {
      readonly to: "progress";
      readonly stepId: string;
      readonly index: number;
      readonly stream: "stdout" | "stderr";
    }
  | { readonly to: "reasoning" };

/** Events about the run in one state. */
export interface PackedRun {
  readonly kind: "run";
  readonly types: readonly RunStatusEventType[];
  readonly fields: MutableRunFields;
}

/** Any other events that have one object as their data. */
export interface PackedWhole {
  readonly kind: "event";
  readonly types: readonly UnnumberedEvent["type"][];
  readonly data: UnnumberedEvent["data"];
}

type Unnumbered<Event> = Event extends RunEvent ? Omit<Event, "sequence"> : never;

/** An event before it got its number. */
export type UnnumberedEvent = Unnumbered<RunEvent>;

/** What may change of a run after its creation. */
export type MutableRunFields = Pick<
  Run,
  | "status"
  | "requiredAction"
  | "lastError"
  | "expiresAt"
  | "startedAt"
  | "cancelledAt"
  | "failedAt"
  | "completedAt"
  | "incompleteDetails"
  | "metadata"
  | "usage"
>;

function mutablePart(run: Run): MutableRunFields {
  return {
    status: run.status,
    requiredAction: run.requiredAction,
    lastError: run.lastError,
    expiresAt: run.expiresAt,
    startedAt: run.startedAt,
    cancelledAt: run.cancelledAt,
    failedAt: run.failedAt,
    completedAt: run.completedAt,
    incompleteDetails: run.incompleteDetails,
    metadata: run.metadata,
    usage: run.usage,
  };
}

/**
 * @param events - events of one run, in order
 * @returns the same, packed
 */
export function packEvents(events: readonly UnnumberedEvent[]): readonly PackedEvent[] {
  const packed: PackedEvent[] = [];
  let texts: { target: PackedTarget; texts: string[] } | undefined;
  let whole: { data: UnnumberedEvent["data"]; types: UnnumberedEvent["type"][] } | undefined;
  for (const event of events) {
    const delta = textDelta(event);
    if (delta === undefined) {
      texts = undefined;
      if (whole?.data === event.data) {
        whole.types.push(event.type);
      } else {
        whole = { data: event.data, types: [event.type] };
        packed.push(packWhole(event, whole.types));
      }
    } else if (texts !== undefined && sameTarget(texts.target, delta.target)) {
      texts.texts.push(delta.text);
    } else {
      whole = undefined;
      texts = { target: delta.target, texts: [delta.text] };
      packed.push({ kind: "texts", target: texts.target, texts: texts.texts });
    }
  }
  return packed;
}

/**
 * @param packed - what {@link packEvents} made
 * @param from - the number of the first event
 * @param run - the run, for all that never changes of it
 * @returns the events, numbered
 */
export function unpackEvents(packed: readonly PackedEvent[], from: number, run: Run): RunEvent[] {
  const events: RunEvent[] = [];
  let sequence = from;
  for (const entry of packed) {
    if (entry.kind === "texts") {
      for (const text of entry.texts) {
        events.push(numbered(deltaEvent(entry.target, text), sequence++));
      }
    } else if (entry.kind === "run") {
      const data = { ...run, ...entry.fields };
      for (const type of entry.types) events.push({ type, sequence: sequence++, data });
    } else {
      for (const type of entry.types) {
        // They were taken from whole events: each type has the data that it stood with.
        events.push(numbered({ type, data: entry.data } as UnnumberedEvent, sequence++));
      }
    }
  }
  return events;
}

/** @returns the event with its number */
export function numbered(event: UnnumberedEvent, sequence: number): RunEvent {
  return { ...event, sequence };
}

function packWhole(
  event: UnnumberedEvent,
  types: readonly UnnumberedEvent["type"][],
): PackedRun | PackedWhole {
  if (!isRunStatusEvent(event)) return { kind: "event", types, data: event.data };
  // Every event that has a run as its data tells of the run's status.
  return {
    kind: "run",
    types: types as readonly RunStatusEventType[],
    fields: mutablePart(event.data),
  };
}

function isRunStatusEvent(
  event: UnnumberedEvent,
): event is Extract<UnnumberedEvent, { type: RunStatusEventType }> {
  return (
    event.type.startsWith("thread.run.") &&
    !event.type.startsWith("thread.run.step.") &&
    event.type !== "thread.run.reasoning.delta"
  );
}

function textDelta(event: UnnumberedEvent): { target: PackedTarget; text: string } | undefined {
  if (event.type === "thread.run.reasoning.delta") {
    return { target: { to: "reasoning" }, text: event.data.text };
  }
  if (event.type === "thread.message.delta") {
    const { data } = event;
    if (data.type === "text") {
      return {
        target: { to: "message", messageId: data.messageId, index: data.index },
        text: data.text,
      };
    }
    if (data.type === "refusal") {
      return {
        target: { to: "refusal", messageId: data.messageId, index: data.index },
        text: data.refusal,
      };
    }
    return undefined;
  }
  if (event.type !== "thread.run.step.delta") return undefined;
  const { data } = event;
  if (data.type === "tool_call_arguments") {
    return {
      target: { to: "arguments", stepId: data.stepId, index: data.index },
      text: data.arguments,
    };
  }
  if (data.type === "tool_call_progress") {
    const { stepId, index, stream } = data;
    return { target: { to: "progress", stepId, index, stream }, text: data.text };
  }
  return undefined;
}

function deltaEvent(target: PackedTarget, text: string): UnnumberedEvent {
  switch (target.to) {
    case "reasoning":
      return { type: "thread.run.reasoning.delta", data: { text } };
    case "message": {
      const { messageId, index } = target;
      return { type: "thread.message.delta", data: { type: "text", messageId, index, text } };
    }
    case "refusal": {
      const { messageId, index } = target;
      return {
        type: "thread.message.delta",
        data: { type: "refusal", messageId, index, refusal: text },
      };
    }
    case "arguments": {
      const { stepId, index } = target;
      return {
        type: "thread.run.step.delta",
        data: { type: "tool_call_arguments", stepId, index, arguments: text },
      };
    }
    case "progress": {
      const { stepId, index, stream } = target;
      return {
        type: "thread.run.step.delta",
        data: { type: "tool_call_progress", stepId, index, stream, text },
      };
    }
  }
}

function sameTarget(a: PackedTarget, b: PackedTarget): boolean {
  if (a.to !== b.to) return false;
  if (a.to === "reasoning" || b.to === "reasoning") return true;
  if (a.index !== b.index) return false;
  if ("messageId" in a) return "messageId" in b && a.messageId === b.messageId;
  if (!("stepId" in b) || a.stepId !== b.stepId) return false;
  return a.to !== "progress" || (b.to === "progress" && a.stream === b.stream);
}

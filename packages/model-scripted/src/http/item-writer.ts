import type { WireObject } from "./wire-value.ts";

/** Writes the output items of one response, one after the other. */
export interface ItemWriter {
  openMessage(): string[];
  openReasoning(): string[];
  openFunctionCall(callId: string, name: string): string[];
  /** Adds text to the open item. */
  append(delta: string): string[];
  /** Adds a source to the open message, or to a new one. */
  annotate(url: string, title: string): string[];
  addImage(data: string): string[];
  /** Ends the open item, if there is one. */
  close(fields?: WireObject): string[];
  /** The items that have ended. */
  done(): WireObject[];
}

type OpenItem = OpenMessage | OpenReasoning | OpenFunctionCall;

interface OpenMessage {
  readonly type: "message";
  readonly id: string;
  readonly annotations: object[];
  text: string;
}

interface OpenReasoning {
  readonly type: "reasoning";
  readonly id: string;
  text: string;
}

interface OpenFunctionCall {
  readonly type: "function_call";
  readonly id: string;
  readonly call_id: string;
  readonly name: string;
  text: string;
}

type EventWriter = (type: string, fields: object) => string;

export function createItemWriter(responseNumber: number, event: EventWriter): ItemWriter {
  const done: WireObject[] = [];
  let open: OpenItem | undefined;

  const id = (prefix: string): string => `${prefix}_${responseNumber}_${done.length}`;
  const place = (item: { readonly id: string }): object => ({
    item_id: item.id,
    output_index: done.length,
  });

  /** Closes what is open first, because ids and indexes count the items before. */
  function start(item: () => OpenItem, more: (place: object) => string[]): string[] {
    const closed = close();
    open = item();
    const added = { output_index: done.length, item: wireItem(open, "in_progress", {}) };
    return [...closed, event("response.output_item.added", added), ...more(place(open))];
  }

  function close(fields: WireObject = {}): string[] {
    if (open === undefined) return [];
    const item = wireItem(open, "completed", fields);
    const frames = [
      ...closingEvents(open, place(open), event),
      event("response.output_item.done", { output_index: done.length, item }),
    ];
    done.push(item);
    open = undefined;
    return frames;
  }

  function openMessage(): string[] {
    return start(
      () => ({ type: "message", id: id("msg"), annotations: [], text: "" }),
      (where) => {
        const part = { type: "output_text", text: "", annotations: [] };
        return [event("response.content_part.added", { ...where, content_index: 0, part })];
      },
    );
  }

  return {
    openMessage,
    openReasoning: () =>
      start(
        () => ({ type: "reasoning", id: id("rs"), text: "" }),
        (where) => {
          const part = { type: "summary_text", text: "" };
          const fields = { ...where, summary_index: 0, part };
          return [event("response.reasoning_summary_part.added", fields)];
        },
      ),
    openFunctionCall: (callId, name) =>
      start(
        () => ({ type: "function_call", id: id("fc"), call_id: callId, name, text: "" }),
        () => [],
      ),
    append(delta) {
      if (open === undefined) return [];
      open.text += delta;
      return [event(deltaEvents[open.type], { ...place(open), ...partIndex(open), delta })];
    },
    annotate(url, title) {
      const frames = open?.type === "message" ? [] : openMessage();
      if (open?.type !== "message") return frames;
      const range = { start_index: 0, end_index: open.text.length };
      const annotation = { type: "url_citation", ...range, url, title };
      open.annotations.push(annotation);
      const fields = { ...place(open), content_index: 0, annotation };
      return [...frames, event("response.output_text.annotation.added", fields)];
    },
    addImage(result) {
      const closed = close();
      const item = { type: "image_generation_call", id: id("ig"), status: "completed", result };
      const output_index = done.length;
      done.push(item);
      const begun = { ...item, status: "in_progress", result: null };
      return [
        ...closed,
        event("response.output_item.added", { output_index, item: begun }),
        event("response.output_item.done", { output_index, item }),
      ];
    },
    close,
    done: () => [...done],
  };
}

const deltaEvents = {
  message: "response.output_text.delta",
  reasoning: "response.reasoning_summary_text.delta",
  function_call: "response.function_call_arguments.delta",
} as const;

function partIndex(item: OpenItem): object {
  if (item.type === "message") return { content_index: 0 };
  return item.type === "reasoning" ? { summary_index: 0 } : {};
}

function closingEvents(item: OpenItem, place: object, event: EventWriter): string[] {
  const where = { ...place, ...partIndex(item) };
  switch (item.type) {
    case "message": {
      const part = outputText(item);
      return [
        event("response.output_text.done", { ...where, text: item.text }),
        event("response.content_part.done", { ...where, part }),
      ];
    }
    case "reasoning": {
      const part = { type: "summary_text", text: item.text };
      return [
        event("response.reasoning_summary_text.done", { ...where, text: item.text }),
        event("response.reasoning_summary_part.done", { ...where, part }),
      ];
    }
    case "function_call":
      return [event("response.function_call_arguments.done", { ...where, arguments: item.text })];
  }
}

function outputText(item: OpenMessage): object {
  return { type: "output_text", text: item.text, annotations: item.annotations, logprobs: [] };
}

function wireItem(item: OpenItem, status: string, fields: WireObject): WireObject {
  const { type, id } = item;
  switch (item.type) {
    case "message": {
      const content = status === "completed" ? [outputText(item)] : [];
      return { type, id, status, role: "assistant", content, ...fields };
    }
    case "reasoning": {
      const summary = item.text === "" ? [] : [{ type: "summary_text", text: item.text }];
      return { type, id, summary, encrypted_content: null, ...fields };
    }
    case "function_call":
      return { type, id, status, call_id: item.call_id, name: item.name, arguments: item.text };
  }
}

/** One server-sent event. */
export interface SseFrame {
  /** The name of the event; absent: none. */
  readonly event?: string;
  /** What a reader who comes back passes as `Last-Event-ID`; absent: none. */
  readonly id?: string;
  /** The data, mostly JSON. */
  readonly data: string;
}

/** Writes an event as text, the blank line at its end included. */
export type SseFraming = (frame: SseFrame) => string;

/** Writes an event as the HTML standard's examples do: `event: name`, `id: 7`, `data: {}`. Line breaks in data are kept. */
export const standardFraming: SseFraming = (frame) => frameWith(frame, ": ");

/** Writes an event without a space after the colons: `event:name`, `id:7`, `data:{}`. */
export const tightFraming: SseFraming = (frame) => frameWith(frame, ":");

function frameWith({ event, id, data }: SseFrame, colon: string): string {
  let text = "";
  if (event !== undefined) text += `event${colon}${event}\n`;
  if (id !== undefined) text += `id${colon}${id}\n`;
  if (!/[\r\n]/.test(data)) return `${text}data${colon}${data}\n\n`;
  for (const line of data.split(/\r\n|\r|\n/)) text += `data${colon}${line}\n`;
  return `${text}\n`;
}

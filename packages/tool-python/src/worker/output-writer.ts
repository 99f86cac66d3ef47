import type { OutputStreamName } from "../protocol/messages.ts";

/** What Pyodide calls when Python writes to stdout or stderr. */
export interface PyodideWriter {
  readonly isatty: boolean;
  write(bytes: Uint8Array): number;
}

/** What one call may print, and how it is sent on. */
export interface OutputWriterOptions {
  /** How many bytes a call may print before writing fails. */
  readonly limitBytes: number;
  /** Sends a piece of text on. */
  readonly send: (stream: OutputStreamName, text: string) => void;
  /** Makes the error that Python gets beyond the limit. */
  readonly full: () => Error;
}

/** What the code of one call prints. */
export interface OutputWriter {
  readonly stdout: PyodideWriter;
  readonly stderr: PyodideWriter;
  /** Starts a call: the limits are those of a fresh call. */
  begin(): void;
  /**
   * Ends a call: sends what is left.
   *
   * @returns whether the call printed more than it may
   */
  end(): boolean;
}

const freeMessages = 500;
const batchBytes = 8192;
const maxPieceChars = 32_768;

/** Cuts a text so that every piece fits into a message, and between whole characters. */
function* piecesOf(text: string): Generator<string> {
  let start = 0;
  while (text.length - start > maxPieceChars) {
    const last = text.charCodeAt(start + maxPieceChars - 1);
    const end = start + maxPieceChars - (last >= 0xd800 && last < 0xdc00 ? 1 : 0);
    yield text.slice(start, end);
    start = end;
  }
  yield text.slice(start);
}

/**
 * Sends on what Python prints: at once, until a call has sent many pieces; then in batches, so that a loop of tiny
 * prints cannot flood the other side.
 *
 * @param options - the limit and the ways out
 */
export function createOutputWriter(options: OutputWriterOptions): OutputWriter {
  let bytesWritten = 0;
  let messages = 0;
  let overflowed = false;
  const flushes: (() => void)[] = [];

  const writer = (name: OutputStreamName): PyodideWriter => {
    let decoder = new TextDecoder();
    let pending = "";
    const flush = (): void => {
      if (pending === "") return;
      messages += 1;
      for (const piece of piecesOf(pending)) options.send(name, piece);
      pending = "";
    };
    flushes.push(() => {
      pending += decoder.decode();
      decoder = new TextDecoder();
      flush();
    });
    return {
      isatty: false,
      write(bytes) {
        // After the first failure the rest is swallowed, so that Python's own buffers can drain.
        if (overflowed) return bytes.length;
        const room = options.limitBytes - bytesWritten;
        const taken = bytes.slice(0, room);
        bytesWritten += taken.length;
        pending += decoder.decode(taken, { stream: true });
        if (messages < freeMessages || pending.length >= batchBytes) flush();
        if (bytes.length <= room) return bytes.length;
        overflowed = true;
        throw options.full();
      },
    };
  };

  return {
    stdout: writer("stdout"),
    stderr: writer("stderr"),
    begin() {
      bytesWritten = 0;
      messages = 0;
      overflowed = false;
    },
    end() {
      for (const flush of flushes) flush();
      return overflowed;
    },
  };
}

/** What a stack says to the author of the code. */
export interface UserFrames {
  /** The frames of the code, without those of the sandbox; empty if there are none. */
  readonly stack: string;
  /** The line of the innermost one, from 1. */
  readonly line?: number;
  /** Its column, from 1. */
  readonly column?: number;
}

const frame = /^\s*at (?:(.{1,200}) \()?(code|function)\.js:(\d{1,9}):(\d{1,9})\)?\s*$/;
const maxFrames = 20;

/**
 * @param stack - the engine's stack; its text is the code's
 * @param addedLines - how many lines were put in front of the code
 * @returns what of it belongs to the code
 */
export function userFrames(stack: string, addedLines: number): UserFrames {
  const lines: string[] = [];
  let position: { readonly line: number; readonly column: number } | null = null;
  for (const text of stack.split("\n")) {
    const [, name, file, row, column] = frame.exec(text) ?? [];
    const line = Number(row) - addedLines;
    if (file === undefined || !(line >= 1) || lines.length === maxFrames) continue;
    position ??= { line, column: Number(column) };
    const where = `${file}.js:${line}:${column}`;
    lines.push(name === undefined ? `    at ${where}` : `    at ${name} (${where})`);
  }
  return { stack: lines.join("\n"), ...position };
}

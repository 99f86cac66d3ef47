import type { Segment } from "./boxed-block.ts";

const words =
  "and as assert async await break class continue def del elif else except finally for from global if import in is lambda not or pass raise return try while with yield None True False";

const token = new RegExp(
  [
    "(?<comment>#.*$)",
    "(?<string>[fFrRbB]{0,2}(?:\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'))",
    `(?<keyword>\\b(?:${words.replaceAll(" ", "|")})\\b)`,
    "(?<number>\\b\\d[\\d_.]*\\b)",
  ].join("|"),
  "g",
);

const styles = { comment: "dim", string: "green", keyword: "magenta", number: "yellow" } as const;

/** Splits a line of Python into pieces with colours: enough to read it well, not a parser. */
export function paintPython(line: string): readonly Segment[] {
  const segments: Segment[] = [];
  let end = 0;
  for (const match of line.matchAll(token)) {
    segments.push({ text: line.slice(end, match.index) });
    const kind = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0];
    const style = styles[kind as keyof typeof styles];
    segments.push({ text: match[0], style });
    end = match.index + match[0].length;
  }
  segments.push({ text: line.slice(end) });
  return segments;
}

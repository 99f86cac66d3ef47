import type { Row } from "./measure.ts";
import { meetsAim } from "./measure.ts";

const headings = ["measure", "what", "value", "ratio", "by", "aim", ""] as const;

/** @returns the rows as a table in Markdown, with columns of one width */
export function formatRows(rows: readonly Row[]): string {
  const cells = [headings, ...rows.map(toCells)];
  const widths = headings.map((_, column) =>
    Math.max(3, ...cells.map((line) => line[column]?.length ?? 0)),
  );
  const lines = cells.map(
    (line) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`,
  );
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [lines[0], rule, ...lines.slice(1)].join("\n");
}

function toCells(row: Row): readonly string[] {
  const met = meetsAim(row);
  return [
    row.measure,
    row.what,
    `${formatNumber(row.value)} ${row.unit}`,
    row.ratio === undefined ? "" : `${row.ratio.toFixed(2)} ×`,
    row.comparedWith ?? "",
    formatAim(row),
    met === undefined ? "" : met ? "met" : "missed",
  ];
}

function formatAim({ aim }: Row): string {
  if (aim === undefined) return "";
  const bound = "most" in aim ? `≤ ${aim.most}` : `≥ ${aim.least}`;
  return aim.of === "ratio" ? `${bound} ×` : bound;
}

function formatNumber(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString("en", { maximumFractionDigits: digits });
}

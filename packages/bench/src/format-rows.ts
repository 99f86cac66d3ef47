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
  const { aim } = row;
  const met = meetsAim(row);
  const most = aim === undefined ? "" : aim.of === "ratio" ? `≤ ${aim.most} ×` : `≤ ${aim.most}`;
  return [
    row.measure,
    row.what,
    `${formatNumber(row.value)} ${row.unit}`,
    row.ratio === undefined ? "" : `${row.ratio.toFixed(2)} ×`,
    row.comparedWith ?? "",
    most,
    met === undefined ? "" : met ? "met" : "missed",
  ];
}

function formatNumber(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString("en", { maximumFractionDigits: digits });
}

import { expect, it } from "vitest";
import { formatRows } from "./format-rows.ts";

it("says of every aim whether it is met", () => {
  const row = { measure: "size", unit: "KiB", comparedWith: "one" };
  const table = formatRows([
    { ...row, what: "one", value: 10, ratio: 1 },
    { ...row, what: "two", value: 12, ratio: 1.2, aim: { of: "ratio", most: 1.2 } },
    { ...row, what: "three", value: 1300, ratio: 130, aim: { of: "value", most: 60 } },
  ]);
  const lines = table.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
  expect(lines.slice(2)).toEqual([
    ["", "size", "one", "10 KiB", "1.00 ×", "one", "", "", ""],
    ["", "size", "two", "12 KiB", "1.20 ×", "one", "≤ 1.2 ×", "met", ""],
    ["", "size", "three", "1,300 KiB", "130.00 ×", "one", "≤ 60", "missed", ""],
  ]);
});

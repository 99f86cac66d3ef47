import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { formatRows } from "./format-rows.ts";
import type { Row } from "./measure.ts";
import { measures } from "./measures.ts";

const { values } = parseArgs({ options: { only: { type: "string", multiple: true } } });
const wanted = values.only;
const chosen = measures.filter(({ name }) => wanted === undefined || wanted.includes(name));
if (chosen.length === 0) {
  console.error(`--only takes ${measures.map(({ name }) => `"${name}"`).join(", ")}.`);
  process.exit(1);
}
const rows: Row[] = [];
for (const { name, about, run } of chosen) {
  console.log(`${name}: ${about}`);
  rows.push(...(await run()));
}
const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.versions.node}`;
console.log(`\n${new Date().toISOString().slice(0, 10)}, ${machine}\n\n${formatRows(rows)}\n`);
console.log(JSON.stringify({ machine, rows }));

import { parseArgs } from "node:util";
import { fuzz } from "./fuzz.ts";

const { values } = parseArgs({
  options: {
    requests: { type: "string", default: "20000" },
    seed: { type: "string", default: "1" },
  },
});
const requests = Number(values.requests);
const seed = Number(values.seed);
if (!Number.isSafeInteger(requests) || !Number.isSafeInteger(seed) || requests < 1) {
  throw new Error("--requests and --seed are whole numbers.");
}
const begin = performance.now();
const { violations, ...report } = await fuzz({
  requests,
  seed,
  onProgress(done) {
    if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${requests} requests `);
  },
});
if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
for (const { what, request } of violations.slice(0, 50)) {
  console.log(`${what}${request === null ? "" : `\n  ${request}`}`);
}
const seconds = Math.round((performance.now() - begin) / 100) / 10;
console.log(JSON.stringify({ ...report, seconds, violations: violations.length }));
if (violations.length > 0) process.exitCode = 1;

// Prints a line for each test file that a run of the tests failed for: how many of its tests passed, a tab, its path. Prints
// nothing where something failed that no file is to blame for. Takes the paths of the JSON report and of the log.
import { readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import { failedFiles } from "./failed-files.ts";

const [report = "", log = ""] = process.argv.slice(2).map((path) => readFileSync(path, "utf8"));
for (const { name, passed } of failedFiles(JSON.parse(report), stripVTControlCharacters(log)) ??
  []) {
  console.log(`${passed}\t${name}`);
}

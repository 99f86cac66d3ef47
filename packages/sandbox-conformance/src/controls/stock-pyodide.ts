import type { SandboxRun, SandboxTarget } from "../target/sandbox-target.ts";
import { openWorker } from "./open-worker.ts";

const source = `
import { parentPort } from "node:worker_threads";
import { loadPyodide } from ${JSON.stringify(import.meta.resolve("pyodide"))};
const pyodide = await loadPyodide();
for (const folder of ["/inputs", "/outputs"]) pyodide.FS.mkdir(folder);
pyodide.FS.chdir("/outputs");
const filesOf = (folder) => pyodide.FS.readdir(folder).flatMap((filename) => {
  try {
    return [{ filename, bytes: pyodide.FS.readFile(folder + "/" + filename) }];
  } catch {
    return [];
  }
});
parentPort.on("message", async (code) => {
  let printed = "";
  const batched = (line) => { printed += line + "\\n"; };
  pyodide.setStdout({ batched });
  pyodide.setStderr({ batched });
  let value;
  try {
    value = String(await pyodide.runPythonAsync(code));
  } catch (error) {
    value = String(error?.message ?? error);
  }
  let files = [];
  try {
    files = filesOf("/outputs");
  } catch {}
  parentPort.postMessage({ output: printed + value, files });
});`;

/** Pyodide in a worker, as its documentation shows it, without any confinement: a control. */
export function openSandbox(): SandboxTarget {
  const worker = openWorker<SandboxRun>(source);
  return { language: "python", run: worker.ask, close: worker.close };
}

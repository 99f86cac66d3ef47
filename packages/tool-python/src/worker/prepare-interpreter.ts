import type { PyodideAPI } from "pyodide";
import { driverSource } from "../driver/driver-source.ts";

/**
 * Gives Python the driver and locks it: what a snapshot holds, or what an interpreter without one must do itself.
 *
 * @param pyodide - a fresh Pyodide
 * @param modules - the modules to load ahead
 */
export function prepareInterpreter(pyodide: PyodideAPI, modules: readonly string[] = []): void {
  const globals = pyodide.toPy({ source: driverSource, modules });
  pyodide.runPython(
    `import importlib, sys, types
sandbox = sys.modules["_sandbox"] = types.ModuleType("_sandbox")
exec(compile(source, "<sandbox>", "exec"), sandbox.__dict__)
for name in modules:
    importlib.import_module(name)
sandbox.lock()`,
    { globals },
  );
  globals.destroy();
}

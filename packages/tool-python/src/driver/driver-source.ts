import { confinementSource } from "./confinement-source.ts";
import { runSource } from "./run-source.ts";
import { toolsSource } from "./tools-source.ts";

/** The Python module `_sandbox`, through which the worker runs code. */
export const driverSource: string = confinementSource + runSource + toolsSource;

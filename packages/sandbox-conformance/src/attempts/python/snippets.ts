import type { HostFacts } from "../attempt.ts";
import { lostBy } from "../attempt-family.ts";

/** What stock Pyodide loses by an attempt. */
export const stock: ReturnType<typeof lostBy> = lostBy("stock-pyodide");

/** For an attempt that no control is open to, or that aims at what only one sandbox has. */
export const none = null;

/** @returns a command of a shell that leaves the marker */
export const command = ({ markerFile }: HostFacts): string => `echo command > '${markerFile}'`;

/** @returns JavaScript that runs a command which leaves the marker */
export const commandInJavaScript = (host: HostFacts): string =>
  `process.getBuiltinModule("child_process").execSync("${command(host)}")`;

/** Python that takes away the finder which refuses modules; whatever it protects must hold without it. */
export const withoutFinder: string = `import sys
sys.meta_path[:] = [f for f in sys.meta_path if 'Unavailable' not in type(f).__name__]
`;

/**
 * Python that gets ctypes back where it can, and with it any read and write of the interpreter's own memory: `peek` and
 * `poke` of a word. What follows knows that the interpreter's memory is the attacker's.
 */
export const withMemory: string = `${withoutFinder}import _ctypes
class Word(_ctypes._SimpleCData):
    _type_ = 'I'
def peek(at): return Word.from_address(at).value
def poke(at, value): Word.from_address(at).value = value
def method_of(function): return peek(id(function) + 8)
`;

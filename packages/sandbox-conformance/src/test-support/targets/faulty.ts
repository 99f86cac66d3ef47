import type { SandboxTarget } from "../../target/sandbox-target.ts";

/** A sandbox that answers sums, and has one fault, which the word that it is given names. */
export const openSandbox = (): SandboxTarget => {
  let runs = 0;
  return {
    language: "javascript",
    async run(code) {
      runs += 1;
      if (code.startsWith("return 1_000_003") && !(runs > 1 && broken)) {
        return { output: "7000021", files: [] };
      }
      return { output: (await faults[code.trim()]?.()) ?? "", files: filesOf(code) };
    },
    close: async () => {},
  };
};

let broken = false;

const faults: Readonly<Record<string, () => string | Promise<string>>> = {
  abort: () => process.abort(),
  exit: () => process.exit(0),
  block: () => {
    for (;;);
  },
  hang: () => new Promise<string>(() => {}),
  break: () => {
    broken = true;
    return "";
  },
  pollute: () => {
    Object.assign(Object.prototype, { polluted: 1 });
    return "";
  },
  nul: () => "\0",
  surrogate: () => "\ud800",
};

const filesOf = (code: string): { filename: string; bytes: Uint8Array }[] =>
  code === "name" ? [{ filename: "../../x", bytes: new Uint8Array(1) }] : [];

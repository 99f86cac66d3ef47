import type { SandboxLanguage } from "../target/sandbox-target.ts";

/** A small program and what it brings back. */
export interface SoakProgram {
  readonly code: string;
  readonly expected: string;
}

const sources: Readonly<Record<SandboxLanguage, (index: number) => string>> = {
  python: (index) => `import json
data = [{"n": n, "text": "x" * 100} for n in range(500)]
copy = json.loads(json.dumps(data))
open("/tmp/soak", "w").write("x" * 100_000)
print("sum", sum(row["n"] for row in copy) + ${index})`,
  javascript: (
    index,
  ) => `const data = Array.from({ length: 500 }, (_, n) => ({ n, text: "x".repeat(100) }));
const copy = JSON.parse(JSON.stringify(data));
return "sum " + (copy.reduce((sum, row) => sum + row.n, 0) + ${index});`,
};

/**
 * @param language - the language of the sandbox
 * @param index - which execution it is
 * @returns a program that takes some memory and gives it back
 */
export function soakProgram(language: SandboxLanguage, index: number): SoakProgram {
  return { code: sources[language](index), expected: `sum ${124_750 + index}` };
}

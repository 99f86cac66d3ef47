import type { SandboxLanguage, SandboxTarget } from "./sandbox-target.ts";

const sum: Readonly<Record<SandboxLanguage, string>> = {
  python: "print(1_000_003 * 7)",
  javascript: "return 1_000_003 * 7;",
};

/** What it brings back. */
export interface Check {
  readonly works: boolean;
  readonly output: string;
}

/**
 * A sandbox that runs nothing holds against everything: only one that can be seen to work counts.
 *
 * @param sandbox - the sandbox
 * @param session - whose session is asked
 * @returns whether plain code runs in it
 */
export async function checkWorks(sandbox: SandboxTarget, session: string): Promise<Check> {
  try {
    const { output } = await sandbox.run(sum[sandbox.language], session);
    return { works: output.includes("7000021"), output };
  } catch (error) {
    return { works: false, output: String(error) };
  }
}

/** What Vitest's JSON report says, as far as it is read here. */
export interface TestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** A test file that failed, and how many of its tests passed all the same. */
export interface FailedFile {
  readonly name: string;
  readonly passed: number;
}

const unhandled = /Unhandled Error(?!s)/g;
const died = /Worker exited unexpectedly.* while running test file (\S+)/g;

/**
 * @param report - the JSON report of a run of the tests that failed
 * @param log - what the run printed
 * @returns the files to blame for it, those whose process died among them; null: not all of it is a file's fault
 */
export function failedFiles(report: TestReport, log: string): readonly FailedFile[] | null {
  const dead = [...log.matchAll(died)].map(([, name = ""]) => name);
  if ((log.match(unhandled) ?? []).length > dead.length) return null;
  const failed = report.testResults.filter(({ status }) => status === "failed");
  const names = new Set([...failed.map(({ name }) => name), ...dead]);
  return [...names].map((name) => ({ name, passed: passedIn(report, name) }));
}

function passedIn({ testResults }: TestReport, name: string): number {
  const results = testResults.find((file) => file.name === name)?.assertionResults ?? [];
  return results.filter(({ status }) => status === "passed").length;
}

/** Prints each problem on a line and fails the process if there is any; says so if there is none. */
export function reportProblems(problems: readonly string[], success: string): void {
  for (const problem of problems) console.error(problem);
  if (problems.length === 0) console.log(success);
  else process.exitCode = 1;
}

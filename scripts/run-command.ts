import { execFile } from "node:child_process";

/**
 * Runs a program to its end.
 *
 * @param program - what to run, found on PATH
 * @param parameters - its parameters, passed as they are
 * @param folder - where to run it
 * @returns what it printed to standard output
 * @throws Error with everything it printed, if it cannot be started or does not exit with 0
 */
export function runCommand(
  program: string,
  parameters: readonly string[],
  folder: string,
): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  execFile(
    program,
    parameters,
    { cwd: folder, maxBuffer: 64 * 1024 * 1024 },
    (error, output, errors) => {
      if (error === null) resolve(output);
      else {
        const command = [program, ...parameters].join(" ");
        reject(new Error(`${command}\n${output}${errors}`, { cause: error }));
      }
    },
  );
  return promise;
}

import { InhouseError, InvalidInputError } from "@inhouse/contracts";
import { readAssistantsOptions } from "./assistants-options.ts";
import { assistantsHelp, help, packagesHelp } from "./help.ts";
import { readPackagesOptions } from "./packages-options.ts";
import { readServeOptions } from "./serve-options.ts";

const misused = 2;

/**
 * Runs the command line.
 *
 * @param args - what stands behind the program's name
 * @param env - the environment
 * @returns the exit code: 0, 1 if something failed, 2 if the command makes no sense
 */
export async function main(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const [command, ...rest] = args;
  try {
    if (command === "--help" || command === "-h" || command === "help") return printHelp();
    if (command === "packages") {
      const told = readPackagesOptions(rest);
      if (told === null) return printHelp(packagesHelp);
      const { packages } = await import("./packages.ts");
      return await packages(told);
    }
    if (command === "assistants") {
      const told = readAssistantsOptions(rest);
      if (told === null) return printHelp(assistantsHelp);
      const { assistants } = await import("./assistants.ts");
      return await assistants(told);
    }
    if (command !== "serve") {
      return complain(
        "Say what to do: inhouse serve, inhouse assistants or inhouse packages. See inhouse --help.",
      );
    }
    const options = readServeOptions(rest, env);
    if (options === null) return printHelp();
    // Help and complaints need not wait for all of it to load.
    const { serve } = await import("./serve.ts");
    return await serve(options, env);
  } catch (error) {
    if (error instanceof InvalidInputError || isArgsError(error)) return complain(error.message);
    process.stderr.write(`${firstLine(explain(error))}\n`);
    return 1;
  }
}

function printHelp(text: string = help): number {
  process.stdout.write(text);
  return 0;
}

function complain(message: string): number {
  process.stderr.write(`${firstLine(message)}\n`);
  return misused;
}

function isArgsError(error: unknown): error is TypeError {
  return (
    error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS")
  );
}

/** What is known is said in its own words; anything else with its class, for a report of the fault. */
function explain(error: unknown): string {
  if (InhouseError.isInstance(error)) return error.message;
  if (!(error instanceof Error)) return String(error);
  return "code" in error ? error.message : `${error.name}: ${error.message}`;
}

function firstLine(message: string): string {
  return message.split("\n", 1)[0] ?? "";
}

import { join } from "node:path";
import { parseArgs } from "node:util";

/** What the command line and the environment say. */
export interface Options {
  /** Where everything is kept. */
  readonly folder: string;
  /** Whether to delete the thread of the earlier starts, and begin a new one. */
  readonly fresh: boolean;
  /** What to ask instead of the prepared questions; null: those. */
  readonly question: string | null;
  readonly help: boolean;
}

export const usage = `usage: node examples/quickstart/main.ts [--fresh] [--folder <path>] [question]

  --fresh          delete the thread of earlier starts, and begin a new one
  --folder <path>  where to keep everything; default: INHOUSE_FOLDER, else .inhouse/quickstart

  OPENAI_API_KEY   ask OpenAI instead of the offline model
  OPENAI_BASE_URL  ask another endpoint that speaks OpenAI's Chat Completions API
  INHOUSE_MODEL    which model to ask
  INHOUSE_API      responses, if that endpoint speaks OpenAI's Responses API`;

/** @throws TypeError if the command line has something unknown */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      fresh: { type: "boolean", default: false },
      folder: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  return {
    folder: values.folder ?? (env.INHOUSE_FOLDER || join(".inhouse", "quickstart")),
    fresh: values.fresh,
    question: positionals.join(" ").trim() || null,
    help: values.help,
  };
}

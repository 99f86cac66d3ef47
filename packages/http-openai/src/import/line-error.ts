import type { ModelNotFoundError } from "@inhouse/contracts";
import { InhouseError, InvalidInputError } from "@inhouse/contracts";
import type { BaseIssue } from "valibot";
import { issueRefusal } from "../input/issue-refusal.ts";

/**
 * @param line - the number of the line, from 1
 * @param issue - what is wrong with it
 */
export function lineError(line: number, issue: BaseIssue<unknown>): InvalidInputError {
  const refusal = issueRefusal(issue);
  const { param } = refusal.fault;
  const received = param === null ? "something else" : "something that is not";
  const where = param === null ? `line ${line}` : `line ${line}: ${param}`;
  const expected = `as the hosted API returned it (${refusal.message.replace(/\.$/, "")})`;
  return new InvalidInputError({ param: where, expected, received }, { cause: refusal });
}

/**
 * Says of an error of the runtime which line it is about.
 *
 * @param line - the number of the line, from 1
 * @param work - what the runtime does with it
 */
export async function atLine<Result>(line: number, work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (!InhouseError.isInstance(error)) throw error;
    if (error.code === "model_not_found") {
      const received = `'${(error as ModelNotFoundError).model}'`;
      const details = {
        param: `line ${line}: model`,
        expected: "a model of the runtime",
        received,
      };
      throw new InvalidInputError(details, { cause: error });
    }
    if (!(error instanceof InvalidInputError)) throw error;
    const { expected, received } = error;
    const param = error.param === "" ? `line ${line}` : `line ${line}: ${error.param}`;
    throw new InvalidInputError({ param, expected, received }, { cause: error });
  }
}

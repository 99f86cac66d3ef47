import { InhouseError } from "./inhouse-error.ts";

/** The object does not exist, or belongs to another tenant. */
export class NotFoundError extends InhouseError {
  /** Always `not_found`. */
  readonly code = "not_found";
  /** What was looked for: `assistant`, `thread`, `message`, `run`, `step`, `file`. */
  readonly resource: string;
  /** The id that was looked for. */
  readonly id: string;

  /**
   * @param resource - what was looked for
   * @param id - the id
   */
  constructor(resource: string, id: string) {
    super(`No ${resource} found with id '${id}'.`);
    this.resource = resource;
    this.id = id;
  }
}

import type { Assistant } from "@inhouse/contracts";
import type { UpdateAssistant } from "@inhouse/core";
import type { DialectContext } from "@inhouse/http";
import type { DashScopeSettings } from "../options/dashscope-settings.ts";
import { pathId } from "./find-objects.ts";

/**
 * Changes the assistant that the path names. Two changes of one assistant do not undo each other if they come to one process.
 *
 * @param c - the request
 * @param settings - what keeps changes apart
 * @param change - says what to change, from what the assistant is
 * @returns the assistant as it is now
 * @throws NotFoundError if there is none
 */
export async function changeAssistant(
  c: DialectContext,
  settings: DashScopeSettings,
  change: (before: Assistant) => UpdateAssistant | Promise<UpdateAssistant>,
): Promise<Assistant> {
  const { tenant, assistants } = c.get("inhouse");
  const id = pathId(c, "assistant");
  return settings.assistantChanges.do(`${tenant}/${id}`, async () =>
    assistants.update(id, await change(await assistants.retrieve(id))),
  );
}

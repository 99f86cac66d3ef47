import { readFile } from "node:fs/promises";
import type { Runtime } from "@inhouse/core";
import { createRuntime } from "@inhouse/core";
import type { ScriptedModel } from "@inhouse/model-scripted";
import { scriptedModel, toolCall } from "@inhouse/model-scripted";
import { lowdb } from "@inhouse/storage-lowdb";
import { openApiPlugin } from "@inhouse/tool-plugin";

/**
 * A runtime on a folder, as every process of a shop opens it. Its model searches for what it needs first.
 *
 * @param folder - where everything is kept
 * @param port - where the order desk is
 */
export async function openShop(
  folder: string,
  port: number,
): Promise<{ readonly inhouse: Runtime; readonly model: ScriptedModel }> {
  const orders = await openApiPlugin({
    id: "orders",
    document: await readFile(new URL("orders.yaml", import.meta.url), "utf8"),
    serverVariables: { port: String(port) },
    functions: "search",
    auth: { level: "user" },
    userToken: () => "token-of-bob",
    network: { allowPrivateAddresses: [`http://127.0.0.1:${port}`] },
  });
  const call = (operation: string) =>
    toolCall("orders_call", { operation, arguments: { id: "7" } });
  const model = scriptedModel(({ toolResults: [last] }) => {
    if (last === undefined) return toolCall("orders_search", { query: "orders" });
    if (last.toolName === "orders_search") return call("cancelOrder");
    return /unknown/.test(last.text) ? call("readOrder") : "It is cancelled.";
  });
  const inhouse = createRuntime({
    models: { demo: model },
    storage: await lowdb(folder),
    tools: [orders],
    settings: { leaseMs: 500 },
  });
  return { inhouse, model };
}

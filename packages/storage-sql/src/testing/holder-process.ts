import { sqlite } from "../node-sqlite.ts";
import { tenant } from "./records.ts";

/** Opens the file of its first argument for itself alone, says so, and holds it until somebody ends the process. */
const storage = sqlite(process.argv[2] ?? "", { exclusive: true });
await storage.get(tenant, "thread", "none");
console.log("open");
process.stdin.resume();

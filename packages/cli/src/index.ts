export type { OfflineModelName } from "./models/offline-models.ts";
export { offlineModels } from "./models/offline-models.ts";
export type { ApiKey } from "./server/api-keys.ts";
export type { ServerLimits } from "./server/server-limits.ts";
export { defaultServerLimits } from "./server/server-limits.ts";
export type { RunningServer, ServerOptions } from "./server/start-server.ts";
export { startServer } from "./server/start-server.ts";

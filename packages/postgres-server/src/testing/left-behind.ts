import { startPostgres } from "../start-postgres.ts";

/** Starts a server, says where it is, and waits to be killed. */
const { url } = await startPostgres();
console.log(JSON.stringify({ url }));
setInterval(() => {}, 1000);

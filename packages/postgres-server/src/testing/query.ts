import { Client } from "pg";

/** @returns the first column of the first row */
export async function query(url: string, text: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  // A server that is killed ends the connection; the query that is under way rejects.
  client.on("error", () => {});
  await client.connect();
  try {
    const { rows } = await client.query<unknown[]>({ text, rowMode: "array" });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

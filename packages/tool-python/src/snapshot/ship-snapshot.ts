import { readFile, writeFile } from "node:fs/promises";
import { buildSnapshot } from "./build-snapshot.ts";
import { shippedSnapshot } from "./foundation.ts";
import { decodeSnapshot, encodeSnapshot } from "./snapshot-file.ts";
import { buildIdOf, snapshotKey } from "./snapshot-key.ts";

/** Makes the snapshot that the published package brings; run before it is packed. */
const loader = await readFile(new URL(import.meta.resolve("pyodide/pyodide.mjs")), "utf8");
const buildId = buildIdOf(loader);
if (buildId === null) throw new Error("Pyodide does not say which build it is");
const key = snapshotKey(buildId);
const isThere = await readFile(shippedSnapshot)
  .then((file) => decodeSnapshot(file, key))
  .catch(() => null);
if (isThere === null) {
  const level = 12;
  await writeFile(
    shippedSnapshot,
    await encodeSnapshot(await buildSnapshot(null, null), key, level),
  );
}

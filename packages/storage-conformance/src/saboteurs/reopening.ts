import { messageOf } from "../samples.ts";
import type { Saboteurs } from "./faults.ts";
import {
  blobsBecome,
  dueGives,
  getGives,
  listGives,
  measureGives,
  swallowsConflicts,
} from "./faults.ts";

/** What went wrong between closing and opening. */
export const reopenSaboteurs: Saboteurs = {
  "finds every record in its newest version after reopening": getGives(
    (record) => record && { ...record, version: 1 },
  ),
  "lists as before after reopening": listGives((records) =>
    records.filter((record) => record.sequence <= 140),
  ),
  "knows keys and due times after reopening": dueGives(() => []),
  "measures the same after reopening": measureGives((size) => ({
    ...size,
    records: { ...size.records, file: { count: 1, bytes: 2 } },
  })),
  "insists on versions after reopening": swallowsConflicts,
  "brings no deleted partition back after reopening": listGives((records) => [
    ...records,
    messageOf("thread_1", "msg_2", 2),
  ]),
  "finds blobs after reopening": blobsBecome((blobs) => ({
    get: (key) => blobs.get(key.toLowerCase()),
  })),
};

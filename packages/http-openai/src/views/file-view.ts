import type { JsonObject, StoredFile } from "@inhouse/contracts";
import { seconds } from "./seconds.ts";

/** @returns the file as the wire has it */
export function fileView(file: StoredFile): JsonObject {
  return {
    id: file.id,
    object: "file",
    bytes: file.bytes,
    created_at: seconds(file.createdAt),
    filename: file.filename,
    purpose: file.purpose,
    status: "processed",
    status_details: null,
    expires_at: null,
  };
}

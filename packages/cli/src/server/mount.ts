import type { HttpHandler } from "@inhouse/http";

/** A dialect on a server. */
export interface Mount {
  /** Its name. */
  readonly name: string;
  /** The path that its routes begin with, without a slash at the end. */
  readonly path: string;
  /** What answers. */
  readonly handler: HttpHandler;
}

/**
 * @param mounts - the dialects
 * @param path - of a request
 * @returns the dialect that the path belongs to; undefined: none
 */
export function findMount(mounts: readonly Mount[], path: string): Mount | undefined {
  return mounts.find((mount) => path === mount.path || path.startsWith(`${mount.path}/`));
}

/** The ids that the server's processes get; empty: those of this process. */
export interface ServerUser {
  readonly uid?: number;
  readonly gid?: number;
}

/** `nobody` of Linux and macOS. The server's tools look the name up, so an id that nobody has would not do. */
const nobody = process.platform === "darwin" ? 4_294_967_294 : 65_534;

/** Who runs the server: PostgreSQL refuses root. */
export const serverUser: ServerUser = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};

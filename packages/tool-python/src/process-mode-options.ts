/** How the child processes of the mode `process` are started. */
export interface ProcessModeOptions {
  /**
   * The Node.js that runs them, 22.13 or newer. Default: this process's own. An Electron runs as Node.js for this purpose
   * unless its fuse `RunAsNode` is off; then, or to be independent of Electron's version, name a Node.js here.
   */
  readonly nodePath?: string;
  /** The user that they run as, by number; changing it takes the rights of root. Default: this process's own. */
  readonly uid?: number;
  /** The group that they run as, by number. Default: this process's own. */
  readonly gid?: number;
  /**
   * Whether a wall behind the seal keeps them off the network: a network namespace of Linux (`unshare`), or the permission
   * model of Node.js 25 and newer. `where_possible` takes what there is; `required` refuses to start where there is
   * neither. Default: `where_possible`.
   */
  readonly networkWall?: "where_possible" | "required";
}

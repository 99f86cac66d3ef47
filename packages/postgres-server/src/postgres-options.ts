/** How {@link startPostgres} runs the server. */
export interface PostgresOptions {
  /**
   * Whether a commit waits for the disk, as a server in earnest does: for benchmarks. Absent: it does not, and a commit
   * outlives the server but not the machine.
   */
  readonly durable?: boolean;

  /** Further settings of the server, as in `postgresql.conf`. */
  readonly settings?: Readonly<Record<string, string>>;
}

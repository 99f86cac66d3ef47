/** How a service knows who calls. */
export interface PluginAuth {
  /** `service`: one token for all calls, given here. `user`: the token of whoever the run is for, given with it. */
  readonly level: "service" | "user";
  /**
   * How the token is written. `basic`: it is `user:password`, encoded here, or what `Basic ` stands before. `bearer`, `appcode`:
   * behind that word. `apiKey`: as it is. Absent: as the document says; a plain description must say it.
   */
  readonly type?: "basic" | "bearer" | "appcode" | "apiKey";
  /** Where it stands; absent: as the document says, else in the header. */
  readonly in?: "header" | "query";
  /** The name of the header or of the query's parameter; absent: as the document says, else `Authorization`. */
  readonly name?: string;
  /** The token of a service; absent for those of users. */
  readonly token?: string;
}

/** Auth that nothing is missing of. */
export interface ResolvedAuth extends PluginAuth {
  readonly type: NonNullable<PluginAuth["type"]>;
  readonly in: "header" | "query";
  readonly name: string;
}

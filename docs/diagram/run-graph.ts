/** From each status, which transitions there are and where they lead. */
export type TransitionTable = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** All transitions that lead from one status to another: one arrow of the diagram. */
export interface Arrow {
  /** The status before. */
  readonly from: string;
  /** The status after. */
  readonly to: string;
  /** The transitions, in the order of the table. */
  readonly transitions: readonly string[];
}

/** The arrows of a table, grouped by their two ends. */
export function arrowsOf(table: TransitionTable): readonly Arrow[] {
  return Object.entries(table).flatMap(([from, transitions]) => {
    const byTarget = Map.groupBy(Object.keys(transitions), (name) => transitions[name] ?? "");
    return [...byTarget].map(([to, names]) => ({ from, to, transitions: names }));
  });
}

/**
 * The diagram of a transition table as a Graphviz graph. A status that nothing leaves has a double border, and a dot
 * points to the first.
 */
export function runGraph(table: TransitionTable): string {
  const statuses = Object.keys(table);
  const nodes = statuses.map((status) => {
    const isTerminal = Object.keys(table[status] ?? {}).length === 0;
    return `"${status}" [peripheries=${isTerminal ? 2 : 1}]`;
  });
  const edges = arrowsOf(table).map(
    ({ from, to, transitions }) => `"${from}" -> "${to}" [label="${transitions.join("\\n")}"]`,
  );
  return [
    "digraph run {",
    'graph [bgcolor="transparent" nodesep=0.45 ranksep=0.7]',
    'node [shape=box style=rounded fontname="Helvetica" fontsize=14]',
    'edge [fontname="Helvetica" fontsize=11]',
    "start [shape=point width=0.15]",
    ...nodes,
    `start -> "${statuses[0]}"`,
    ...edges,
    "}",
  ].join("\n");
}

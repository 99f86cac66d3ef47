import { runTransitions } from "@inhouse/core";
import { runDiagram } from "../diagram/run-diagram.ts";
import type { Arrow } from "../diagram/run-graph.ts";
import { arrowsOf } from "../diagram/run-graph.ts";

/** The run machine as the page shows it. */
export interface RunDiagram {
  /** The drawing. */
  readonly svg: string;
  /** The same as rows of a table. */
  readonly arrows: readonly Arrow[];
}

declare const data: RunDiagram;

export { data };

export default {
  async load(): Promise<RunDiagram> {
    return { svg: await runDiagram(runTransitions), arrows: arrowsOf(runTransitions) };
  },
};

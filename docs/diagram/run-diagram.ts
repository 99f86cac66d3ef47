import { instance } from "@viz-js/viz";
import type { TransitionTable } from "./run-graph.ts";
import { runGraph } from "./run-graph.ts";

/**
 * Draws a transition table.
 *
 * @param table - the table
 * @returns an SVG element that takes its colours from the text around it
 */
export async function runDiagram(table: TransitionTable): Promise<string> {
  const viz = await instance();
  const svg = viz.renderString(runGraph(table), { format: "svg" });
  return svg
    .slice(svg.indexOf("<svg"))
    .replaceAll(/(fill|stroke)="black"/g, '$1="currentColor"')
    .replaceAll("<text ", '<text fill="currentColor" ');
}

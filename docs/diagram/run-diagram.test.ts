import { runTransitions } from "@inhouse/core";
import { expect, test } from "vitest";
import { runDiagram } from "./run-diagram.ts";
import { arrowsOf, runGraph } from "./run-graph.ts";

const light = {
  red: { wait: "green", fail: "off", cut: "off" },
  green: { wait: "red", blink: "green" },
  off: {},
};

test("transitions with the same two ends share an arrow", () => {
  expect(arrowsOf(light)).toEqual([
    { from: "red", to: "green", transitions: ["wait"] },
    { from: "red", to: "off", transitions: ["fail", "cut"] },
    { from: "green", to: "red", transitions: ["wait"] },
    { from: "green", to: "green", transitions: ["blink"] },
  ]);
});

test("a status that nothing leaves has a double border, and the first one has the dot", () => {
  const graph = runGraph(light).split("\n");
  expect(graph).toContain('"off" [peripheries=2]');
  expect(graph).toContain('"red" [peripheries=1]');
  expect(graph).toContain('start -> "red"');
});

test("the diagram of a run has every status and every transition of the exported table", async () => {
  const svg = await runDiagram(runTransitions);
  const arrows = arrowsOf(runTransitions);
  const titles = [...svg.matchAll(/<title>(.*?)<\/title>/g)].map(([, title]) => title);
  expect(titles).toEqual(
    expect.arrayContaining([
      ...Object.keys(runTransitions),
      ...arrows.map(({ from, to }) => `${from}&#45;&gt;${to}`),
    ]),
  );
  const labels = [...svg.matchAll(/<text [^>]*>(.*?)<\/text>/g)].map(([, label]) => label);
  expect(labels.toSorted()).toEqual(
    [
      ...Object.keys(runTransitions),
      ...arrows.flatMap(({ transitions }) => transitions),
    ].toSorted(),
  );
});

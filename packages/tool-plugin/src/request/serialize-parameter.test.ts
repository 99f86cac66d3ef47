import type { JsonValue } from "@inhouse/contracts";
import { describe, expect, it } from "vitest";
import { toHeaderText, toPairs, toPathText } from "./serialize-parameter.ts";

const list = ["blue", "black"];
const object = { R: 100, G: 200 };
const style = (name: string, explode: boolean) => ({ name: "color", style: name, explode });
const query = (value: JsonValue, name: string, explode: boolean): string =>
  toPairs(value, style(name, explode))
    .map((pair) => pair.join("="))
    .join("&");

// The table of the OpenAPI specification, "Style Examples".
describe("styles", () => {
  it.each([
    ["form", true, "", "color="],
    ["form", true, "blue", "color=blue"],
    ["form", true, list, "color=blue&color=black"],
    ["form", true, object, "R=100&G=200"],
    ["form", false, list, "color=blue,black"],
    ["form", false, object, "color=R,100,G,200"],
    ["spaceDelimited", false, list, "color=blue black"],
    ["pipeDelimited", false, list, "color=blue|black"],
    ["pipeDelimited", false, object, "color=R|100|G|200"],
    ["deepObject", true, object, "color[R]=100&color[G]=200"],
    ["deepObject", true, { a: { b: [1, { c: 2 }] } }, "color[a][b][0]=1&color[a][b][1][c]=2"],
    ["form", true, [{ a: 1 }], 'color={"a":1}'],
    ["form", true, [], ""],
    ["form", false, [], ""],
  ] as const)("of queries: %s, exploded %s, %j", (name, explode, value, expected) => {
    expect(query(value as JsonValue, name, explode)).toBe(expected);
  });

  it.each([
    ["simple", false, "blue", "blue"],
    ["simple", false, list, "blue,black"],
    ["simple", false, object, "R,100,G,200"],
    ["simple", true, object, "R=100,G=200"],
    ["label", false, "blue", ".blue"],
    ["label", true, list, ".blue.black"],
    ["label", true, object, ".R=100.G=200"],
    ["matrix", false, "blue", ";color=blue"],
    ["matrix", false, list, ";color=blue,black"],
    ["matrix", true, list, ";color=blue;color=black"],
    ["matrix", true, object, ";R=100;G=200"],
    ["simple", false, "a/b?c#d e", "a%2Fb%3Fc%23d%20e"],
  ] as const)("of paths: %s, exploded %s, %j", (name, explode, value, expected) => {
    expect(toPathText(value as JsonValue, style(name, explode))).toBe(expected);
  });

  it("of headers", () => {
    expect(toHeaderText(list, style("simple", false))).toBe("blue,black");
    expect(toHeaderText(object, style("simple", true))).toBe("R=100,G=200");
  });
});

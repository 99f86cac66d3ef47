import { describe, expect, it } from "vitest";
import { parseDocument } from "./document/parse-document.ts";
import { readDocument } from "./document/read-document.ts";
import { openApiPlugin } from "./open-api-plugin.ts";
import { createCatalog } from "./operation/catalog.ts";
import { publicDocument } from "./test-support/public-document.ts";
import { Service } from "./test-support/service.ts";
import { TestThread } from "./test-support/test-thread.ts";

interface Case {
  readonly name: string;
  readonly operations: number;
  /** Where the service is, if the document says it by its path alone. */
  readonly url?: string;
  /** What is asked for, and the operation that must be among the first five. */
  readonly finds?: Readonly<Record<string, string>>;
}

const documents: readonly Case[] = [
  {
    name: "stripe",
    operations: 452,
    finds: {
      "create customer": "PostCustomers",
      "account balance": "GetBalance",
      "create a payment intent": "PostPaymentIntents",
      "cancel subscription": "DeleteSubscriptionsSubscriptionExposedId",
    },
  },
  {
    name: "github",
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
  { name: "netbox", operations: 844 },
  {
    name: "gitea",
    operations: 346,
    url: "https://git.example/api/v1",
    finds: { "fork a repository": "createFork" },
  },
  { name: "twilio", operations: 195, finds: { "send a text message": "CreateMessage" } },
  {
    name: "slack",
    operations: 174,
    finds: { "post a message to a channel": "chat_postMessage", "add reaction": "reactions_add" },
  },
  { name: "asana", operations: 167, finds: { "add a comment to a task": "createStoryForTask" } },
  { name: "launchdarkly", operations: 105 },
  { name: "appwrite", operations: 95 },
  { name: "discourse", operations: 84 },
  { name: "gmail", operations: 79 },
  {
    name: "airflow",
    operations: 73,
    url: "https://air.example/api/v1",
    finds: { "trigger a dag run": "post_dag_run" },
  },
  { name: "traccar", operations: 61 },
  { name: "wikimedia", operations: 35 },
  { name: "openai", operations: 28 },
  { name: "adyen-checkout", operations: 25 },
  { name: "open-policy-agent", operations: 16 },
  { name: "apis-guru", operations: 7 },
  { name: "vonage-verify", operations: 6 },
  { name: "xero-assets", operations: 6 },
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
      const options = { url: one.url, variables: {} };
      const document = await parseDocument(publicDocument(one.name));
      const service = readDocument(document, options);
      const catalog = createCatalog(service.operations, "x", service.title, undefined);
      const functions = catalog.all.map((operation) => catalog.functionOf(operation));
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
      document: publicDocument("microsoft-graph"),
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
  });
});

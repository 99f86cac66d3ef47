import { describe, expect, it } from "vitest";
import { openApiPlugin } from "../open-api-plugin.ts";
import { applyAuth } from "./apply-auth.ts";
import type { PluginAuth } from "./plugin-auth.ts";
import { holdsSecret, redact } from "./redact.ts";
import { resolveAuth } from "./resolve-auth.ts";
import { TokenSeal } from "./token-seal.ts";

const request = {
  url: new URL("https://api.example/a?api_key=of-the-model"),
  method: "GET",
  headers: {},
  body: null,
};

describe("a token", () => {
  it.each([
    ["basic", "user:pass", "Basic dXNlcjpwYXNz"],
    ["basic", "Basic dXNlcjpwYXNz", "Basic dXNlcjpwYXNz"],
    ["basic", "dXNlcjpwYXNz", "Basic dXNlcjpwYXNz"],
    ["bearer", "token", "Bearer token"],
    ["appcode", "token", "APPCODE token"],
    ["apiKey", "token", "token"],
  ] as const)("of the type %s is written as it must be", (type, token, expected) => {
    const auth = resolveAuth({ level: "service", type, token }, undefined);
    if (auth === null) throw new Error("There is auth");
    expect(applyAuth(request, auth, token).headers).toEqual({ authorization: expected });
  });

  it("in a query stands in the place of whatever has its name", () => {
    const given = { level: "service", type: "apiKey", in: "query", name: "api_key" } as const;
    const auth = resolveAuth({ ...given, token: "a b&c" }, undefined);
    if (auth === null) throw new Error("There is auth");
    const { url, secrets } = applyAuth(request, auth, "a b&c");
    expect(url.search).toBe("?api_key=a%20b%26c");
    expect(request.url.search).toBe("?api_key=of-the-model");
    expect(secrets).toContain("a%20b%26c");
  });

  it("stands where the document says", () => {
    const stated = { type: "apiKey", in: "header", name: "X-Key" } as const;
    expect(resolveAuth({ level: "user" }, stated)).toMatchObject(stated);
    const other = resolveAuth({ level: "user", type: "bearer" }, stated);
    expect(other).toMatchObject({ type: "bearer", name: "Authorization" });
  });

  it.each([
    ["no type", { level: "service", token: "t" }, "auth.type"],
    ["no token", { level: "service", type: "bearer" }, "auth.token"],
    ["a token of several lines", { level: "service", type: "bearer", token: "a\nb" }, "auth.token"],
    [
      "a token of the service for users",
      { level: "user", type: "bearer", token: "t" },
      "auth.token",
    ],
    ["no name", { level: "user", type: "apiKey", in: "query" }, "auth.name"],
  ] as const)("is refused with %s", (_, given, param) => {
    expect(() => resolveAuth(given, undefined)).toThrow(expect.objectContaining({ param }));
  });
});

describe("a document's ways to prove who calls", () => {
  const open = (scheme: object, auth: PluginAuth = { level: "service" }) =>
    openApiPlugin({
      id: "demo",
      document: {
        openapi: "3.1.0",
        servers: [{ url: "https://api.example" }],
        paths: { "/a": { get: {} } },
        components: { securitySchemes: { it: scheme } },
      },
      auth,
    });

  it("that need more than a token are named where no type is given", async () => {
    await expect(open({ type: "mutualTLS" })).rejects.toThrow(
      /'auth\.type' must be 'basic'.*the document knows mutualTLS alone/,
    );
    const cookie = { type: "apiKey", in: "cookie", name: "sid" };
    await expect(open(cookie)).rejects.toThrow(/the document knows apiKey in cookie alone/);
    await expect(open({ type: "http", scheme: "digest" })).rejects.toThrow(/http digest alone/);
  });

  it("by OAuth take an access token, and say where to get it", async () => {
    const oauth = { type: "oauth2", flows: {} };
    await expect(open(oauth)).rejects.toThrow(/'auth\.token'.*no flow of OAuth.*'userToken'/);
    await open(oauth, { level: "service", token: "token" });
  });
});

describe("TokenSeal", () => {
  const secret = "a secret that all processes share";

  it("is opened by whoever has the secret, for the same scope alone", async () => {
    const sealed = await new TokenSeal(secret).seal("token", "tenant a");
    expect(sealed).toMatch(/^sealed:v1:[\w-]+$/);
    expect(TokenSeal.isSealed(sealed)).toBe(true);
    const other = new TokenSeal(secret);
    expect(await other.open(sealed, "tenant a")).toBe("token");
    expect(await other.open(sealed, "tenant b")).toBeUndefined();
    expect(await other.open(`${sealed.slice(0, -2)}AA`, "tenant a")).toBeUndefined();
    expect(await other.open("sealed:v1:", "tenant a")).toBeUndefined();
    expect(await new TokenSeal(undefined).open(sealed, "tenant a")).toBeUndefined();
  });

  it("takes no short secret", () => {
    expect(() => new TokenSeal("short")).toThrow(expect.objectContaining({ param: "tokenKey" }));
  });
});

describe("redact", () => {
  it("takes credentials out of texts and finds them among bytes", () => {
    const secrets = ['se"cret', "se%22cret", "abc"];
    expect(redact('a se"cret b {"x":"se\\"cret"} se%22cret abc', secrets)).toBe(
      'a [credential] b {"x":"[credential]"} [credential] abc',
    );
    const bytes = new TextEncoder().encode('\u0000\u00ffse"cret\u0000');
    expect(holdsSecret(bytes, secrets)).toBe(true);
    expect(holdsSecret(bytes.subarray(0, 6), secrets)).toBe(false);
  });
});

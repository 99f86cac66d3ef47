import type { SeededRandom } from "@inhouse/testing";
import type { BodyParts } from "./bodies.ts";
import { basePaths } from "./dialect-name.ts";
import type { Endpoint } from "./endpoints.ts";
import { weightedEndpoints } from "./endpoints.ts";
import type { IdKind, IdPool } from "./id-pool.ts";
import { mutateValue } from "./odd-value.ts";
import type { FuzzTenant } from "./tenant.ts";

/** A request of the fuzz, as plain as it can be printed. */
export interface FuzzRequest {
  readonly endpoint: Endpoint;
  readonly tenant: FuzzTenant;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body; undefined: none. */
  readonly body: string | Uint8Array<ArrayBuffer> | FormData | undefined;
  /** Whether the path names an object of the other tenant. */
  readonly isForeign: boolean;
  /** Whether the reader leaves within the answer. */
  readonly leaves: boolean;
}

/** Whose request it is, and what that tenant and the other one know. */
export interface Sender {
  readonly tenant: FuzzTenant;
  readonly own: IdPool;
  readonly other: IdPool;
}

const oddIds: readonly string[] = [
  "x",
  "%00",
  "..%2f..%2fetc%2fpasswd",
  "%ff",
  "%",
  "thread_000000000000000000000000",
  "run_🌍",
  "a".repeat(2_000),
  "__proto__",
  "null",
];

/** @returns a request that is right, nearly right, or odd */
export function makeRequest(random: SeededRandom, { tenant, own, other }: Sender): FuzzRequest {
  const endpoint = random.pick(weightedEndpoints);
  const { dialect } = endpoint;
  let isForeign = false;
  const id = (kind: IdKind, inPath: boolean): string => {
    if (kind === "chat" && random.chance(0.8)) return `${tenant.name}-chat-${random.below(30)}`;
    const dice = random.fraction();
    const foreign = other.pick(dialect, kind, random);
    if (dice < 0.12 && foreign !== undefined && !own.knows(dialect, kind, foreign)) {
      isForeign ||= inPath && dialect !== "ui";
      return foreign;
    }
    const known = dice < 0.92 ? own.pick(dialect, kind, random) : undefined;
    return known ?? random.pick(oddIds);
  };
  const ids = idsInPath(
    endpoint,
    (kind) => id(kind, true),
    (child, kind) => (random.chance(0.85) ? own.parent(child, kind) : undefined),
  );
  const path = endpoint.path.replace(/:([a-z]+)/g, (_, kind) => ids.get(kind) ?? "");
  const { body, headers } = makeBody(endpoint, {
    random,
    marker: tenant.marker,
    id: (kind) => id(kind, false),
    calls: own.callsOf(ids.get("run") ?? ""),
  });
  const key = random.chance(0.02) ? random.pick(["", "sk-none", "ü"]) : tenant.key;
  return {
    endpoint,
    tenant,
    method: random.chance(0.02)
      ? random.pick(["PUT", "PATCH", "OPTIONS", "HEAD"])
      : endpoint.method,
    path: basePaths[dialect] + path + makeQuery(endpoint, random, id),
    headers: { ...headers, authorization: `Bearer ${encodeURI(key)}` },
    body,
    isForeign,
    leaves: random.chance(0.03),
  };
}

/** Chooses the ids of a path from the last to the first, which are mostly those that the last one belongs to. */
function idsInPath(
  { path }: Endpoint,
  choose: (kind: IdKind) => string,
  parent: (child: string, kind: IdKind) => string | undefined,
): ReadonlyMap<string, string> {
  const kinds = [...path.matchAll(/:([a-z]+)/g)].map(([, kind]) => kind as IdKind);
  const ids = new Map<string, string>();
  let child: string | undefined;
  for (const kind of kinds.toReversed()) {
    const id: string = (child === undefined ? undefined : parent(child, kind)) ?? choose(kind);
    ids.set(kind, id);
    child ??= id;
  }
  return ids;
}

function makeQuery(
  { method }: Endpoint,
  random: SeededRandom,
  id: (kind: IdKind, inPath: boolean) => string,
): string {
  if (method !== "GET" || random.chance(0.6)) return "";
  const fields: readonly (readonly [string, () => string])[] = [
    ["limit", () => random.pick(["1", "20", "100", "0", "101", "-1", "x", "1e3", ""])],
    ["order", () => random.pick(["asc", "desc", "up"])],
    ["after", () => id(random.pick(["thread", "message", "run", "assistant"]), false)],
    ["before", () => id(random.pick(["thread", "message", "run", "assistant"]), false)],
    ["run_id", () => id("run", false)],
    ["starting_after", () => random.pick(["0", "3", "-1", "x"])],
  ];
  const query = fields.filter(() => random.chance(0.3)).map(([name, make]) => `${name}=${make()}`);
  return `?${encodeURI(query.join("&"))}`;
}

function makeBody({ body }: Endpoint, parts: BodyParts): Pick<FuzzRequest, "body" | "headers"> {
  const { random, marker } = parts;
  if (body === undefined) return { body: undefined, headers: {} };
  if (body === "upload") return { body: makeUpload(random, marker), headers: {} };
  const made = body(parts);
  const changed = random.chance(0.35) ? mutateValue(made, random) : made;
  if (changed === undefined) return { body: undefined, headers: {} };
  const type = random.chance(0.02) ? random.pick(["text/plain", "", "x"]) : "application/json";
  return { body: spoil(JSON.stringify(changed), random), headers: { "content-type": type } };
}

/** Now and then a body is not even JSON. */
function spoil(text: string, random: SeededRandom): string | Uint8Array<ArrayBuffer> {
  if (random.chance(0.94)) return text;
  const spoiled: readonly (() => string | Uint8Array<ArrayBuffer>)[] = [
    () => text.slice(0, random.below(text.length + 1)),
    () => `${text}${text}`,
    () => "[".repeat(200),
    () => `{"a":${"[".repeat(80)}${"]".repeat(80)}}`,
    () => new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
    () => "",
    () => "NaN",
    () => "1e999",
  ];
  return random.pick(spoiled)();
}

function makeUpload(random: SeededRandom, marker: string): FormData | string {
  if (random.chance(0.05)) return "--x--";
  const form = new FormData();
  if (random.chance(0.95))
    form.set("purpose", random.pick(["assistants", "assistants", "vision", "x"]));
  const name = random.pick(["a.txt", "../b.txt", "", "c.png", "ü\n.csv"]);
  const file = new File([marker, "x".repeat(random.below(500))], name);
  if (random.chance(0.95)) form.set("file", random.chance(0.95) ? file : marker);
  return form;
}

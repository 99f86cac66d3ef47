import type MiniSearch from "minisearch";
import type { Operation } from "../operation/operation.ts";

/** Finds operations by words. */
export type OperationSearch = (query: string, limit: number) => readonly Operation[];

interface Indexed {
  readonly id: number;
  readonly name: string;
  readonly summary: string;
  readonly path: string;
  readonly tags: string;
  readonly description: string;
  readonly parameters: string;
}

/**
 * @param operations - what there is to find
 * @returns the search over them; building it takes about a tenth of a second for a thousand operations
 */
export async function searchOperations(operations: readonly Operation[]): Promise<OperationSearch> {
  const { default: Search } = await import("minisearch");
  const index: MiniSearch<Indexed> = new Search({
    fields: ["name", "summary", "path", "tags", "description", "parameters"],
    tokenize: wordsOf,
    processTerm: stemOf,
  });
  // In pieces: ten thousand operations would hold up everything else for a second.
  await index.addAllAsync(operations.map(indexed), { chunkSize: 200 });
  return (query, limit) => {
    const found = index.search(query, {
      boost: { name: 3, summary: 3, path: 2, tags: 1, description: 0.5, parameters: 0.3 },
      prefix: (term) => term.length > 3,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
      combineWith: "OR",
      boostDocument: (id) => brevityOf(operations[id as number]),
    });
    return found.slice(0, limit).flatMap(({ id }) => operations[id as number] ?? []);
  };
}

function indexed(operation: Operation, id: number): Indexed {
  const { name, summary, path, tags, description, parameters } = operation;
  return {
    id,
    name,
    summary: `${summary.slice(0, 500)} ${verbsOf(operation)}`,
    path: path.slice(0, 500),
    tags: tags.join(" ").slice(0, 500),
    description: description.slice(0, 500),
    parameters: parameters
      .map((parameter) => parameter.name)
      .join(" ")
      .slice(0, 2_000),
  };
}

/** Words by which people ask for what a method does; services say one of them, if any. */
function verbsOf({ method, path }: Operation): string {
  const isOne = /\}\/?$/.test(path);
  switch (method) {
    case "GET":
      return isOne ? "get read retrieve show" : "list get read";
    case "POST":
      return isOne ? "update change" : "create add new";
    case "PUT":
    case "PATCH":
      return "update change edit set";
    case "DELETE":
      return "delete remove";
    default:
      return "";
  }
}

/** Of two that match alike the one with the shorter path is meant more often. */
function brevityOf(operation: Operation | undefined): number {
  return 1 / (1 + 0.08 * (operation?.path.split("/").length ?? 0));
}

/** `issues/listForRepo` is four words. */
function wordsOf(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

const filler: ReadonlySet<string> = new Set(
  "a all am an and any are as at by can do every for from how in into is it its of on or our that the their them there this to we what which with you your".split(
    " ",
  ),
);

/** One and many are the same word, and so are the ways to speak of oneself. */
function stemOf(term: string): string | null {
  const word = term.toLowerCase();
  if (word === "my" || word === "i") return "me";
  if (filler.has(word)) return null;
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (word.length > 3 && /[^su]s$/.test(word)) return word.slice(0, -1);
  return word;
}

/** A file that the page of an index lists. */
export interface IndexedFile {
  readonly filename: string;
  readonly url: URL;
  /** Of its bytes, in hexadecimal; null: the page does not say. */
  readonly sha256: string | null;
  readonly requiresPython: string | null;
  readonly yanked: boolean;
}

const entities: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["gt", ">"],
  ["lt", "<"],
  ["quot", '"'],
]);

const unescaped = (text: string): string =>
  text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities.get(String(name).toLowerCase()) ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

const hash = (value: unknown): string | null =>
  typeof value === "string" && /^[0-9a-f]{64}$/i.test(value) ? value.toLowerCase() : null;

function attributes(tag: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = "", quoted, plain] of tag.matchAll(
    /([a-z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/gi,
  )) {
    found.set(name.toLowerCase(), unescaped(quoted ?? plain ?? ""));
  }
  return found;
}

function readHtml(text: string, base: string): IndexedFile[] {
  const files: IndexedFile[] = [];
  for (const [, tag = ""] of text.matchAll(/<a\s((?:"[^"]*"|'[^']*'|[^'">])*)>/gi)) {
    const given = attributes(tag);
    const href = given.get("href");
    const url = href === undefined ? null : URL.parse(href, base);
    if (url === null || !/^https?:$/.test(url.protocol)) continue;
    const [, sha256] = /^#sha256=(.*)$/i.exec(url.hash) ?? [];
    url.hash = "";
    files.push({
      filename: decodeURIComponent(url.pathname.split("/").at(-1) ?? ""),
      url,
      sha256: hash(sha256),
      requiresPython: given.get("data-requires-python") ?? null,
      yanked: given.has("data-yanked"),
    });
  }
  return files;
}

function readJson(text: string, base: string): IndexedFile[] {
  const { files } = JSON.parse(text) as { readonly files?: unknown };
  if (!Array.isArray(files)) throw new SyntaxError("the page has no list of files");
  return files.flatMap((value: unknown) => {
    const file = Object(value) as Record<string, unknown>;
    const url = typeof file.url === "string" ? URL.parse(file.url, base) : null;
    if (typeof file.filename !== "string" || url === null || !/^https?:$/.test(url.protocol)) {
      return [];
    }
    const python = file["requires-python"];
    return [
      {
        filename: file.filename,
        url,
        sha256: hash((Object(file.hashes) as Record<string, unknown>).sha256),
        requiresPython: typeof python === "string" ? python : null,
        yanked: file.yanked !== undefined && file.yanked !== false,
      },
    ];
  });
}

/**
 * Reads the page of one project of a package index, as PEP 503 (HTML) or PEP 691 (JSON) has it.
 *
 * @param text - the page
 * @param mediaType - what the mirror says that it is
 * @param base - the page's address, to which its links are relative
 * @throws SyntaxError or URIError if it is no such page
 */
export function readIndexPage(
  text: string,
  mediaType: string,
  base: string,
): readonly IndexedFile[] {
  return mediaType.endsWith("json") ? readJson(text, base) : readHtml(text, base);
}

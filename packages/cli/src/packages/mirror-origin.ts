import { InvalidInputError, PythonPackageError } from "@inhouse/contracts";
import {
  lockFilename,
  maxWheelBytes,
  packageFunctions,
  parseWheelFilename,
} from "@inhouse/tool-python/packages";
import type { IndexedFile } from "./index-page.ts";
import { readIndexPage } from "./index-page.ts";
import { lockedOrigin } from "./locked-origin.ts";
import { askMirror } from "./mirror-client.ts";
import type { OfferedWheel, PackageOrigin } from "./package-origin.ts";

const maxPageBytes = 64 * 1024 * 1024;
const accept =
  "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.5, text/html;q=0.1";

async function download(url: URL, name: string): Promise<Uint8Array> {
  const answer = await askMirror(url, { name, maxBytes: maxWheelBytes });
  if (answer !== null) return answer.bytes;
  const message = `The mirror lists ${url.pathname.split("/").at(-1)} and does not have it.`;
  throw new PythonPackageError("missing_file", name, message);
}

function offerOf(file: IndexedFile): OfferedWheel[] {
  const wheel = parseWheelFilename(file.filename);
  if (wheel === null) return [];
  const { url, sha256, requiresPython, yanked } = file;
  return [
    {
      wheel,
      sha256,
      requiresPython,
      yanked,
      locked: null,
      address: `${url.origin}${url.pathname}`,
      read: () => download(url, wheel.name),
    },
  ];
}

function indexOrigin(base: URL): PackageOrigin {
  return {
    async offers(name) {
      const url = new URL(`${name}/`, base);
      const page = await askMirror(url, { name, maxBytes: maxPageBytes, accept });
      if (page === null) return [];
      try {
        const text = new TextDecoder().decode(page.bytes);
        return readIndexPage(text, page.mediaType, page.url).flatMap(offerOf);
      } catch (cause) {
        const message = `${url.origin}${url.pathname} is not the page of a package index.`;
        throw new PythonPackageError("mirror", name, message, { cause });
      }
    },
  };
}

/**
 * @param address - a package index (PEP 503 or 691), or a folder of the Pyodide distribution, by `http:` or `https:`
 * @throws InvalidInputError if it is no such address
 * @throws PythonPackageError if it does not answer
 */
export async function mirrorOrigin(address: string): Promise<PackageOrigin> {
  const base = URL.parse(address.endsWith("/") ? address : `${address}/`);
  if (base === null || !/^https?:$/.test(base.protocol)) {
    throw new InvalidInputError({
      param: "--from",
      expected: "a folder, or the https: address of a package index or of a Pyodide distribution",
      received: `'${address.slice(0, 200)}'`,
    });
  }
  const lock = await askMirror(new URL(lockFilename, base), { name: "", maxBytes: maxPageBytes });
  if (lock === null || lock.mediaType === "text/html") return indexOrigin(base);
  const locked = packageFunctions.parsePackageLock(new TextDecoder().decode(lock.bytes));
  const urlOf = (filename: string): URL => new URL(encodeURIComponent(filename), base);
  return lockedOrigin(locked, {
    addressOf: (filename) => `${base.origin}${urlOf(filename).pathname}`,
    read: (filename, name) => download(urlOf(filename), name),
  });
}

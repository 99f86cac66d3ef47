import { PackageFault } from "./package-fault.ts";
import { normalizeName } from "./package-name.ts";
import type { ArchiveFile, ArchiveLimits } from "./read-archive.ts";
import { ArchiveError, readArchive } from "./read-archive.ts";
import { assertFits, parseWheelFilename } from "./wheel-filename.ts";

/** A wheel, unpacked. */
export interface Wheel {
  /** The package, normalized. */
  readonly name: string;
  readonly version: string;
  /** Its metadata as text: headers, and behind an empty line a description. */
  readonly metadata: string;
  /** What goes into the folder of packages, paths relative to it. */
  readonly files: readonly ArchiveFile[];
  /** The modules that can be imported from it: the names at the top. */
  readonly modules: readonly string[];
}

const MB = 1024 * 1024;

/** The most that one wheel may hold; the largest known to be of use have a fifth of it. */
export const wheelLimits: ArchiveLimits = {
  maxFiles: 20_000,
  maxFileBytes: 256 * MB,
  maxTotalBytes: 512 * MB,
};

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function unpack(
  bytes: Uint8Array,
  filename: string,
  limits: ArchiveLimits,
): readonly ArchiveFile[] {
  try {
    return readArchive(bytes, limits);
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    const { problem, message } = error;
    throw new PackageFault(problem, filename, `${filename} is refused: ${message}.`);
  }
}

/** The path in the folder of packages; null: it goes somewhere where the sandbox has no use for it. */
function placeOf(path: string, dataFolder: string): string | null {
  if (!path.startsWith(`${dataFolder}/`)) return path;
  const [, kind, ...rest] = path.split("/");
  return kind === "purelib" || kind === "platlib" ? rest.join("/") : null;
}

function moduleOf(path: string): string | null {
  const [first = "", ...rest] = path.split("/");
  if (first.endsWith(".dist-info") || first.endsWith(".data")) return null;
  const name =
    rest.length > 0 ? first : (/^([^.]+)(?:\.[^/]*)?\.(?:py|so)$/.exec(first)?.[1] ?? "");
  const leaf = rest.at(-1) ?? first;
  return /^[\p{ID_Start}_]\p{ID_Continue}*$/u.test(name) && /\.(?:py|so)$/.test(leaf) ? name : null;
}

/**
 * Unpacks a wheel, without writing anything.
 *
 * @param filename - the wheel's file name
 * @param bytes - its content; hostile
 * @param limits - how much it may hold; default: {@link wheelLimits}
 * @throws PackageFault if it is no wheel, not one for the sandbox, or refused
 */
export function readWheel(
  filename: string,
  bytes: Uint8Array,
  limits: ArchiveLimits = wheelLimits,
): Wheel {
  const refuse = (problem: "bad_archive" | "unsafe_path", why: string): never => {
    throw new PackageFault(problem, filename, `${filename} is refused: ${why}.`);
  };
  const named = parseWheelFilename(filename);
  if (named === null) return refuse("bad_archive", "its name is not that of a wheel");
  assertFits(named);
  const archive = unpack(bytes, filename, limits);
  const about = archive.filter(({ path }) => /^[^/]+\.dist-info\/(?:WHEEL|METADATA)$/.test(path));
  const [info = ""] = about[0]?.path.split("/") ?? [];
  const metadata = about.find(({ path }) => path === `${info}/METADATA`);
  const wheel = about.find(({ path }) => path === `${info}/WHEEL`);
  if (about.length !== 2 || metadata === undefined || wheel === undefined) {
    return refuse("bad_archive", "it has not one .dist-info folder with WHEEL and METADATA");
  }
  const [infoName = "", infoVersion] = info.slice(0, -".dist-info".length).split("-");
  if (normalizeName(infoName) !== named.name || infoVersion !== named.version) {
    return refuse("bad_archive", `it is named ${named.name} ${named.version} and holds ${info}`);
  }
  if (!/^Wheel-Version:[ \t]*1\.\d+[ \t]*$/im.test(decode(wheel.bytes))) {
    return refuse("bad_archive", "it is of an unknown version of wheels");
  }
  const dataFolder = `${info.slice(0, -".dist-info".length)}.data`;
  const files = new Map<string, Uint8Array>();
  for (const file of archive) {
    const path = placeOf(file.path, dataFolder);
    if (path === null || path === "") continue;
    if (files.has(path)) return refuse("unsafe_path", `'${path}' is there twice`);
    files.set(path, file.bytes);
  }
  const modules = new Set([...files.keys()].map(moduleOf).filter((name) => name !== null));
  return {
    name: named.name,
    version: named.version,
    metadata: decode(metadata.bytes),
    files: [...files].map(([path, content]) => ({ path, bytes: content })),
    modules: [...modules].sort(),
  };
}

import type { StoredFile } from "@inhouse/contracts";
import { safeFilename, uniqueFilename } from "./safe-filename.ts";

/** A file of the thread that is to be put into the sandbox. */
export interface PlannedInput {
  readonly file: StoredFile;
  /** Where it goes. */
  readonly path: string;
}

/** A file of the thread that the sandbox does not get. */
export interface RefusedInput {
  readonly file: StoredFile;
  readonly reason: "too_large" | "too_many";
}

/** What must change in the sandbox before a call. */
export interface InputPlan {
  readonly add: readonly PlannedInput[];
  readonly remove: readonly string[];
  readonly refuse: readonly RefusedInput[];
}

/** What a session has of the thread's files. */
export interface KnownInputs {
  /** The paths of the files that it has, by file id. */
  readonly delivered: ReadonlyMap<string, string>;
  /** The ids of files that it refused, or that it made itself. */
  readonly ignored: ReadonlySet<string>;
}

/** The folder of the thread's files in the sandbox. */
const inputFolder = "/inputs";

/**
 * @param listed - the files of the thread, oldest first
 * @param known - what the session has
 * @param limits - how many files of which size it takes
 * @returns what must change
 */
export function planInputs(
  listed: readonly StoredFile[],
  known: KnownInputs,
  limits: { readonly inputFiles: number; readonly inputFileBytes: number },
): InputPlan {
  const ids = new Set(listed.map((file) => file.id));
  const gone = [...known.delivered].filter(([id]) => !ids.has(id));
  const names = new Set(
    [...known.delivered.values()].map((path) => path.slice(inputFolder.length + 1)),
  );
  let count = known.delivered.size - gone.length;
  const add: PlannedInput[] = [];
  const refuse: RefusedInput[] = [];
  for (const file of listed) {
    if (known.delivered.has(file.id) || known.ignored.has(file.id)) continue;
    if (file.bytes > limits.inputFileBytes) {
      refuse.push({ file, reason: "too_large" });
    } else if (count >= limits.inputFiles) {
      refuse.push({ file, reason: "too_many" });
    } else {
      const name = uniqueFilename(safeFilename(file.filename), names);
      names.add(name);
      count += 1;
      add.push({ file, path: `${inputFolder}/${name}` });
    }
  }
  return { add, remove: gone.map(([, path]) => path), refuse };
}

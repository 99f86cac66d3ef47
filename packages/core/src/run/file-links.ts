import type { FilePathAnnotation } from "@inhouse/contracts";

/** A file that a tool of the run made. */
export interface ProducedFile {
  readonly fileId: string;
  readonly filename: string;
}

/** The form in which models link to files that their tools made, in Markdown or bare. It may run on behind the link. */
const sandboxLink = /sandbox:\/(?:(?!sandbox:\/)[^\n"'<>()[\]])*/g;

/** What makes a name longer than the one in front of it. */
const nameGoesOn = /^[\w.-]*\w/;

/**
 * @param text - what the model wrote
 * @param produced - the files that tools of the run made, the newest last
 * @returns references from the links in the text to those files
 */
export function linkedFiles(
  text: string,
  produced: readonly ProducedFile[],
): readonly FilePathAnnotation[] {
  if (produced.length === 0 || !text.includes("sandbox:/")) return [];
  // Of two files of one name the newer is meant.
  const newestFirst = produced.toReversed();
  return [...text.matchAll(sandboxLink)].flatMap(({ 0: candidate, index: startIndex }) => {
    for (const { fileId, filename } of newestFirst) {
      const link = linkTo(filename, candidate);
      if (link === undefined) continue;
      const place = { text: link, startIndex, endIndex: startIndex + link.length };
      return [{ type: "file_path" as const, ...place, fileId }];
    }
    return [];
  });
}

function linkTo(filename: string, candidate: string): string | undefined {
  for (const name of [filename, encodeURIComponent(filename), encodeURI(filename)]) {
    const start = candidate.indexOf(`/${name}`) + 1;
    const end = start + name.length;
    const folders = candidate.slice(0, start);
    if (start > 0 && !/\s/.test(folders) && !nameGoesOn.test(candidate.slice(end))) {
      return candidate.slice(0, end);
    }
  }
  return undefined;
}

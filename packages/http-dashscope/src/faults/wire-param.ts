/**
 * The fields of the library that have another place in this API. The names that are only spelt differently follow from the
 * spelling.
 */
const places: readonly (readonly [RegExp, string])[] = [
  [/toolResources(?:\.[\w-]+|\["[^"]*"\])\.fileIds/, "file_ids"],
  [/attachments(\[\d+\])\.fileId/, "file_ids$1"],
  [/^attachments/, "file_ids"],
  [/\.attachments/, ".file_ids"],
];

/**
 * @param param - a field's path in the names of the library, such as `messages[0].attachments[1].fileId`
 * @returns its path in the names of this API: `messages[0].file_ids[1]`
 */
export function wireParam(param: string): string {
  // The keys of metadata are the caller's own.
  const metadata = /(^|\.)metadata[.[]/.exec(param);
  const end = metadata === null ? param.length : metadata.index;
  let own = param.slice(0, end);
  for (const [place, name] of places) own = own.replace(place, name);
  return (
    own.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) + param.slice(end)
  );
}

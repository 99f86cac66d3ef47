/**
 * @param contentType - a `content-type`; null: there is none
 * @returns the media type in small letters, without parameters; null: there is none, or it is malformed
 */
export function mediaTypeOf(contentType: string | null): string | null {
  const [type = ""] = (contentType ?? "").split(";");
  const name = type.trim().toLowerCase();
  return /^[\w.+*!#$&^-]+\/[\w.+*!#$&^-]+$/.test(name) ? name : null;
}

/**
 * @param mediaType - a media type
 * @param wanted - media types, or ranges such as `image/*`
 * @returns whether it is one of them
 */
export function isWanted(mediaType: string | null, wanted: readonly string[]): boolean {
  if (mediaType === null) return false;
  return wanted.some((one) =>
    one.endsWith("/*") ? mediaType.startsWith(one.slice(0, -1)) : mediaType === one,
  );
}

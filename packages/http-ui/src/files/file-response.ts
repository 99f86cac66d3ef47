import type { StoredFile } from "@inhouse/contracts";

/** Types that a browser may show in place: none of them can hold a script. */
const shown = /^(image\/(png|jpeg|gif|webp|avif)|audio\/[\w.+-]+|video\/[\w.+-]+)$/;

/**
 * The content of a file for a browser that trusts this origin, whatever a user or a model put into the file: a type that could
 * hold a script is saved and not shown, and the browser guesses nothing.
 *
 * @param file - the file
 * @param content - its bytes
 */
export function fileResponse(file: StoredFile, content: Uint8Array): Response {
  const isShown = shown.test(file.mediaType);
  const disposition = isShown ? "inline" : "attachment";
  return new Response(new Uint8Array(content), {
    headers: {
      "content-type": isShown ? file.mediaType : "application/octet-stream",
      "content-length": String(content.byteLength),
      "content-disposition": `${disposition}; filename*=UTF-8''${encodeName(file.filename)}`,
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
      // A file never changes, but whose it is matters.
      "cache-control": "private, max-age=31536000, immutable",
    },
  });
}

function encodeName(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

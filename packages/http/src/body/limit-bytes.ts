import { bodyTooLarge } from "../faults/refusals.ts";

/**
 * The body of a request, which fails with a refusal as soon as it has brought more than it may: nothing beyond is read.
 *
 * @param request - the request
 * @param limit - how many bytes it may bring
 * @returns the body; null: there is none
 * @throws HttpRefusal if its header already says that it is too long
 */
export function limitBytes(request: Request, limit: number): ReadableStream<Uint8Array> | null {
  if (Number(request.headers.get("content-length") ?? 0) > limit) throw bodyTooLarge(limit);
  if (request.body === null) return null;
  // Neither a pipe nor a cancel: Node.js throws out of nowhere when the body of a form in memory is cancelled, which ends the
  // process. A server lets go of what was not read when the response is sent.
  const reader: ReadableStreamDefaultReader<Uint8Array> = request.body.getReader();
  let count = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) return controller.close();
        count += value.byteLength;
        if (count <= limit) return controller.enqueue(value);
        controller.error(bodyTooLarge(limit));
      },
    },
    { highWaterMark: 0 },
  );
}

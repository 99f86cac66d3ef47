import type { Segment } from "./collection.ts";
import type { SegmentCache } from "./segment-cache.ts";
import type { SegmentContent } from "./segment-content.ts";
import type { ContentOf } from "./store-state.ts";

/** What a work found, and the contents that it looked at. */
export interface Attempted<Result> {
  readonly result: Result;
  readonly contentOf: ContentOf;
}

class NotLoaded {
  readonly segment: Segment;

  constructor(segment: Segment) {
    this.segment = segment;
  }
}

/**
 * Does a work that reads the state at one moment. Where a content is missing the work stops, the content is loaded, and
 * the work begins anew: nothing that it saw before the wait counts.
 *
 * @param cache - the contents
 * @param work - reads, without waiting and without changing anything
 */
export async function attempt<Result>(
  cache: SegmentCache,
  work: (contentOf: ContentOf) => Result,
): Promise<Attempted<Result>> {
  const held = new Map<Segment, SegmentContent>();
  const contentOf: ContentOf = (segment) => {
    const content = held.get(segment) ?? cache.held(segment);
    if (content === undefined) throw new NotLoaded(segment);
    held.set(segment, content);
    return content;
  };
  for (;;) {
    try {
      return { result: work(contentOf), contentOf };
    } catch (error) {
      if (!(error instanceof NotLoaded)) throw error;
      const content = await cache.loadUnlessRemoved(error.segment);
      // The next attempt does not ask for what was removed.
      if (content !== undefined) held.set(error.segment, content);
    }
  }
}

/** A page of a list. */
export interface Page<Item> {
  /** The items, in the requested order. */
  readonly data: readonly Item[];
  /** The id of the first item; null on an empty page. */
  readonly firstId: string | null;
  /** The id of the last item, to pass as `after` for the next page; null on an empty page. */
  readonly lastId: string | null;
  /** Whether the list goes on beyond this page, in the direction that was asked for. */
  readonly hasMore: boolean;
}

import type { ToolResources } from "@inhouse/contracts";
import * as v from "valibot";
import type { Schema } from "./common-schemas.ts";
import { id, maybe, object } from "./common-schemas.ts";

/** What tools may use. Vector stores that a request would make on the way are refused by {@link refuseFileSearch}. */
export const toolResources: Schema<ToolResources> = v.pipe(
  object({
    code_interpreter: maybe(
      object({ file_ids: v.exactOptional(v.pipe(v.array(id), v.maxLength(20))) }),
    ),
    file_search: maybe(
      object({
        vector_store_ids: v.exactOptional(v.pipe(v.array(id), v.maxLength(1))),
        vector_stores: v.exactOptional(v.array(v.looseObject({}))),
      }),
    ),
  }),
  v.transform(({ code_interpreter: code, file_search: search }): ToolResources => {
    const stores = search?.vector_store_ids ?? [];
    // A store that is to be made has no id yet: the word alone says that one was asked for.
    const wanted = stores.length > 0 || (search?.vector_stores?.length ?? 0) > 0;
    return {
      ...(code?.file_ids !== undefined && { code_interpreter: { fileIds: code.file_ids } }),
      ...(wanted && { file_search: { vectorStoreIds: stores } }),
    };
  }),
);

import type { DialectRouter } from "@inhouse/http";
import { noFileSearch } from "../input/refuse-file-search.ts";

/** Adds the routes of vector stores: each says that there are none. */
export function addVectorStoreRoutes(router: DialectRouter): void {
  for (const path of ["/vector_stores", "/vector_stores/*"]) {
    router.all(path, () => {
      throw noFileSearch(null);
    });
  }
}

import type { Runtime, TenantRuntime } from "@inhouse/core";

/**
 * Notes which messages callers delete: what is gone without having been deleted was lost.
 *
 * @param inhouse - the runtime
 * @param deleted - where the ids go
 * @returns the same runtime, for the dialects
 */
export function notingDeletions(inhouse: Runtime, deleted: Set<string>): Runtime {
  const noting = <Tenant extends TenantRuntime>(own: Tenant): Tenant => ({
    ...own,
    messages: {
      ...own.messages,
      delete: async (id: string) => {
        deleted.add(id);
        await own.messages.delete(id);
      },
    },
  });
  return { ...noting(inhouse), forTenant: (tenant) => noting(inhouse.forTenant(tenant)) };
}

import { recordKinds } from "@inhouse/contracts";
import type { Arbitrary } from "fast-check";
import {
  array,
  constant,
  constantFrom,
  integer,
  nat,
  oneof,
  option,
  record,
  tuple,
} from "fast-check";
import type { WritePlan } from "./batch-plan.ts";
import type { BatchPlan, ModelCommand } from "./commands.ts";
import { commit, due, get, getBlob, list, measure, putBlob, race, reopen } from "./commands.ts";
import type { PagePlan, PlacePlan } from "./page-plan.ts";
import { blobKeys, highest, ids, keyValues, kinds, parentsOf, tenants, texts } from "./universe.ts";

const connection = nat(1);
const tenant = constantFrom(...tenants);

/** Some kinds come more often, so that lists grow long. */
const kind = constantFrom(
  ...kinds,
  ...Array.from({ length: 4 }, () => ["message", "run", "run_log", "file"] as const).flat(),
);

const dueAt = option(nat(highest), { nil: null });

const writePlan: Arbitrary<WritePlan> = record({
  type: oneof(
    { weight: 12, arbitrary: constant("insert" as const) },
    { weight: 6, arbitrary: constant("update" as const) },
    { weight: 2, arbitrary: constant("delete" as const) },
    { weight: 3, arbitrary: constant("check" as const) },
    { weight: 1, arbitrary: constant("delete_partition" as const) },
  ),
  pick: nat(63),
  drift: oneof(
    { weight: 12, arbitrary: constant(0) },
    { weight: 1, arbitrary: constant(-1) },
    { weight: 1, arbitrary: constant(1) },
  ),
  blind: oneof(
    { weight: 12, arbitrary: constant(false) },
    { weight: 1, arbitrary: constant(true) },
  ),
  kind,
  thread: nat(1),
  name: nat(ids.length - 1),
  sequence: nat(highest),
  dueAt,
  keyValue: constantFrom(...keyValues),
  text: constantFrom(...texts),
});

const batch: Arbitrary<BatchPlan> = record({
  tenant,
  plans: array(writePlan, { minLength: 1, maxLength: 5 }),
});

const place: Arbitrary<PlacePlan | null> = option(
  record({
    pick: option(nat(63), { nil: null }),
    sequence: nat(highest),
    id: constantFrom("", ...ids),
  }),
  { nil: null, freq: 2 },
);

const page: Arbitrary<PagePlan> = kind.chain((of) => {
  const keys = recordKinds[of].keys.map((name) =>
    record({ name: constant(name), value: constantFrom(...keyValues) }),
  );
  return record(
    {
      pick: option(nat(63), { nil: null }),
      tenant,
      kind: constant(of),
      parent: constantFrom(...parentsOf(of)),
      ...(keys.length > 0 && { key: oneof(...keys) }),
      order: constantFrom("asc", "desc"),
      after: place,
      before: place,
      limit: oneof(integer({ min: 1, max: highest }), constant(1000)),
    },
    { requiredKeys: ["pick", "tenant", "kind", "parent", "order", "after", "before", "limit"] },
  );
});

const commits = tuple(connection, batch).map((it) => commit(...it));

/** Every command, those most often that write. */
export const modelCommands: Arbitrary<ModelCommand>[] = [
  commits,
  commits,
  commits,
  commits,
  tuple(batch, batch).map((it) => race(...it)),
  tuple(connection, tenant, kind, constantFrom(...ids)).map((it) => get(...it)),
  tuple(connection, page).map((it) => list(...it)),
  tuple(connection, page).map((it) => list(...it)),
  tuple(
    connection,
    record({ kind, at: nat(highest), limit: integer({ min: 1, max: highest }) }),
  ).map((it) => due(...it)),
  tuple(connection, tenant).map((it) => measure(...it)),
  tuple(connection, constantFrom(...blobKeys), option(array(nat(255)), { nil: null })).map((it) =>
    putBlob(...it),
  ),
  tuple(connection, constantFrom(...blobKeys)).map((it) => getBlob(...it)),
  constant(null).map(() => reopen()),
];

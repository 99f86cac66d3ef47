import type { ListPosition, ListQuery, Storage } from "@inhouse/contracts";
import type { Saboteur, Saboteurs } from "./faults.ts";
import { listAsks, listGives } from "./faults.ts";

const justBefore = ({ sequence, id }: ListPosition): ListPosition => ({
  sequence,
  id: id.slice(0, -1),
});

const justBehind = ({ sequence, id }: ListPosition): ListPosition => ({ sequence, id: `${id}\0` });

const includesAfter = listAsks(({ after, ...query }) => {
  if (after === undefined) return query;
  return { ...query, after: query.order === "asc" ? justBefore(after) : justBehind(after) };
});

const includesBefore = listAsks(({ before, ...query }) => {
  if (before === undefined) return query;
  return { ...query, before: query.order === "asc" ? justBehind(before) : justBefore(before) };
});

const comparesSequencesOnly = listAsks(({ after, ...query }) => {
  if (after === undefined) return query;
  const id = query.order === "asc" ? "\uffff" : "";
  return { ...query, after: { sequence: after.sequence, id } };
});

const knowsOnlyStoredPlaces: Saboteur = (storage) => ({
  ...storage,
  list: async (query) => {
    const place = query.after ?? query.before;
    return place === undefined || (await isStored(storage, query, place))
      ? storage.list(query)
      : [];
  },
});

async function isStored(storage: Storage, query: ListQuery, place: ListPosition): Promise<boolean> {
  return (await storage.get(query.tenant, query.kind, place.id)) !== undefined;
}

const takesTheEnd: Saboteur = (storage) => ({
  ...storage,
  list: async (query) => (await storage.list({ ...query, limit: 1000 })).slice(-query.limit),
});

export const pageSaboteurs: Saboteurs = {
  "lists at most the limit, nearest to the start of the order": listAsks((query) => ({
    ...query,
    limit: query.limit + 1,
  })),
  "begins right behind a place in both directions": includesAfter,
  "ends right before a place in both directions": includesBefore,
  "lists between two places": listAsks(({ before, ...query }) =>
    before === undefined || query.after !== undefined ? query : { ...query, before },
  ),
  "takes the start of the order, not the end, when a page ends before a place": takesTheEnd,
  "knows the place of a deleted record": knowsOnlyStoredPlaces,
  "knows places that no record ever had": knowsOnlyStoredPlaces,
  "cuts exactly between records of one sequence": comparesSequencesOnly,
  "cuts exactly among hundreds of records of which many share a sequence": listGives(
    (records, { before, order }) =>
      order === "asc" && before !== undefined
        ? records.filter(({ sequence }) => sequence < before.sequence || sequence % 13 !== 12)
        : records,
  ),
  "pages through hundreds of records without gap or repeat": listGives((records) =>
    records.filter((record) => record.sequence % 64 !== 63),
  ),
};

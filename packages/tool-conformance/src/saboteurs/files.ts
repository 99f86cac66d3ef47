import type { Saboteurs } from "./faults.ts";
import { spoilsContexts, spoilsResults } from "./faults.ts";

export const fileSaboteurs: Saboteurs = {
  "keeps the files that it makes with the thread, and shows them": spoilsResults(
    ({ outputs: _, ...result }) => result,
  ),
  "names its files without folders, gives them a type, and their bytes as bytes": spoilsContexts(
    ({ files }) => ({
      files: {
        list: () => files.list(),
        read: (id) => files.read(id),
        create: (file) => files.create({ ...file, filename: "../a.txt" }),
      },
    }),
  ),
  "tells the model when its files cannot be kept, and names none of them": spoilsContexts(
    ({ files }) => ({
      files: {
        list: () => files.list(),
        read: (id) => files.read(id),
        create: (file) => files.create(file).catch(() => ({ ...file, id: "file_lost" }) as never),
      },
    }),
  ),
};

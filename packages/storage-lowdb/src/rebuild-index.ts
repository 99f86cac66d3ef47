import { join, relative } from "node:path";
import { StorageCorruptError } from "@inhouse/contracts";
import { indexLine } from "./checkpoint.ts";
import { Collection } from "./collection.ts";
import type { Disk } from "./disk.ts";
import type { IndexedSegment } from "./index-line.ts";
import { JsonFile } from "./json-file.ts";
import type { Layout } from "./layout.ts";
import { segmentFilePattern } from "./layout.ts";
import { SegmentContent } from "./segment-content.ts";
import { nameOfSegmentData, toRecords } from "./segment-data.ts";

/**
 * Reads every segment of a folder, to say what is where when nobody remembers.
 *
 * @throws StorageCorruptError if a segment is damaged, or not where it belongs
 */
export async function rebuildIndex(disk: Disk, layout: Layout): Promise<IndexedSegment[]> {
  const segments: IndexedSegment[] = [];
  for (const tenant of await disk.names(layout.tenants)) {
    const folder = join(layout.tenants, tenant);
    const threads = join(folder, "threads");
    const folders = [folder, ...(await disk.names(threads)).map((name) => join(threads, name))];
    for (const each of folders) segments.push(...(await indexFolder(disk, layout, each)));
  }
  return segments;
}

async function indexFolder(disk: Disk, layout: Layout, folder: string): Promise<IndexedSegment[]> {
  const names = (await disk.names(folder)).filter((name) => segmentFilePattern.test(name));
  const segments: IndexedSegment[] = [];
  for (const name of names) segments.push(await indexSegment(disk, layout, join(folder, name)));
  return segments;
}

async function indexSegment(disk: Disk, layout: Layout, path: string): Promise<IndexedSegment> {
  const data = await new JsonFile<unknown>(disk, path).read();
  const name = nameOfSegmentData(data, path);
  const start = Number(path.slice(-21, -5));
  if (layout.segment(name, start) !== path) {
    const place = relative(layout.folder, layout.segment(name, start));
    throw new StorageCorruptError(path, `what it holds belongs into '${place}'`);
  }
  const collection = new Collection(name);
  const content = new SegmentContent(collection.ordered, toRecords(name, data, path));
  return { ...indexLine(collection.add(start), content), dueAt: content.earliestDue() };
}

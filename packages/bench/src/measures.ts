import type { Measure } from "./measure.ts";
import { bundleSize } from "./measures/bundle-size.ts";
import { bytesWritten } from "./measures/bytes-written.ts";
import { httpDelta } from "./measures/http-delta.ts";
import { httpRequest } from "./measures/http-request.ts";
import { importTime } from "./measures/import-time.ts";
import { parkedRuns } from "./measures/parked-runs.ts";
import { pythonMemory } from "./measures/python-memory.ts";
import { pythonProcess } from "./measures/python-process.ts";
import { pythonStart } from "./measures/python-start.ts";
import { pythonWork } from "./measures/python-work.ts";
import { sandboxedJavascript } from "./measures/sandboxed-javascript.ts";
import { sqliteRate } from "./measures/sqlite-rate.ts";
import { storageRate } from "./measures/storage-rate.ts";
import { threadGrowth } from "./measures/thread-growth.ts";
import { turnOverHttp } from "./measures/turn-over-http.ts";
import { turnOverhead } from "./measures/turn-overhead.ts";

/** All measures, in the order in which they run. */
export const measures: readonly Measure[] = [
  turnOverhead,
  turnOverHttp,
  httpRequest,
  httpDelta,
  threadGrowth,
  bytesWritten,
  storageRate,
  sqliteRate,
  importTime,
  bundleSize,
  parkedRuns,
  sandboxedJavascript,
  pythonProcess,
  pythonStart,
  pythonWork,
  pythonMemory,
];

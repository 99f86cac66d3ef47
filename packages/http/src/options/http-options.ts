import type { Clock } from "@inhouse/contracts";
import type { FaultReport } from "../faults/fault-report.ts";

/** What every HTTP dialect can be told. */
export interface HttpOptions {
  /**
   * Says whose request this is: a tenant, or null to refuse it as the dialect refuses a bad key. It must not read the body.
   * Absent: every request works for the tenant of the runtime that the dialect was given, which is right in process and wrong
   * on a network.
   */
  readonly authenticate?: (request: Request) => string | null | Promise<string | null>;
  /** How much a request may bring; absent: the defaults of {@link HttpLimits}. */
  readonly limits?: Partial<HttpLimits>;
  /** Which web pages may call; absent: none, and no CORS header is sent. */
  readonly cors?: HttpCors;
  /** Hears of faults of this side, which the caller is told nothing of. What it throws is ignored. */
  readonly onError?: (report: FaultReport) => void;
  /** Whether the error itself goes into the report, with whatever contents its message quotes; absent: false. */
  readonly reportContents?: boolean;
  /** Whether a reader who leaves a stream cancels the run; absent: false, the run goes on. */
  readonly cancelOnDisconnect?: boolean;
  /** The path that all routes begin with, without a slash at the end; absent: the dialect's own. */
  readonly basePath?: string;
  /** How often a stream that has nothing to say sends a comment, in milliseconds; 0: never; absent: 15,000. */
  readonly heartbeatMs?: number;
  /** Time, for heartbeats and for how long addresses of files are good; absent: that of the system. */
  readonly clock?: Clock;
  /** Makes the ids of requests; absent: `req_` and a random UUID without dashes. */
  readonly newRequestId?: () => string;
}

/** How much a request may bring. */
export interface HttpLimits {
  /** The largest JSON body in bytes; by default 4 MiB. */
  readonly jsonBytes: number;
  /** How deep arrays and objects of a JSON body may nest; by default 64. */
  readonly jsonDepth: number;
  /** The largest multipart body in bytes, all its parts together; by default 512 MiB. */
  readonly uploadBytes: number;
}

/** Which web pages may call, and what they may see. */
export interface HttpCors {
  /** Origins such as `https://app.example.com`; `"*"`: every page. */
  readonly origins: "*" | readonly string[];
  /** Whether browsers send cookies; absent: false. */
  readonly credentials?: boolean;
}

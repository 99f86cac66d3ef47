import type { AttemptStep } from "../attempts/attempt.ts";

/** What the host process is asked to do. */
export type HostOrder =
  | { readonly type: "attempt"; readonly steps: readonly AttemptStep[] }
  | { readonly type: "soak"; readonly executions: number }
  | { readonly type: "ping" };

/** A file that came out of the sandbox, as text in which secrets can be looked for. */
export interface ReportedFile {
  readonly filename: string;
  readonly text: string;
}

/** What came back of one run of code. */
export interface StepReport {
  readonly output: string;
  readonly files: readonly ReportedFile[];
}

/** What the host process tells. */
export type HostWord =
  | { readonly type: "broken"; readonly reason: string }
  | { readonly type: "works" }
  | { readonly type: "step"; readonly report: StepReport }
  | { readonly type: "useless"; readonly output: string }
  | {
      readonly type: "ended";
      readonly changes: readonly string[];
      /** For how long the process did nothing else while code ran, at most. */
      readonly delayMs: number;
      /** The most memory that the process ever had. */
      readonly peakBytes: number;
    }
  | {
      readonly type: "soaked";
      readonly executions: number;
      /** How many of them did not bring back what they should. */
      readonly failed: number;
      /** The memory of the process when a tenth of the executions were over. */
      readonly earlyBytes: number;
      /** The memory of the process when all executions were over. */
      readonly lateBytes: number;
      readonly delayMs: number;
    }
  | { readonly type: "pong" };

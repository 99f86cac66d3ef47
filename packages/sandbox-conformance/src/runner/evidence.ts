import type { AttemptStep } from "../attempts/attempt.ts";
import type { StepReport } from "../host/messages.ts";

/** The words that must stay on their side of the wall. */
export interface Secrets {
  /** In a file of the host. */
  readonly file: string;
  /** In the environment of the host. */
  readonly variable: string;
  /** What the proof of JavaScript evaluates to. */
  readonly realm: string;
  /** The attempt's own word, which must not come to light elsewhere. */
  readonly mark: string;
}

/** How the host process went. */
export interface HostEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Everything that was seen of an attempt. */
export interface Evidence {
  readonly steps: readonly AttemptStep[];
  /** What came back, a report for each step that ended and those of the runs behind them. */
  readonly reports: readonly StepReport[];
  /** What the host process wrote to its standard streams. */
  readonly terminal: string;
  /** The content of the marker file, or null if it never came into being. */
  readonly marker: string | null;
  readonly connections: number;
  /** What changed in the objects of the host's realm. */
  readonly changes: readonly string[];
  /** Whether all runs came to their end. */
  readonly ended: boolean;
  /** Whether the sandbox ran no code of anyone behind the attempt. */
  readonly useless: boolean;
  /** How the host process ended, or null if it lived to the end. */
  readonly hostEnd: HostEnd | null;
  /** Whether the host process answered a call to the end. */
  readonly answered: boolean;
  /** Why the sandbox could not be opened, or null. */
  readonly broken: string | null;
}

/** What an attempt may reach on the host. The paths, the variable and the address differ from attempt to attempt. */
export interface HostFacts {
  /** A file of the host that holds a secret. */
  readonly secretFile: string;
  /** A file that must not come into being. */
  readonly markerFile: string;
  /** A variable of the host's environment that holds a secret. */
  readonly variable: string;
  /** A server on the host that must not be reached. */
  readonly url: string;
  /** The port of that server. */
  readonly port: number;
  /** JavaScript; the text that it evaluates to shows that it was run as JavaScript of the host. */
  readonly realmProof: string;
  /** A random word that must not come to light in another session or on the host's terminal. */
  readonly mark: string;
}

/** How code got out. */
export type EscapeKind =
  | "read a file"
  | "wrote a file"
  | "ran a command"
  | "read the environment"
  | "reached the network"
  | "ran JavaScript"
  | "changed the host's objects"
  | "wrote to the terminal"
  | "reached another session"
  | "left a hostile file name"
  | "gave the host text that cannot be stored"
  | "outlived its time"
  | "left the sandbox useless";

/** One run of code in an attempt. */
export interface AttemptStep {
  /** What is run. */
  readonly code: string;
  /** Whose code it is; absent: the attacker's. */
  readonly session?: string;
  /** What a victim's run must bring back; absent: nothing is asked, as the code is the attacker's. */
  readonly expected?: string;
}

/** How a sandbox that confines nothing loses. */
export interface KnownLoss {
  /** Which of them loses. */
  readonly control: ControlName;
  /** What it loses. */
  readonly kind: EscapeKind | "killed the host";
}

/** The sandboxes that are none, by which the suite shows that it sees an escape. */
export type ControlName = "stock-pyodide" | "node-vm" | "worker-eval";

/** An attempt to get out. */
export interface Attempt {
  /** What kind of way it tries. */
  readonly family: string;
  /** What it does, in a few words. */
  readonly title: string;
  /** Its unique name, made of family and title: `native-code/a-shell-through-ctypes`. */
  readonly name: string;
  /** What a control loses by it; null: no control is open to it, or it aims at one sandbox alone. */
  readonly loss: KnownLoss | null;
  /**
   * @param host - what to reach
   * @returns the code, run one after another in one process
   */
  steps(host: HostFacts): readonly AttemptStep[];
}

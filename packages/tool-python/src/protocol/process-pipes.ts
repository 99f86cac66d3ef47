/** The file descriptors by which a child process and its host talk. */
export const processPipes: {
  /** Frames of the sandbox. */
  readonly fromSandbox: number;
  /** Frames of the host: the settings, then what it wants done. */
  readonly toSandbox: number;
  /** A byte for each interrupt: the number of the run that it is for, from 1, modulo 256. */
  readonly interrupts: number;
  /** Frames of the host: answers to calls of tools, which do not wait for their turn among its other messages. */
  readonly answers: number;
} = { fromSandbox: 3, toSandbox: 4, interrupts: 5, answers: 6 };

/** The file descriptor of the memory that Python starts from, if it is in a file. */
export const memoryDescriptor = 7;

import { InhouseError, StorageConflictError } from "@inhouse/contracts";
import { commitFailure } from "../commit/commit-failure.ts";
import type { CommitPlan } from "../commit/commit-plan.ts";

/** What a group does to the database. */
export interface GroupTransaction {
  /**
   * Takes the write lock, waiting for others without blocking the process, and does the work in the same breath.
   *
   * @param work - ends the transaction that it finds; never throws
   */
  begin(work: () => void): Promise<void>;
  commit(): void;
  rollback(): void;
  /** Runs one statement about a savepoint. */
  execute(sql: string): void;
  /** Writes one commit. */
  apply(plan: CommitPlan): void;
}

interface Waiting {
  readonly plan: CommitPlan;
  readonly resolve: () => void;
  readonly reject: (error: InhouseError) => void;
}

/** What became of one of a group before the transaction ended; undefined: it is written. */
type Problem = InhouseError | undefined;

/** How much one transaction takes on before others get their turn: a few milliseconds of work. */
const heaviestGroup = 300;

/**
 * Lets commits that wait at the same moment share one transaction: what a transaction costs is paid once, and each still
 * resolves only when it is committed. Each has a savepoint of its own, so that one which fails takes no other with it.
 *
 * From its beginning to its end a transaction is one piece of work, with nothing else of this process in between: nobody
 * sees the connection in the middle of it.
 */
export class CommitGroups {
  readonly #transaction: GroupTransaction;
  #waiting: Waiting[] = [];
  #isRunning = false;

  constructor(transaction: GroupTransaction) {
    this.#transaction = transaction;
  }

  /** @returns resolves when the commit is written; rejects if it is not, or if nobody knows */
  commit(plan: CommitPlan): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ plan, resolve, reject });
      if (this.#isRunning) return;
      this.#isRunning = true;
      void this.#run();
    });
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      // Whoever was woken by the last group, or by the same event, gets the chance to join this one.
      await new Promise((resolve) => setImmediate(resolve));
      try {
        await this.#transaction.begin(() => this.#write(this.#nextGroup()));
      } catch (cause) {
        for (const { reject } of this.#nextGroup()) reject(commitFailure("no", cause));
      }
    }
    this.#isRunning = false;
  }

  #nextGroup(): readonly Waiting[] {
    let weight = 0;
    let count = 0;
    for (const { plan } of this.#waiting) {
      weight += plan.weight;
      if (count > 0 && weight > heaviestGroup) break;
      count++;
    }
    const group = this.#waiting.slice(0, count);
    this.#waiting = this.#waiting.slice(count);
    return group;
  }

  #write(group: readonly Waiting[]): void {
    let problems: readonly Problem[];
    try {
      problems = group.map(({ plan }) =>
        group.length === 1 ? this.#applyAlone(plan) : this.#applyAmongOthers(plan),
      );
    } catch (cause) {
      // A savepoint that is lost took the transaction with it: SQLite gives both up when the disk fails.
      this.#tryRollback();
      for (const { reject } of group) reject(commitFailure("no", cause));
      return;
    }
    const isAnyWritten = problems.includes(undefined);
    try {
      if (isAnyWritten) this.#transaction.commit();
      else this.#transaction.rollback();
      settle(group, problems);
    } catch (cause) {
      // If there is something to roll back, it was not committed.
      const outcome = this.#tryRollback() || !isAnyWritten ? "no" : "unknown";
      settle(
        group,
        // A conflict with another of the group is none after all.
        problems.map((problem) =>
          problem === undefined || problem instanceof StorageConflictError
            ? commitFailure(problem === undefined ? outcome : "no", cause)
            : problem,
        ),
      );
    }
  }

  #applyAlone(plan: CommitPlan): Problem {
    try {
      this.#transaction.apply(plan);
      return undefined;
    } catch (error) {
      return explained(error);
    }
  }

  #applyAmongOthers(plan: CommitPlan): Problem {
    this.#transaction.execute("savepoint inhouse");
    const problem = this.#applyAlone(plan);
    if (problem !== undefined) this.#transaction.execute("rollback to inhouse");
    this.#transaction.execute("release inhouse");
    return problem;
  }

  #tryRollback(): boolean {
    try {
      this.#transaction.rollback();
      return true;
    } catch {
      return false;
    }
  }
}

function settle(group: readonly Waiting[], problems: readonly Problem[]): void {
  for (const [index, { resolve, reject }] of group.entries()) {
    const problem = problems[index];
    if (problem === undefined) resolve();
    else reject(problem);
  }
}

function explained(error: unknown): InhouseError {
  return InhouseError.isInstance(error) ? error : commitFailure("no", error);
}

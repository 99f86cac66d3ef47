import type { LockedPackage, WheelFilename } from "@inhouse/tool-python/packages";

/** A wheel that an origin offers. */
export interface OfferedWheel {
  readonly wheel: WheelFilename;
  /** Of its bytes, in hexadecimal; null: the origin does not say. */
  readonly sha256: string | null;
  /** Which Python it is for, as PEP 440 has it; null: any. */
  readonly requiresPython: string | null;
  /** Whether it was withdrawn, and is only for those who ask for this very version. */
  readonly yanked: boolean;
  /** What the origin's own lock file says of it; null: the wheel itself says what it needs. */
  readonly locked: LockedPackage | null;
  /** Where it is, for people. */
  readonly address: string;

  /**
   * @returns its bytes
   * @throws PythonPackageError if they cannot be had
   */
  read(): Promise<Uint8Array>;
}

/** Where wheels come from. */
export interface PackageOrigin {
  /**
   * @param name - the package, normalized
   * @returns the wheels of it, for whatever platform; none: it is not there
   * @throws PythonPackageError if the origin does not answer
   */
  offers(name: string): Promise<readonly OfferedWheel[]>;
}

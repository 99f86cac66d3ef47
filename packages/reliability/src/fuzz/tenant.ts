/** A tenant of the fuzz. */
export interface FuzzTenant {
  readonly name: string;
  readonly key: string;
  /** A word that stands in all that the tenant sends, and in nothing that another does. */
  readonly marker: string;
}

/** Two tenants: what one sends must never come back to the other. */
export const tenants: readonly [FuzzTenant, FuzzTenant] = [
  { name: "alpha", key: "sk-alpha-4f1c", marker: "alphaMarker4f1c" },
  { name: "bravo", key: "sk-bravo-9d2e", marker: "bravoMarker9d2e" },
];

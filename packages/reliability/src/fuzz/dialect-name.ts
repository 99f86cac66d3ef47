/** The dialects, by the names that their addresses have. */
export type DialectName = "openai" | "dashscope" | "ui";

/** Where each dialect is. */
export const basePaths: Readonly<Record<DialectName, string>> = {
  openai: "/v1",
  dashscope: "/api/v1",
  ui: "/ui",
};

import { createContentLoader } from "vitepress";

/** One decision of the index. */
export interface Decision {
  /** Its number and title. */
  readonly title: string;
  /** Its page. */
  readonly url: string;
}

declare const data: readonly Decision[];

export { data };

export default createContentLoader("decisions/[0-9]*.md", {
  includeSrc: true,
  transform: (pages): readonly Decision[] =>
    pages
      .map(({ src, url }) => ({ title: /^# (.+)$/m.exec(src ?? "")?.[1] ?? url, url }))
      .sort((one, other) => (one.url < other.url ? -1 : 1)),
});

import { readdirSync, readFileSync } from "node:fs";
import { defineConfig } from "vitepress";

export default defineConfig({
  title: "Inhouse",
  description: "The Assistants API as an import",
  cleanUrls: true,
  lastUpdated: false,
  ignoreDeadLinks: false,
  themeConfig: {
    search: { provider: "local" },
    outline: "deep",
    nav: [
      { text: "Guide", link: "/quick-start" },
      { text: "Reference", link: "/reference/" },
      { text: "Decisions", link: "/decisions/" },
    ],
    sidebar: [
      {
        text: "Guide",
        items: [
          { text: "Quick start", link: "/quick-start" },
          {
            text: "Concepts",
            link: "/concepts/",
            items: [
              { text: "Assistant", link: "/concepts/assistant" },
              { text: "Thread", link: "/concepts/thread" },
              { text: "Message", link: "/concepts/message" },
              { text: "Run", link: "/concepts/run" },
              { text: "Step", link: "/concepts/step" },
            ],
          },
        ],
      },
      { text: "Migrate from OpenAI", link: "/migrate-from-openai" },
      { text: "Migrate from DashScope", link: "/migrate-from-dashscope" },
      { text: "useChat", link: "/use-chat" },
      { text: "Plug-ins", link: "/plugins" },
      { text: "Durable runs", link: "/durable-runs" },
      { text: "Functions", link: "/functions" },
      { text: "Code interpreter", link: "/code-interpreter" },
      { text: "JavaScript", link: "/javascript" },
      { text: "Functions as data", link: "/functions-as-data" },
      { text: "Python packages", link: "/python-packages" },
      { text: "Text to image", link: "/text-to-image" },
      { text: "Write your own tool", link: "/write-your-own-tool" },
      { text: "Code that calls tools", link: "/code-calls-tools" },
      { text: "Security of code", link: "/security" },
      { text: "Serve", link: "/serve" },
      { text: "Reliability", link: "/reliability" },
      { text: "Benchmarks", link: "/benchmarks" },
      { text: "API reference", link: "/reference/", collapsed: true, items: packagePages() },
      { text: "Decisions", link: "/decisions/", collapsed: true, items: decisionPages() },
    ],
  },
});

interface Page {
  readonly text: string;
  readonly link: string;
}

function packagePages(): Page[] {
  return readdirSync("reference/@inhouse")
    .sort()
    .map((name) => ({ text: `@inhouse/${name}`, link: `/reference/@inhouse/${name}/` }));
}

function decisionPages(): Page[] {
  return readdirSync("decisions")
    .filter((file) => /^\d{4}-.*\.md$/.test(file))
    .sort()
    .map((file) => ({
      text: titleOf(`decisions/${file}`),
      link: `/decisions/${file.slice(0, -3)}`,
    }));
}

/** The first heading of a page. */
function titleOf(file: string): string {
  return /^# (.+)$/m.exec(readFileSync(file, "utf8"))?.[1] ?? file;
}

import type { Tool } from "@inhouse/contracts";

/** @returns a tool of a package, under a type, as the runtime takes it */
export function adapterTool(type: string, more: Partial<Tool>): Tool {
  const parameters = { type: "object", properties: {} };
  return {
    type,
    functions: () => [{ name: type, description: "", parameters }],
    execute: async () => ({ output: "" }),
    ...more,
  };
}

/** A code interpreter that prints its code, and shows an image. */
export const printer: Tool = adapterTool("code_interpreter", {
  async execute({ input }, { files, onOutput }) {
    const { code } = input as { readonly code: string };
    onOutput({ stream: "stdout", text: code });
    const bytes = new Uint8Array([1]);
    const image = await files.create({ filename: "a.png", mediaType: "image/png", bytes });
    const table = await files.create({ filename: "a.csv", mediaType: "text/csv", bytes });
    return {
      output: code,
      outputs: [
        { type: "logs", logs: code },
        { type: "image", fileId: image.id },
        { type: "file", fileId: table.id },
      ],
    };
  },
});

import { createReadStream } from "node:fs";
import { InvalidInputError } from "@inhouse/contracts";

const mostBytes = 32 * 1024 * 1024;

/**
 * @param file - the path of a file, or `-` for standard input
 * @returns what it holds, parsed as JSON
 * @throws InvalidInputError if it is not there, too large, or no JSON
 */
export async function readDocument(file: string): Promise<unknown> {
  const name = file === "-" ? "standard input" : file;
  const refuse = (received: string, cause?: unknown): InvalidInputError =>
    new InvalidInputError({ param: name, expected: "a JSON file", received }, { cause });
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of file === "-" ? process.stdin : createReadStream(file)) {
      bytes += (chunk as Buffer).length;
      if (bytes > mostBytes) break;
      chunks.push(chunk as Buffer);
    }
  } catch (error) {
    throw refuse(error instanceof Error ? `one that cannot be read (${error.message})` : "", error);
  }
  if (bytes > mostBytes) throw refuse(`larger than ${mostBytes} bytes`);
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch (error) {
    throw refuse(`no JSON (${error instanceof Error ? error.message : error})`, error);
  }
}

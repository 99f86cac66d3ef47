import { suffixOfUuid, uuidOfSuffix } from "@inhouse/contracts";

/** What ids begin with here, by what they begin with in the library. */
const wirePrefixes: Readonly<Record<string, string>> = {
  asst: "asst",
  thread: "thread",
  msg: "message",
  run: "run",
  step: "step",
  file: "file",
};

const corePrefixes: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(wirePrefixes).map(([core, wire]) => [wire, core]),
);

const coreIds = /\b(asst|thread|msg|run|step|file)_([0-9A-Za-f]{24})(?![0-9A-Za-z])/g;
const wireId =
  /^(asst|thread|message|run|step|file)_([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i;

/**
 * @param id - an id of the library
 * @returns the same id as clients see it, such as `asst_` and a UUID; an id that stands for no UUID stays as it is
 */
export function toWireId(id: string): string {
  return toWireIds(id);
}

/**
 * @param text - any text, such as that of an error
 * @returns the text with all ids in it as clients see them
 */
export function toWireIds(text: string): string {
  return text.replace(coreIds, (id, prefix: string, suffix: string) => {
    const uuid = uuidOfSuffix(suffix);
    return uuid === undefined ? id : `${wirePrefixes[prefix]}_${formatUuid(uuid)}`;
  });
}

/**
 * @param id - an id of a client, in either form
 * @returns the id that the library knows; one that is in neither form stays as it is
 */
export function toCoreId(id: string): string {
  const [, prefix, uuid] = wireId.exec(id) ?? [];
  if (prefix === undefined || uuid === undefined) return id;
  return `${corePrefixes[prefix.toLowerCase()]}_${suffixOfUuid(parseUuid(uuid))}`;
}

function formatUuid(uuid: Uint8Array): string {
  const hex = Array.from(uuid, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function parseUuid(uuid: string): Uint8Array {
  const hex = uuid.replaceAll("-", "");
  return Uint8Array.from({ length: 16 }, (_, byte) =>
    Number.parseInt(hex.slice(byte * 2, byte * 2 + 2), 16),
  );
}

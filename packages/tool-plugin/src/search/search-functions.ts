import type { ToolFunction } from "@inhouse/contracts";

/** The functions of a plug-in whose operations are found by search. */
export interface SearchFunctions {
  /** Finds operations. */
  readonly search: ToolFunction;
  /** Says how one is called. */
  readonly describe: ToolFunction;
  /** Calls one. */
  readonly call: ToolFunction;
}

/**
 * @param prefix - what their names begin with
 * @param service - what the service is, for the model
 * @param count - how many operations there are
 * @returns what the model is told of them
 */
export function searchFunctions(prefix: string, service: string, count: number): SearchFunctions {
  const search = `${prefix}_search`;
  const describe = `${prefix}_describe`;
  const call = `${prefix}_call`;
  return {
    search: {
      name: search,
      description: `Finds operations of ${service}. It has ${count}; find one here, then call it with ${call}.`,
      parameters: {
        type: "object",
        properties: {
          query: {
            type: "string",
            description: "What is to be done, in a few English words, such as 'create an invoice'.",
          },
          limit: { type: "integer", minimum: 1, maximum: 25, description: "Default: 8." },
        },
        required: ["query"],
        additionalProperties: false,
      },
    },
    describe: {
      name: describe,
      description: `The whole description of operations that ${search} found, with the JSON Schema of their arguments. Needed only where what ${search} says of the arguments is not enough.`,
      parameters: {
        type: "object",
        properties: {
          operations: {
            type: "array",
            items: { type: "string" },
            minItems: 1,
            maxItems: 5,
            description: "Names of operations.",
          },
        },
        required: ["operations"],
        additionalProperties: false,
      },
    },
    call: {
      name: call,
      description: `Calls an operation that ${search} found.`,
      parameters: {
        type: "object",
        properties: {
          operation: { type: "string", description: `Its name, as ${search} says it.` },
          arguments: {
            type: "object",
            description: "Its arguments, by name.",
            additionalProperties: true,
          },
        },
        required: ["operation"],
        additionalProperties: false,
      },
    },
  };
}

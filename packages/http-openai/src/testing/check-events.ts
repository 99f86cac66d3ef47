/** An event of the wire, as an SDK hands it on. */
export interface SeenEvent {
  readonly event: string;
  readonly data: SeenObject;
}

interface SeenObject {
  readonly id: string;
  readonly status?: string;
  readonly content?: readonly SeenPart[];
  readonly step_details?: SeenDetails;
  readonly delta?: { readonly content?: readonly SeenPart[]; readonly step_details?: SeenDetails };
}

interface SeenPart {
  readonly index?: number;
  readonly type: string;
  readonly text?: { readonly value?: string; readonly annotations?: readonly object[] };
}

interface SeenDetails {
  readonly tool_calls?: readonly SeenCall[];
}

interface SeenCall {
  readonly index?: number;
  readonly id?: string;
  readonly function?: { readonly name?: string; readonly arguments?: string };
  readonly inhouse_parent_id?: string;
}

interface Open {
  readonly id: string;
  told: string;
  index: number;
}

/**
 * The grammar that a stream must obey, written from what the SDKs check and from how they merge deltas.
 *
 * @param events - the events of one stream
 * @returns what is wrong with them, as sentences
 */
export function checkEvents(events: readonly SeenEvent[]): string[] {
  const problems: string[] = [];
  const open: Record<"message" | "step", Open | null> = { message: null, step: null };
  const ended = new Set<string>();
  let pauses = 0;
  for (const [place, { event, data }] of events.entries()) {
    const complain = (problem: string): number => problems.push(`${place} ${event}: ${problem}`);
    const [, kind, what] = /^thread\.(?:run\.)?(message|step)\.(\w+)$/.exec(event) ?? [];
    if (pauses > 0) complain("comes behind the end");
    if (kind === undefined) {
      if (/run\.(requires_action|completed|failed|cancelled|expired|incomplete)$/.test(event))
        pauses += 1;
      continue;
    }
    const one = open[kind as "message" | "step"];
    if (ended.has(data.id)) complain("comes behind the object's end");
    const isEmpty = (data.content ?? data.step_details?.tool_calls ?? []).length === 0;
    if ((what === "created" || what === "in_progress") && !isEmpty) complain("is not empty");
    if (what === "created") {
      if (one !== null) complain("begins while another is open");
      open[kind as "message" | "step"] = { id: data.id, told: "", index: 0 };
    } else if (one?.id !== data.id && place > 0) complain("was not announced");
    else if (what === "delta" && one !== null) grow(one, data, complain);
    else if (what !== "in_progress") {
      ended.add(data.id);
      open[kind as "message" | "step"] = null;
      const whole = said(data);
      if (one !== null && one.told !== whole) complain(`told '${one.told}', and is '${whole}'`);
    }
  }
  if (pauses !== 1) problems.push(`the run ends ${pauses} times`);
  if (open.message !== null) problems.push("a message is open at the end");
  return problems;
}

function grow(one: Open, { delta }: SeenObject, complain: (problem: string) => void): void {
  for (const part of delta?.content ?? []) {
    const begins = part.index !== one.index || one.told === "";
    if (begins && part.text !== undefined && part.text.annotations === undefined) {
      complain("begins a text without annotations");
    }
    if ((part.index ?? -1) < one.index) complain("goes back");
    one.index = part.index ?? one.index;
    one.told += part.text?.value ?? "";
  }
  for (const call of delta?.step_details?.tool_calls ?? []) {
    if ((call.index ?? -1) < one.index) complain("goes back");
    one.index = call.index ?? one.index;
    one.told += `${call.id ?? ""}${call.function?.name ?? ""}${call.function?.arguments ?? ""}`;
  }
}

/** Everything that deltas tell of an object. */
function said({ content = [], step_details }: SeenObject): string {
  const texts = content.map((part) => part.text?.value ?? "");
  // Calls that code made stand in the step alone.
  const own = (step_details?.tool_calls ?? []).filter(
    (call) => call.inhouse_parent_id === undefined,
  );
  const calls = own.map(({ id, function: called }) => `${id}${called?.name}${called?.arguments}`);
  return [...texts, ...calls].join("");
}

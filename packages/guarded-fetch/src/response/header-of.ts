import type { TransportResponse } from "../transport/transport.ts";

/** @returns the first header of that name; null: there is none */
export function headerOf(
  { headers }: Pick<TransportResponse, "headers">,
  name: string,
): string | null {
  return headers.find(([key]) => key === name)?.[1] ?? null;
}

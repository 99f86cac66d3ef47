import { createOpenAIHandler } from "@inhouse/http-openai";
import { inhouse } from "../../../inhouse.ts";

// A key a user: ask your session or your database instead.
const tenants = new Map([["Bearer demo-key", "demo"]]);

const openai = createOpenAIHandler(inhouse, {
  authenticate: (request) => tenants.get(request.headers.get("authorization") ?? "") ?? null,
});

export { openai as DELETE, openai as GET, openai as POST };

export { setup } from "./vitest-setup.ts";

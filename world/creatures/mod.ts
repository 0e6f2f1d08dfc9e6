/** What creatures do: they see, fight, flee, call for help, and go home. */
export { thinkCreatures } from "./minds.ts";

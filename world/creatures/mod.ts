/** What creatures do: they see, fight, flee, call for help, go around what is in the way, and go home. */
export { thinkCreatures } from "./minds.ts";
export { takeWay } from "./ways.ts";

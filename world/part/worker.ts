/**
 * The world's thread. Main posts one message, the ends of its links (`WorldPartEnds`, ports transferred); all else goes
 * through them.
 */
import { startWorldPart, type WorldPartEnds } from "./part.ts";
import { clearLeftoversSoon } from "./leftovers.ts";

globalThis.onmessage = (event: MessageEvent<WorldPartEnds>) => {
  globalThis.onmessage = null;
  startWorldPart(event.data);
};
clearLeftoversSoon();

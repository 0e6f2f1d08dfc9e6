/** The thread that looks into the past. Main posts one message, the end of its link; all else goes through it. */
import { type PastEnds, startPastPart } from "./part.ts";

globalThis.onmessage = (event: MessageEvent<PastEnds>) => {
  globalThis.onmessage = null;
  startPastPart(event.data);
};

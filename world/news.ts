/**
 * News within a tick: what characters did, told by the systems where it happens to those that come after and count it.
 * Nothing of it outlives the tick.
 */

/** What a character did. Numbers are those of the content. */
export type News =
  /** It had a part in a kill. `party`: how many of its party had. */
  | {
    readonly type: "killed";
    readonly character: number;
    readonly creature: number;
    /** Whether it is the first of those who had, so that each kill is counted once. */
    readonly isFirst: boolean;
    /** Whether it fought itself; else its party did. */
    readonly hasFought: boolean;
    readonly party: number;
    readonly region: number;
  }
  /** It took so many of a thing from who left it, or got them by gathering. */
  | { readonly type: "got"; readonly character: number; readonly item: number; readonly amount: number }
  | { readonly type: "used"; readonly character: number; readonly item: number }
  /** It gathered from a node once, or made something by a recipe. */
  | { readonly type: "gathered"; readonly character: number; readonly node: number }
  | { readonly type: "crafted"; readonly character: number; readonly recipe: number }
  /** It handed a quest in, or did something for a task of everybody's; goal -1: whichever is open. */
  | { readonly type: "handedIn"; readonly character: number; readonly quest: number }
  | {
    readonly type: "aided";
    readonly character: number;
    readonly task: number;
    readonly goal: number;
    readonly amount: number;
  }
  | { readonly type: "levelled"; readonly character: number }
  /** It set out on a journey, by the id of its portal, and is where that leads to at the end of the tick. */
  | { readonly type: "setOut"; readonly character: number; readonly journey: string }
  /** It asked whom it has to bring somewhere, for the quest of this id, to come along. */
  | { readonly type: "escortAsked"; readonly character: number; readonly quest: string };

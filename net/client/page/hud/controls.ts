/** What the player's hands can do: the one list that the page's help shows and that README.md repeats. */

/** One thing to do. */
export interface Control {
  readonly what: string;
  /** By keys and the mouse. */
  readonly keys: string;
  /** With a finger. */
  readonly touch: string;
}

/** All of it, in the order in which somebody new needs it. */
export const CONTROLS: readonly Control[] = [
  {
    what: "Walk",
    keys: "W A S D, the arrow keys, or a click; hold the button to lead",
    touch: "touch a place, or hold and drag",
  },
  { what: "Walk slowly", keys: "hold Shift", touch: "drag a little" },
  { what: "Say something to whoever is near", keys: "Enter", touch: "the speech bubble" },
  {
    what: "Say something to one player alone",
    keys: "/w and a name, or Whisper on whom you aim at; /r answers",
    touch: "Whisper on whom you touched",
  },
  {
    what: "What is at hand: talk, trade, enter, pick up",
    keys: "E and F, or a click on it",
    touch: "the buttons over the bars, or touch it",
  },
  { what: "Aim at the nearest enemy, then at the next", keys: "Tab, or a click on it", touch: "touch it" },
  { what: "Aim at the next of your party", keys: "T, or a click on its name", touch: "touch its name" },
  { what: "Strike", keys: "1, or a second click on whom you aim at", touch: "touch it a second time" },
  { what: "Abilities", keys: "1 to 0, and Shift+1 to Shift+0 for places 11 to 20", touch: "touch them" },
  {
    what: "Abilities for a place on the ground, and what is thrown there",
    keys:
      "their key, or Use in the bag, shows a circle, on whom you aim at until the mouse moves it; a click or the key again does it there",
    touch: "touch them, then the ground; or touch them twice: on whom you aim at",
  },
  {
    what: "Stop, let go, close what is open",
    keys: "Escape; the right button lets go of a circle",
    touch: "× beside whom you aim at",
  },
  { what: "Bag", keys: "B", touch: "its button" },
  { what: "Character: what you wear", keys: "C", touch: "its button" },
  { what: "What you are: choose a class, see what it learns", keys: "K", touch: "its button" },
  { what: "Quests", keys: "J", touch: "its button" },
  { what: "Party", keys: "P", touch: "its button" },
  { what: "Crafts", keys: "R", touch: "its button" },
  { what: "What goes on in the world", keys: "L", touch: "its button" },
  { what: "Fights: who did what to whom", keys: "G", touch: "its button" },
  { what: "Fight other players, or not", keys: "V", touch: "the sign below the map" },
  { what: "The map", keys: "M", touch: "the small map" },
  { what: "Nearer and farther", keys: "+ and −, or the wheel", touch: "two fingers" },
  { what: "These keys and touches", keys: "?", touch: "its button" },
];

/** Why an action is not done: a word for programs, and a sentence for the player. One list for all actions. */

/** Add words as actions need them; a word that clients know keeps its meaning. */
export const REFUSALS = {
  "gone": "That is not there any more.",
  "too-far": "That is too far away.",
  "not-enough": "You do not have enough for that.",
  "full": "There is no room for more.",
  "not-here": "That cannot be done here.",
  "not-ready": "That is not ready yet.",
  "busy": "You are busy with something else.",
  "dead": "You cannot do that while you are dead.",
  "unknown": "There is no such thing.",
  "wrong-target": "That cannot be done with this.",
  "level-too-low": "Your level is too low for that.",
  "wrong-class": "Your class cannot use that.",
  "sold-out": "There are not so many of it left.",
  "not-yours": "That is somebody else's to take.",
  "being-rolled": "That is being rolled for.",
  "already-done": "You have done that already.",
  "bound": "That is yours alone: it cannot be given away.",
  "no-trade": "You are not trading with anybody.",
  "other-full": "The other has no room for it.",
  "in-party": "Somebody of you is in a party already.",
  "no-party": "You are in no party.",
  "not-leader": "Only who leads the party can do that.",
  "held": "You are held back and cannot do that.",
  "moving": "You have to stand still for that.",
  "wrong-weapon": "You need another weapon in your hand for that.",
  "skill-too-low": "You are not good enough at that yet.",
  "no-tool": "You need the right tool for that.",
  "no-station": "That is made somewhere else: go to where its station is.",
  "not-known": "You have not learned that yet.",
  "own-party": "Those of your party cannot be hurt by you.",
  "safe-ground": "Players are not fought on safe ground.",
  "not-flagged": "You have not switched on fights with other players.",
  "other-not-flagged": "This player has not switched on fights with other players.",
  "protected": "This player has only just come, and cannot be hurt yet.",
  "newcomer": "Players of so low a level are fought on free ground only.",
  "storage-behind": "The world cannot keep what is done just now. Try again in a moment.",
  "not-in-world": "You are not in the world.",
  "too-often": "That was too much in a short time.",
  "connection-lost": "The connection was lost before an answer came. Whether it was done will show.",
} as const;

/**
 * A word of REFUSALS. The world itself never says `storage-behind` (its state may not depend on the disk: the part does),
 * and `not-in-world`, `too-often` and `connection-lost` are said by a client to itself.
 */
export type Refusal = keyof typeof REFUSALS;

/** The limits of fights between players and of coming back to life, each with its unit. Others stand where they are used. */
import { assert } from "../base/assert.ts";

/** Who comes onto free ground cannot be hurt by players for so many seconds, unless it attacks one itself. */
export const PVP_GRACE_SECONDS = 10;
/** Who hurt a player, was hurt by one or helped in it can be fought for so many seconds, wherever it goes. */
export const PVP_FIGHT_SECONDS = 15;
/** The switch goes off so many seconds after that was asked for, or after the last fight with a player. */
export const PVP_OFF_SECONDS = 300;

/** A spirit comes back to life within so many metres of its body. */
export const CORPSE_REACH_METRES = 10;

assert(PVP_GRACE_SECONDS < PVP_FIGHT_SECONDS, "nobody waits out a fight under the grace of coming: 10 s < 15 s");
assert(PVP_FIGHT_SECONDS < PVP_OFF_SECONDS, "nobody switches off in a fight: 15 s < 300 s");

/** Of a thousand: how many miss, how many strike hard, and how many a shield that is worn blocks, all else aside. */
export const MISS_PERMILLE = 50;
export const CRITICAL_PERMILLE = 50;
export const BLOCK_PERMILLE = 100;

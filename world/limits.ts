/**
 * The limits of the simulation, each with its unit. Relations between them are asserted below, with the sums beside
 * them. Limits of the network are in net/limits.ts, of storage in persistence/limits.ts.
 */
import { assert } from "./base/assert.ts";
import { UNITS_PER_METRE } from "./base/space.ts";

/** Steps of the world per second, unless the host says otherwise (5 to 60). */
export const TICK_RATE_DEFAULT = 20;
export const TICK_RATE_MIN = 5;
export const TICK_RATE_MAX = 60;

/** Changes are encoded and sent once in this many ticks: 10 flushes a second at 20 ticks. */
export const FLUSH_TICKS = 2;

/** Side of a cell of the replication, in metres and units. */
export const CELL_METRES = 32;
export const CELL_UNITS = CELL_METRES * UNITS_PER_METRE;
/** A position within a cell takes this many bits in a motion record. */
export const CELL_POSITION_BITS = 13;

/** Side of the overworld, in metres; coordinates run from 0 to this. */
export const WORLD_METRES = 4096;
export const WORLD_UNITS = WORLD_METRES * UNITS_PER_METRE;

/**
 * The plane is the land and, to its east, the places that are not on it: rooms and dungeons (world/terrain/_place_layout.ts).
 * Cells, views and lists know the plane alone, so a room needs nothing of its own there.
 */
export const PLANE_WIDTH_METRES = 2 * WORLD_METRES;
export const PLANE_WIDTH_UNITS = PLANE_WIDTH_METRES * UNITS_PER_METRE;

/** Cells of the plane, from west to east and from north to south. */
export const CELL_COLUMNS = PLANE_WIDTH_METRES / CELL_METRES;
export const CELL_ROWS = WORLD_METRES / CELL_METRES;

/** Entities alive at once, the asleep included. */
export const ENTITIES_MAX = 131_072;
/** Low bits of an entity id: the index of its columns. The rest is the version: how often the index was reused. */
export const ENTITY_INDEX_BITS = 17;

/** Spaces: the overworld, and the inside of houses, where nobody is seen yet. */
export const SPACE_OVERWORLD = 0;
export const SPACE_INDOORS = 1;

/** Characters that ever entered a world. */
export const ROSTER_MAX = 1_048_576;

/** Herds and settlements. */
export const GROUPS_MAX = 65_536;

/** A group is awake while somebody is within its range and this, in metres: further than anybody sees. */
export const WAKE_MARGIN_METRES = 120;
/** Seconds from stirring to being awake: the time to make the terrain around. Nobody walks further than 10 m in it. */
export const STIR_SECONDS = 2;
/** A group that somebody appears this near to, in metres beyond its range, is awake at once. */
export const WAKE_AT_ONCE_METRES = 40;
/** A group stays awake for so many seconds after the last look of staff or the last time that somebody was near. */
export const AWAKE_SECONDS = 10;

/** Expansions of path searches in one tick, of all who wait together, and of one search. */
export const PATH_EXPANSIONS_PER_TICK = 10_000;
export const PATH_EXPANSIONS_MAX = 40_000;
/** A first search is cut short after so many: what is found quickly does not wait behind what is not. */
export const PATH_EXPANSIONS_FIRST = 2_500;
/** What somebody's searches have cost counts against the next one, and half of it is forgotten every so many ticks. */
export const PATH_DEBT_HALVED_TICKS = 16;
/** Of these, expansions of all creatures that go around what is in their way; and those of one of their searches. */
export const PATH_EXPANSIONS_OF_CREATURES = 4_000;
export const PATH_EXPANSIONS_OF_CREATURE_MAX = 8_000;
/** Requests for a way that wait, of all together; and how many may wait for a creature to ask still. */
export const PATH_REQUESTS_MAX = 1024;
export const PATH_REQUESTS_OF_CREATURES_MAX = 512;

/** Characters of one account: enough for one of each class and two more, few enough for one screen. */
export const CHARACTERS_PER_ACCOUNT_MAX = 6;
/** Bytes of a name in UTF-8 (24 letters of up to two bytes). */
export const NAME_BYTES_MAX = 48;
export const NAME_LETTERS_MIN = 2;
export const NAME_LETTERS_MAX = 24;
/** What bounds a name, for `cleanName` of world/base/text.ts. */
export const NAME_RULE = {
  lettersMin: NAME_LETTERS_MIN,
  lettersMax: NAME_LETTERS_MAX,
  bytesMax: NAME_BYTES_MAX,
} as const;
/** Letters of one thing said. */
export const SAY_LETTERS_MAX = 200;

/** Speeds in steps of 1/8 m/s. */
export const WALK_SPEED = 16;
export const RUN_SPEED = 36;

/** A body stays this long after its connection is lost, in seconds: the time to come back to it. */
export const LINGER_SECONDS = 30;

/** Bytes of one value of private state, as JSON in UTF-8. */
export const OWN_VALUE_BYTES_MAX = 1_000;
/** Letters of a key of private state. */
export const OWN_KEY_LETTERS_MAX = 60;

/** How far somebody reaches for a pile or another's hand, in metres. */
export const REACH_METRES = 3;
/** How far somebody is from a door that it goes through, in units. */
export const DOOR_REACH_UNITS = REACH_METRES * UNITS_PER_METRE;
/** A dungeon that nobody has been in for so many seconds begins anew. */
export const RUN_EMPTY_SECONDS = 300;

/** Characters of one party. */
export const PARTY_MEMBERS_MAX = 5;
/** Who is asked into a party has so many seconds to answer. */
export const PARTY_INVITE_SECONDS = 60;
/** Open invitations, of all together. */
export const PARTY_INVITES_MAX = 4096;
/** Things that change hands in one action. */
export const AMOUNT_MAX = 1_000_000;
/** What somebody dropped lies this long, in seconds. */
export const PILE_SECONDS = 1_800;

/** Inputs of one player that wait for their tick. */
export const PENDING_INPUTS_MAX = 8;
/** An input may ask to be applied at most this many ticks ahead. */
export const INPUT_AHEAD_TICKS_MAX = 10;

/** Inputs that wait for their tick, of all players together. */
export const PENDING_INPUTS_TOTAL_MAX = 131_072;

/** Somebody new appears within this of the square's middle, in metres. */
export const SPAWN_SPREAD_METRES = 12;

/** From so many in view on they are a crowd, unless the host says otherwise. */
export const CROWD_FROM_DEFAULT = 1_800;

/** Gateways of a world; session numbers carry the gateway in the bits from this one on. */
export const GATEWAYS_MAX = 16;
export const SESSION_GATEWAY_SHIFT = 24;

/** Real minutes of one day in the world, unless the host says otherwise. */
export const DAY_MINUTES_DEFAULT = 40;

assert(CELL_UNITS === 1 << CELL_POSITION_BITS, "a position in a cell fits its bits: 32 m * 256 = 2^13");
assert(ENTITIES_MAX === 1 << ENTITY_INDEX_BITS, "every index fits the low bits of an id: 2^17 = 131,072");
assert(WORLD_METRES % CELL_METRES === 0, "the world is a whole number of cells: 4096 / 32 = 128");
assert(PLANE_WIDTH_METRES % CELL_METRES === 0, "so is the plane: 8192 / 32 = 256");

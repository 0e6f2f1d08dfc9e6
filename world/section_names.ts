/** Names of sections of the saved state that storage knows as well. */

/** The blobs in which a world's content is saved: the pack, and the numbers of its entries. */
export const PACK_SECTION = "pack";
export const NUMBERS_SECTION = "numbers";

/** What was made of the land: its plan, and some chunks by number. No state; without them it is made again. */
export const LAND_SECTION = "land";
export const CHUNKS_SECTION = "land chunks";

/** What a world's terrain follows from. Storage hands these over first, so that it is made while the rest is read. */
export const TERRAIN_SECTIONS: readonly string[] = ["facts", PACK_SECTION, NUMBERS_SECTION, LAND_SECTION];

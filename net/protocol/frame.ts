/**
 * The frame: everything the server has to say to one client at one flush, in one WebSocket message.
 *
 *   frame   u8 id 68 | u32 tick | u8 flags | parts for each set bit, low to high | cells to the end
 *
 *   bit 0   reset: forget every cell (the connection was behind); keyframes of all cells in view follow. No part.
 *   bit 1   input:   u16 sequence of the last input applied | i8 lead (ticks it came before its time; negative: late)
 *   bit 2   forget:  varint count, count × (i16 cellX | i16 cellY): cells no longer in view
 *   bit 3   private: varint count, count × (u8 message id | varint length | MessagePack body)
 *   bit 4   slowed:  u8 kind of slowing, 0 = none any more, 1 = this connection gets fewer frames
 *
 *   bit 5   earlier: u8 n, n × varint blocks of each of the n flushes before, the oldest first
 *
 *   bit 6   crowd:   the cells are told as a crowd (net/replica.ts); after `reset` it begins. No part.
 *
 *   cells   nothing, or: i16 cellX | i16 cellY of the corner from which the blocks count | blocks
 *   block   u8 cell: columns from the corner 4 bits | rows from the corner 4 bits
 *           u8 sections | records of each section       (world/replication/cell_block.ts)
 *       or  u8 128 + count | count × turn               a block of nothing but turns; not in a crowd
 *
 * A cell's block is what happened in it at one flush. A frame tells one flush or some: where nothing near happened,
 * the client was told nothing at the flush before. The blocks of earlier flushes come first. All positions in a block
 * are as of its flush: `tick` for the last one, FLUSH_TICKS less for each one before.
 */
export const FRAME_FLAG = { reset: 1, input: 2, forget: 4, private: 8, slowed: 16, earlier: 32, crowd: 64 } as const;

/** In a block's second byte: nothing but turns, and the rest of the byte is their count. */
export const ONLY_TURNS = 128;

/** The length of an `input` message: u8 id 3 | u16 sequence | u32 tick | u8 heading | u8 speed. */
export const INPUT_BYTES = 9;

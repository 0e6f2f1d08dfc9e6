/**
 * The frame: everything the server has to say to one client at one flush, in one WebSocket message.
 *
 *   frame   u8 id 68 | u32 tick | u8 flags | parts for each set bit, low to high | blocks to the end
 *
 *   bit 0   reset: forget every cell (the connection was behind); keyframes of all cells in view follow. No part.
 *   bit 1   input:   u16 sequence of the last input applied | i8 lead (ticks it came before its time; negative: late)
 *   bit 2   forget:  varint count, count × (i16 cellX | i16 cellY): cells no longer in view
 *   bit 3   private: varint count, count × (u8 message id | varint length | MessagePack body)
 *   bit 4   slowed:  u8 kind of slowing, 0 = none any more, 1 = this connection gets fewer frames
 *
 *   block   varint length | cell block (world/replication/cell_block.ts)
 *
 * All positions in the blocks are as of `tick`.
 */
export const FRAME_FLAG = { reset: 1, input: 2, forget: 4, private: 8, slowed: 16 } as const;

/** The length of an `input` message: u8 id 3 | u16 sequence | u32 tick | u8 heading | u8 speed. */
export const INPUT_BYTES = 9;

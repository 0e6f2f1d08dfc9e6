/** Noise that repeats, made once and looked up: what the painter of the ground asks for at every pixel. */
import { Prng } from "../../../../world/base/prng.ts";

const SIDE = 256;
const MASK = SIDE - 1;

/** A square of 256 x 256 values from 0 to 1 that continues over its edges. */
export type Texture = Float32Array;

/**
 * Layers of value noise, from `cells` cells a side on, each twice as fine and half as strong, stretched to 0..1.
 * `cells` is a power of two.
 */
export function makeTexture(seed: number, cells: number, layers: number): Texture {
  const texture = new Float32Array(SIDE * SIDE);
  let strength = 1;
  for (let layer = 0; layer < layers; layer++) {
    addLayer(texture, seed + layer * 7919, cells << layer, strength);
    strength *= 0.5;
  }
  let low = Infinity;
  let high = -Infinity;
  for (const value of texture) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  for (let at = 0; at < texture.length; at++) texture[at] = (texture[at]! - low) / (high - low);
  return texture;
}

function addLayer(texture: Texture, seed: number, cells: number, strength: number): void {
  const random = new Prng(seed);
  const lattice = new Float32Array(cells * cells);
  for (let at = 0; at < lattice.length; at++) lattice[at] = random.u32() / 2 ** 32;
  const step = cells / SIDE;
  for (let y = 0; y < SIDE; y++) {
    const v = y * step;
    const row = Math.floor(v);
    const down = ease(v - row);
    const above = row % cells * cells;
    const below = (row + 1) % cells * cells;
    for (let x = 0; x < SIDE; x++) {
      const u = x * step;
      const column = Math.floor(u);
      const right = ease(u - column);
      const left = column % cells;
      const next = (column + 1) % cells;
      const top = lattice[above + left]! * (1 - right) + lattice[above + next]! * right;
      const bottom = lattice[below + left]! * (1 - right) + lattice[below + next]! * right;
      texture[y * SIDE + x]! += (top * (1 - down) + bottom * down) * strength;
    }
  }
}

function ease(part: number): number {
  return part * part * (3 - 2 * part);
}

/** The value at (u, v) in texels, blended between the four around it. */
export function sample(texture: Texture, u: number, v: number): number {
  const x = Math.floor(u);
  const y = Math.floor(v);
  const right = u - x;
  const down = v - y;
  const left = x & MASK;
  const next = (x + 1) & MASK;
  const above = (y & MASK) * SIDE;
  const below = ((y + 1) & MASK) * SIDE;
  const top = texture[above + left]! + (texture[above + next]! - texture[above + left]!) * right;
  const bottom = texture[below + left]! + (texture[below + next]! - texture[below + left]!) * right;
  return top + (bottom - top) * down;
}

/** The value of the texel at (u, v): for noise finer than what is drawn. */
export function pick(texture: Texture, u: number, v: number): number {
  return texture[(v & MASK) * SIDE + (u & MASK)]!;
}

/** A whole number from 0 to 2^32 - 1 that is always the same for the same place and purpose. */
export function hashPlace(x: number, y: number, purpose: number): number {
  let value = Math.imul(x, 0x9e37_79b1) ^ Math.imul(y, 0x85eb_ca77) ^ Math.imul(purpose, 0xc2b2_ae3d);
  value = Math.imul(value ^ (value >>> 16), 0x7feb_352d);
  value = Math.imul(value ^ (value >>> 15), 0x846c_a68b);
  return (value ^ (value >>> 16)) >>> 0;
}

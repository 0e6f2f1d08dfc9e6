/** Draws landmarks: pictures that are made once, as of trees and houses, and drawn among who moves. */
import { makeChance } from "../art/brush.ts";
import { drawLandmark, landmarkFoot, type LandmarkLook, landmarkReach } from "../art/landmarks.ts";
import type { Actor } from "./actor.ts";
import type { Sprites } from "./sprites.ts";
import type { View } from "./view.ts";

/** What is further north than this is behind it, in metres: who walks on a bridge is before it, and nobody is in a house. */
export function footOf({ y, landmark }: Pick<Actor, "y" | "landmark">): number {
  return landmark === null ? y : y + landmarkFoot(landmark);
}

/** Draws one, if it is in view. */
export function drawStanding(
  context: CanvasRenderingContext2D,
  view: View,
  sprites: Sprites,
  { x, y, facing, presence }: Actor,
  look: LandmarkLook,
): void {
  const reach = landmarkReach(look);
  if (x + reach.side < view.left || x - reach.side > view.right) return;
  if (y + reach.down < view.top || y - reach.up > view.bottom) return;
  const scale = view.zoom * view.pixelRatio;
  const { number, shape, sizeMetres, colour } = look;
  const key = `landmark/${number}/${shape}/${sizeMetres}/${colour}/${facing.toFixed(2)}`;
  const sprite = sprites.get(key, scale, reach, (brush) => {
    const value = Number.parseInt(colour.slice(1), 16);
    drawLandmark({
      brush,
      size: sizeMetres,
      facing,
      colour: [value >> 16, value >> 8 & 255, value & 255],
      chance: makeChance(number),
    }, shape);
  });
  if (sprite === null) return;
  const size = scale / sprite.fineness;
  context.globalAlpha = presence;
  context.drawImage(
    sprite.picture,
    (x - view.left) * scale - sprite.footX * size,
    (y - view.top) * scale - sprite.footY * size,
    sprite.picture.width * size,
    sprite.picture.height * size,
  );
  context.globalAlpha = 1;
}

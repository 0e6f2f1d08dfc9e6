/** Draws whoever and whatever is in the world besides what stands still: people, creatures, animals, what grows. */
import { OBJECT, STATUS } from "../../../../world/kinds.ts";
import { drawAnimal } from "../art/animals.ts";
import type { Brush } from "../art/brush.ts";
import { drawCreature } from "../art/creatures.ts";
import { drawGrowth, drawObject } from "../art/growth.ts";
import { readLook } from "../art/look.ts";
import { drawPawn, drawPerson } from "../art/person.ts";
import type { Actor } from "./actor.ts";
import type { View } from "./view.ts";

type Pose = Parameters<typeof drawPerson>[2];

/** A body that something lasts on is drawn apart, coloured, and laid over the scene: from its foot so far, in metres. */
const APART = { side: 4, up: 6, down: 2 } as const;
/** So much of the effect's colour is laid over it. */
const TINT_STRENGTH = 0.42;
let apart: OffscreenCanvas | null = null;

/** Somebody who is dead lies on the ground, pale. */
function drawLying(brush: Brush, actor: Actor, pose: Pose): void {
  brush.globalAlpha *= 0.8;
  brush.rotate(Math.PI / 2.2);
  brush.translate(-0.3, 0.9);
  drawPerson(brush, readLook(actor.look), { ...pose, speed: 0, activity: "idle" }, actor.worn);
}

/** Draws a body in the colour of what lasts on it; the context stands at its foot. */
function drawTinted(
  context: CanvasRenderingContext2D,
  scale: number,
  tint: string,
  draw: (brush: Brush) => void,
): void {
  const width = Math.ceil(APART.side * 2 * scale);
  const height = Math.ceil((APART.up + APART.down) * scale);
  apart ??= new OffscreenCanvas(width, height);
  if (apart.width < width || apart.height < height) [apart.width, apart.height] = [width, height];
  const brush = apart.getContext("2d")!;
  brush.setTransform(1, 0, 0, 1, 0, 0);
  brush.globalAlpha = 1;
  brush.clearRect(0, 0, apart.width, apart.height);
  brush.setTransform(scale, 0, 0, scale, APART.side * scale, APART.up * scale);
  brush.save();
  draw(brush);
  brush.restore();
  brush.setTransform(1, 0, 0, 1, 0, 0);
  brush.globalCompositeOperation = "source-atop";
  brush.globalAlpha = TINT_STRENGTH;
  brush.fillStyle = tint;
  brush.fillRect(0, 0, width, height);
  brush.globalCompositeOperation = "source-over";
  context.drawImage(apart, 0, 0, width, height, -APART.side, -APART.up, width / scale, height / scale);
}

/** Whose player is away, and spirits, are hardly there. */
function isPale({ ghost, status }: Actor): boolean {
  return ghost || (status & STATUS.spirit) !== 0;
}

/** Draws a mover; farther than `detail` metres from the middle of the view, with few strokes. */
export function drawActor(
  context: CanvasRenderingContext2D,
  view: View,
  actor: Actor,
  seconds: number,
  detail: number,
): void {
  if (actor.x < view.left - 2 || actor.x > view.right + 2) return;
  if (actor.y < view.top - 1 || actor.y > view.bottom + 4) return;
  const scale = view.zoom * view.pixelRatio;
  context.setTransform(scale, 0, 0, scale, (actor.x - view.left) * scale, (actor.y - view.top) * scale);
  context.globalAlpha = actor.presence * (isPale(actor) ? 0.45 : 1);
  const { facing, speed, phase, activity } = actor;
  const pose = { facing, speed, phase, activity, seconds: seconds + actor.id * 1.7 };
  const far = Math.hypot(actor.x - view.x, actor.y - view.y) > detail;
  const draw = (brush: Brush) => drawBody(brush, actor, pose, { seconds, far });
  if (actor.tint === "") draw(context);
  else drawTinted(context, scale, actor.tint, draw);
  context.globalAlpha = 1;
  context.setTransform(1, 0, 0, 1, 0, 0);
}

function drawBody(
  brush: Brush,
  actor: Actor,
  pose: Pose,
  { seconds, far }: { readonly seconds: number; readonly far: boolean },
): void {
  const isDead = (actor.status & STATUS.dead) !== 0;
  if (actor.growth !== null) drawGrowth(brush, actor.growth, actor.id, seconds);
  // A landmark of which the content has not come yet is nothing that could be drawn.
  else if (actor.kind === "object" && actor.look === OBJECT.landmark) return;
  else if (actor.kind === "object") drawObject(brush, actor.look, (actor.status & STATUS.looted) !== 0);
  else if (actor.form !== null) drawCreature(brush, actor.form, pose, isDead);
  else if (actor.kind === "player" || actor.kind === "townsfolk" || actor.kind === "npc") {
    if (isDead) drawLying(brush, actor, pose);
    else if (far && actor.activity !== "asleep") drawPawn(brush, readLook(actor.look), pose);
    else drawPerson(brush, readLook(actor.look), pose, actor.worn);
  } else drawAnimal(brush, actor.kind, actor.look === 0 ? actor.id : actor.look, pose, actor.afloat);
}

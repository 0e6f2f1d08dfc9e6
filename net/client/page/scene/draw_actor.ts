/** Draws whoever and whatever is in the world besides what stands still: people, creatures, animals, what grows. */
import { STATUS } from "../../../../world/kinds.ts";
import { drawAnimal } from "../art/animals.ts";
import { drawCreature } from "../art/creatures.ts";
import { drawGrowth, drawObject } from "../art/growth.ts";
import { readLook } from "../art/look.ts";
import { drawPawn, drawPerson } from "../art/person.ts";
import type { Actor } from "./actor.ts";
import type { View } from "./view.ts";

/** Somebody who is dead lies on the ground, pale. */
function drawLying(context: CanvasRenderingContext2D, actor: Actor, pose: Parameters<typeof drawPerson>[2]): void {
  context.globalAlpha *= 0.8;
  context.rotate(Math.PI / 2.2);
  context.translate(-0.3, 0.9);
  drawPerson(context, readLook(actor.look), { ...pose, speed: 0, activity: "idle" });
  context.globalAlpha = 1;
  context.setTransform(1, 0, 0, 1, 0, 0);
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
  const isDead = (actor.status & STATUS.dead) !== 0;
  if (actor.growth !== null) drawGrowth(context, actor.growth, actor.id, seconds);
  else if (actor.kind === "object") drawObject(context, actor.look, (actor.status & STATUS.looted) !== 0);
  else if (actor.form !== null) drawCreature(context, actor.form, pose, isDead);
  else if (actor.kind === "player" || actor.kind === "townsfolk" || actor.kind === "npc") {
    if (isDead) return drawLying(context, actor, pose);
    const far = Math.hypot(actor.x - view.x, actor.y - view.y) > detail;
    if (far && activity !== "asleep") drawPawn(context, readLook(actor.look), pose);
    else drawPerson(context, readLook(actor.look), pose);
  } else drawAnimal(context, actor.kind, actor.look === 0 ? actor.id : actor.look, pose, actor.afloat);
  context.globalAlpha = 1;
  context.setTransform(1, 0, 0, 1, 0, 0);
}

/**
 * Creatures of the content: a few plans of bodies, in the content's colours, sizes and parts. Drawn in metres with the
 * middle of the feet at the origin, seen from above at a slant like everybody else.
 */
import { blob, type Brush, line, tone } from "./brush.ts";
import {
  type CreatureLook,
  drawEyes,
  drawHead,
  type Drawing,
  drawWings,
  type Part,
  pattern,
  SHADOW,
  type Spot,
} from "./creature_parts.ts";
import { drawUpright } from "./creature_people.ts";
import type { Rgb } from "./look.ts";
import type { Pose } from "./person.ts";

type Plan = CreatureLook["plan"];

/** Drawn this much larger than life, as animals are. */
const SCALE = 1.2;

/** Height of each plan at its usual size, in metres. */
const TALL: Readonly<Record<Plan, number>> = {
  quadruped: 1.15,
  biped: 1.85,
  serpent: 0.6,
  bird: 0.9,
  spider: 0.8,
  insect: 0.7,
  slime: 0.9,
  spirit: 1.8,
  golem: 2.2,
  plant: 1.4,
  dragonling: 1.5,
  fish: 0.5,
  crab: 0.6,
  bat: 1.5,
  wisp: 1.3,
};

export type { CreatureLook } from "./creature_parts.ts";

/** Height of a drawn creature in metres: its name stands above. */
export function creatureTall({ plan, sizePermille }: CreatureLook): number {
  return TALL[plan] * SCALE * Math.sqrt(sizePermille / 1000) * Math.sqrt(sizePermille / 1000) + 0.2;
}

/** Draws a creature; one that is dead lies on its side. */
export function drawCreature(brush: Brush, look: CreatureLook, pose: Pose, isDead: boolean): void {
  const size = SCALE * look.sizePermille / 1000;
  const [first, second = first, small = second] = look.colours.map(rgb);
  brush.save();
  brush.scale(size, size);
  brush.lineCap = "round";
  brush.lineJoin = "round";
  if (isDead) {
    brush.globalAlpha *= 0.85;
    brush.translate(0, -0.15);
    brush.rotate(Math.PI / 2.3);
    brush.translate(0, TALL[look.plan] * 0.35);
  }
  const isMoving = !isDead && pose.speed > 0.05;
  draw({
    ...{ brush, body: first!, second: second!, small: small!, has: new Set(look.parts), pose, isMoving },
    faceX: Math.cos(pose.facing),
    faceY: Math.sin(pose.facing) * 0.5,
    swing: isMoving ? Math.sin(pose.phase * 3.4 / Math.max(0.4, size)) : 0,
  }, look.plan);
  brush.restore();
}

function draw(d: Drawing, plan: Plan): void {
  switch (plan) {
    case "quadruped":
      return drawBeast(d, false);
    case "dragonling":
      return drawBeast(d, true);
    case "biped":
      return drawUpright(d, 1);
    case "golem":
      return drawUpright(d, 1.45);
    case "serpent":
    case "fish":
      return drawSerpent(d, plan === "fish");
    case "bird":
      return drawBird(d);
    case "bat":
      return drawBat(d);
    case "spider":
    case "insect":
    case "crab":
      return drawCrawler(d, plan === "spider" ? 4 : 3, plan === "crab");
    case "slime":
      return drawSlime(d);
    case "plant":
      return drawPlant(d);
    case "spirit":
    case "wisp":
      return drawSpirit(d, plan === "wisp");
  }
}

function drawBeast(d: Drawing, isDragon: boolean): void {
  const { brush, body, second, small, has, faceX, faceY, swing, pose } = d;
  const half = 0.52;
  const lift = 0.62 + Math.abs(swing) * 0.03;
  blob(brush, 0.05, 0.02, Math.abs(faceX) * half + 0.3, Math.abs(faceY) * half + 0.18, SHADOW);
  for (let leg = 0; leg < 4; leg++) {
    const fore = leg < 2 ? 1 : -1;
    const side = leg % 2 === 0 ? 1 : -1;
    const step = swing * (fore * side) * 0.2;
    const hipX = faceX * half * 0.8 * fore - faceY * side * 0.14;
    const hipY = faceY * half * 0.8 * fore + faceX * side * 0.08;
    line(
      brush,
      tone(body, side > 0 ? 0.75 : 0.6),
      0.13,
      hipX,
      hipY - lift * 0.8,
      hipX + faceX * step,
      hipY + faceY * step,
    );
    if (has.has("claws")) blob(brush, hipX + faceX * (step + 0.06), hipY + faceY * step, 0.07, 0.04, tone(small));
  }
  const rump = { x: -faceX * half, y: -faceY * half - lift };
  const chest = { x: faceX * half, y: faceY * half - lift };
  if (has.has("tail") || isDragon) {
    const wag = Math.sin(pose.seconds * 3) * 0.12;
    line(
      brush,
      tone(second, 0.9),
      0.12,
      rump.x,
      rump.y,
      rump.x - faceX * 0.4 + wag * faceY,
      rump.y - faceY * 0.4 - 0.12 + wag,
    );
  }
  if (isDragon || has.has("wings")) drawWings(d, lift + 0.2, 0.75);
  line(brush, tone(body, 0.8), 0.5, rump.x, rump.y + 0.05, chest.x, chest.y + 0.05);
  line(brush, tone(body), 0.46, rump.x, rump.y, chest.x, chest.y);
  pattern(d, rump, chest);
  if (has.has("shell")) blob(brush, 0, -lift - 0.12, 0.5, 0.34, tone(small, 0.95));
  if (has.has("spikes")) {
    for (let at = -2; at <= 2; at++) {
      const x = faceX * half * at / 2.4;
      const y = faceY * half * at / 2.4 - lift - 0.22;
      line(brush, tone(small), 0.08, x, y + 0.08, x - faceX * 0.06, y - 0.16);
    }
  }
  if (has.has("mane")) blob(brush, chest.x * 0.9, chest.y - 0.08, 0.34, 0.36, tone(second));
  drawHead(d, chest.x + faceX * 0.26, chest.y + faceY * 0.26 - 0.16, 0.25);
}

function drawSerpent(d: Drawing, isFish: boolean): void {
  const { brush, body, second, has, faceX, faceY, pose, isMoving } = d;
  const joints = isFish ? 5 : 9;
  const long = isFish ? 0.9 : 1.7;
  blob(brush, 0, 0.02, Math.abs(faceX) * long * 0.4 + 0.15, Math.abs(faceY) * long * 0.4 + 0.12, SHADOW);
  let before: Spot | null = null;
  for (let joint = 0; joint < joints; joint++) {
    const along = (joint / (joints - 1) - 0.5) * long;
    const wave = Math.sin(joint * 1.1 + pose.seconds * (isMoving ? 8 : 2)) * 0.13 * (1 - joint / joints);
    const rise = joint === joints - 1 ? 0.24 : 0;
    const at = { x: faceX * along - faceY * wave * 1.6, y: faceY * along + faceX * wave - 0.16 - rise };
    const thick = isFish ? 0.12 + Math.sin(joint / (joints - 1) * Math.PI) * 0.26 : 0.1 + joint * 0.022;
    if (before !== null) {
      line(brush, tone(joint % 2 === 0 && has.has("stripes") ? second : body), thick, before.x, before.y, at.x, at.y);
    }
    before = at;
  }
  if (before !== null) drawHead(d, before.x + faceX * 0.06, before.y - 0.02, isFish ? 0.15 : 0.17);
}

function drawBird(d: Drawing): void {
  const { brush, body, second, small, faceX, faceY, swing } = d;
  const hop = Math.abs(swing) * 0.06;
  blob(brush, 0, 0.02, 0.26, 0.13, SHADOW);
  for (const side of [-1, 1]) {
    line(brush, tone(small, 0.9), 0.05, side * 0.08, -0.25 - hop, side * 0.08 + swing * side * faceX * 0.12, 0);
  }
  line(brush, tone(second, 0.85), 0.14, -faceX * 0.2, -0.4 - hop, -faceX * 0.48, -0.36 - hop - faceY * 0.3);
  blob(brush, 0, -0.42 - hop, 0.3, 0.26, tone(body));
  blob(brush, -faceX * 0.06, -0.44 - hop, 0.2, 0.17, tone(second));
  const [x, y] = [faceX * 0.2, -0.7 - hop + faceY * 0.1];
  blob(brush, x, y, 0.16, 0.16, tone(body, 1.05));
  line(brush, tone(small, 1.1), 0.08, x + faceX * 0.13, y + 0.02, x + faceX * 0.28, y + 0.05);
  if (d.has.has("crest")) line(brush, tone(small), 0.07, x, y - 0.1, x - faceX * 0.12, y - 0.3);
  if (faceY > -0.3) drawEyes(d, x + faceX * 0.07, y - 0.03, 0.08);
}

function drawBat(d: Drawing): void {
  const { brush, body, pose } = d;
  const float = Math.sin(pose.seconds * 4) * 0.08;
  blob(brush, 0, 0.02, 0.24, 0.1, SHADOW);
  brush.save();
  brush.translate(0, float);
  drawWings({ ...d, isMoving: true }, 1, 0.85);
  blob(brush, 0, -1, 0.2, 0.24, tone(body));
  drawHead({ ...d, has: new Set([...d.has, "ears"]) }, d.faceX * 0.08, -1.2, 0.15);
  brush.restore();
}

function drawCrawler(d: Drawing, pairs: number, isCrab: boolean): void {
  const { brush, body, second, small, has, faceX, faceY, pose, isMoving } = d;
  blob(brush, 0, 0.02, 0.5, 0.24, SHADOW);
  for (let pair = 0; pair < pairs; pair++) {
    for (const side of [-1, 1]) {
      const along = (pair / (pairs - 1) - 0.5) * 0.6;
      const step = isMoving ? Math.sin(pose.seconds * 16 + pair * 2 + side) * 0.08 : 0;
      const hipX = faceX * along - faceY * side * 0.2;
      const hipY = faceY * along + faceX * side * 0.1 - 0.32;
      const footX = hipX - faceY * side * 0.9 + faceX * step + side * 0.36 * Math.abs(faceX);
      const footY = hipY + 0.32 + faceX * side * 0.16 + faceY * step;
      const kneeX = (hipX + footX) / 2;
      line(brush, tone(second, 0.75), 0.07, hipX, hipY, kneeX, hipY - 0.2);
      line(brush, tone(second, 0.65), 0.06, kneeX, hipY - 0.2, footX, footY);
    }
  }
  blob(brush, -faceX * 0.24, -0.38 - faceY * 0.24, isCrab ? 0.42 : 0.34, 0.28, tone(body));
  pattern(d, { x: -0.3, y: -0.4 }, { x: 0.3, y: -0.4 });
  if (has.has("shell") || isCrab) blob(brush, -faceX * 0.1, -0.45, 0.34, 0.2, tone(second));
  if (has.has("wings")) drawWings(d, 0.45, 0.6);
  if (isCrab || has.has("claws")) {
    for (const side of [-1, 1]) {
      const x = faceX * 0.45 - faceY * side * 0.6 + side * 0.2;
      const y = faceY * 0.45 - 0.28 + faceX * side * 0.14;
      line(brush, tone(body, 0.85), 0.12, faceX * 0.2, -0.32, x, y);
      blob(brush, x, y, 0.16, 0.13, tone(small));
    }
  }
  drawHead(d, faceX * 0.24, faceY * 0.24 - 0.34, 0.17);
}

function drawSlime(d: Drawing): void {
  const { brush, body, second, pose, isMoving } = d;
  const squash = Math.sin(pose.seconds * (isMoving ? 8 : 2.4)) * 0.08;
  blob(brush, 0, 0.02, 0.5 + squash * 0.4, 0.22, SHADOW);
  brush.save();
  brush.globalAlpha *= 0.9;
  blob(brush, 0, -0.34 + squash * 0.3, 0.52 + squash * 0.5, 0.42 - squash, tone(body, 0.85));
  blob(brush, -0.04, -0.4 + squash * 0.3, 0.44 + squash * 0.5, 0.34 - squash, tone(body));
  blob(brush, -0.16, -0.54, 0.12, 0.08, "rgba(255, 255, 255, 0.5)");
  brush.restore();
  pattern(d, { x: -0.3, y: -0.36 }, { x: 0.3, y: -0.36 });
  blob(brush, 0.1, -0.26, 0.08, 0.06, tone(second));
  drawEyes(d, d.faceX * 0.2, -0.42, 0.14);
}

function drawPlant(d: Drawing): void {
  const { brush, body, second, small, has, pose, isMoving } = d;
  const sway = Math.sin(pose.seconds * (isMoving ? 5 : 1.4)) * 0.08;
  blob(brush, 0, 0.02, 0.42, 0.18, SHADOW);
  for (let root = -2; root <= 2; root++) line(brush, tone(second, 0.65), 0.12, root * 0.06, -0.3, root * 0.2, 0);
  line(brush, tone(second, 0.8), 0.3, 0, -0.1, sway, -0.85);
  for (const side of [-1, 1]) {
    line(brush, tone(second, 0.75), 0.13, sway * 0.6, -0.65, side * 0.5 + sway, -0.85);
    blob(brush, side * 0.55 + sway, -0.9, 0.2, 0.16, tone(body, 0.9));
  }
  blob(brush, sway, -1.15, 0.42, 0.36, tone(body, 0.85));
  blob(brush, sway - 0.06, -1.2, 0.34, 0.28, tone(body, 1.05));
  if (has.has("flowers")) {
    for (let at = 0; at < 5; at++) {
      blob(brush, sway + Math.cos(at * 1.3) * 0.3, -1.2 + Math.sin(at * 1.3) * 0.22, 0.07, 0.06, tone(small, 1.1));
    }
  }
  drawEyes(d, d.faceX * 0.1 + sway * 0.7, -0.72, 0.13);
}

function drawSpirit(d: Drawing, isWisp: boolean): void {
  const { brush, body, second, has, faceX, pose } = d;
  const float = Math.sin(pose.seconds * 2) * 0.08;
  brush.save();
  brush.globalAlpha *= 0.82;
  const light = brush.createRadialGradient(0, -0.95 + float, 0.05, 0, -0.95 + float, isWisp ? 0.75 : 0.95);
  light.addColorStop(0, tone(body, 1.25, 0.75));
  light.addColorStop(1, tone(body, 1, 0));
  brush.fillStyle = light;
  brush.fillRect(-1, -2, 2, 2.2);
  if (isWisp) blob(brush, 0, -0.95 + float, 0.24, 0.24, tone(second, 1.2));
  else {
    brush.fillStyle = tone(body, 0.95, 0.85);
    brush.beginPath();
    brush.moveTo(-0.3, -1.3 + float);
    brush.quadraticCurveTo(0, -1.95 + float, 0.3, -1.3 + float);
    for (let fold = 4; fold >= -4; fold--) {
      brush.lineTo(fold * 0.1, -0.28 + float + (fold & 1) * 0.14 + Math.sin(pose.seconds * 3 + fold) * 0.04);
    }
    brush.fill();
    for (const side of [-1, 1]) {
      line(brush, tone(body, 0.85, 0.8), 0.13, side * 0.24, -1.15 + float, side * 0.42 + faceX * 0.2, -0.85 + float);
    }
  }
  brush.restore();
  const eyes = { ...d, has: new Set<Part>([...has, "glow"]) };
  if (!isWisp) drawEyes(eyes, faceX * 0.1, -1.42 + float, 0.11);
  if (has.has("crown") || has.has("antlers")) drawFaceCrown(d, float);
}

function drawFaceCrown({ brush, small, has }: Drawing, float: number): void {
  for (const side of has.has("antlers") ? [-1, 1] : [-1, 0, 1]) {
    line(brush, tone(small, 1.1), 0.07, side * 0.12, -1.62 + float, side * 0.26, -1.95 + float);
  }
}

const known = new Map<string, Rgb>();

function rgb(colour: string): Rgb {
  let found = known.get(colour);
  if (found === undefined) {
    const channel = (at: number) => parseInt(colour.slice(at, at + 2), 16);
    known.set(colour, found = [channel(1), channel(3), channel(5)]);
  }
  return found;
}

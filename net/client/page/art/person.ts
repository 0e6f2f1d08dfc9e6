/** People: drawn in metres with their feet at the origin, a little larger than life so that they can be told apart. */
import type { Activity } from "../../../../world/components.ts";
import { blob, type Brush, line, polygon, tone } from "./brush.ts";
import { drawChest, drawHeadgear, drawShield, drawWeapon, type Worn, type WornThing } from "./worn.ts";
import { HAIR_COLOURS, HAIR_STYLES, HATS, type Look, type Rgb, SHIRTS, SKINS, TROUSERS } from "./look.ts";

/** How a body stands at one moment. */
export interface Pose {
  /** Where it faces: 0 is east, a quarter turn on is south. In radians. */
  readonly facing: number;
  /** Metres per second. */
  readonly speed: number;
  /** Metres it has walked, or seconds for what moves in place. */
  readonly phase: number;
  readonly seconds: number;
  readonly activity: Activity;
}

/** People are drawn this much larger than life. */
export const PERSON_SCALE = 1.25;

/** Height of a drawn person in metres: names stand above it. */
export const PERSON_TALL = 2.35;

/** Draws a person, with what is seen of what it wears. */
export function drawPerson(brush: Brush, look: Look, pose: Pose, worn: Worn | null = null): void {
  brush.save();
  brush.scale(PERSON_SCALE * (0.97 + look.build * 0.01), PERSON_SCALE * (0.94 + look.build * 0.014));
  brush.lineCap = "round";
  brush.lineJoin = "round";
  if (pose.activity === "asleep") drawLying(brush, look);
  else drawUpright(brush, look, pose, worn);
  brush.restore();
}

/** Draws a person of a crowd, a tenth of the strokes: nobody sees more from afar. */
export function drawPawn(brush: Brush, look: Look, pose: Pose): void {
  const swing = pose.speed > 0.05 ? Math.sin(pose.phase * 2.6) * 0.2 : 0;
  brush.fillStyle = tone(TROUSERS[look.trousers]!);
  brush.fillRect(-0.22, -0.8 + Math.max(0, swing), 0.19, 0.75 - Math.abs(swing) * 0.5);
  brush.fillRect(0.03, -0.8 + Math.max(0, -swing), 0.19, 0.75 - Math.abs(swing) * 0.5);
  brush.fillStyle = tone(SHIRTS[look.shirt]!);
  brush.beginPath();
  brush.roundRect(-0.33, -1.6, 0.66, 0.9, 0.2);
  brush.fill();
  brush.fillStyle = tone(SKINS[look.skin]!);
  brush.beginPath();
  brush.arc(0, -1.88, 0.31, 0, Math.PI * 2);
  brush.fill();
  brush.fillStyle = tone(HAIR_COLOURS[look.hairColour]!);
  brush.beginPath();
  brush.arc(0, -1.93, 0.32, Math.PI * 0.95, Math.PI * 2.05);
  brush.fill();
}

function drawUpright(brush: Brush, look: Look, pose: Pose, worn: Worn | null): void {
  const sitting = pose.activity === "resting";
  const faceX = Math.cos(pose.facing);
  const faceY = Math.sin(pose.facing);
  const walking = pose.speed > 0.05;
  const stride = walking ? Math.min(1, 0.45 + pose.speed * 0.14) : 0;
  const swing = walking ? Math.sin(pose.phase * 2.6) * stride : 0;
  const breath = walking ? Math.abs(Math.cos(pose.phase * 2.6)) * 0.05 * stride : Math.sin(pose.seconds * 1.8) * 0.012;
  const sink = sitting ? 0.3 : -breath;
  blob(brush, 0.06, 0.02, 0.36, 0.17, "rgba(18, 26, 44, 0.32)");
  drawLegs(brush, look, { faceX, faceY, swing, sitting });
  brush.translate(0, sink);
  const shirt = SHIRTS[look.shirt]!;
  const wide = 0.25 + (look.build & 3) * 0.012 - Math.abs(faceX) * 0.04;
  const armLift = armLiftOf(pose);
  const nearSide = faceX >= 0 ? -1 : 1;
  const sleeves = worn?.chest?.colour ?? shirt;
  // The main hand is the right one: to the left of who looks at somebody that faces them.
  const mainSide = faceY >= 0 ? -1 : 1;
  const arm = (side: number) => {
    const hand = drawArm(brush, { sleeves, skin: SKINS[look.skin]! }, side * wide, swing * side, faceX, faceY, armLift);
    const held = side === mainSide ? worn?.mainHand : worn?.offHand;
    if (held === null || held === undefined) return;
    if (side === mainSide) drawWeapon(brush, held, hand.x, hand.y, side);
    else drawShield(brush, held, hand.x, hand.y);
  };
  arm(-nearSide);
  drawTorso(brush, shirt, TROUSERS[look.trousers]!, wide, faceY);
  if (worn?.chest !== null && worn?.chest !== undefined) drawChest(brush, worn.chest, wide);
  arm(nearSide);
  drawHead(brush, look, faceX, faceY, worn?.head ?? null);
}

function armLiftOf(pose: Pose): number {
  switch (pose.activity) {
    case "working":
      return 0.45 + Math.sin(pose.seconds * 6) * 0.4;
    case "talking":
      return 0.25 + Math.sin(pose.seconds * 3.1) * 0.22;
    case "drinking":
      return 0.5 + Math.sin(pose.seconds * 0.9) * 0.35;
    default:
      return 0;
  }
}

interface Legs {
  readonly faceX: number;
  readonly faceY: number;
  readonly swing: number;
  readonly sitting: boolean;
}

function drawLegs(brush: Brush, look: Look, { faceX, faceY, swing, sitting }: Legs): void {
  const cloth = TROUSERS[look.trousers]!;
  for (const side of [-1, 1]) {
    const ahead = swing * side;
    const hipX = side * 0.11 * (1 - Math.abs(faceX) * 0.4);
    const footX = hipX + ahead * faceX * 0.3 + (sitting ? faceX * 0.3 : 0);
    const footY = ahead * faceY * 0.18 - Math.max(0, -ahead) * 0.1 + (sitting ? 0.02 + Math.max(0, faceY) * 0.12 : 0);
    const hipY = sitting ? -0.3 : -0.6;
    line(brush, tone(cloth, side < 0 ? 0.88 : 1), 0.17, hipX, hipY, footX, footY - 0.1);
    line(brush, "#4a3526", 0.17, footX - faceX * 0.02, footY - 0.06, footX + faceX * 0.08, footY - 0.05 + faceY * 0.03);
  }
}

function drawTorso(brush: Brush, shirt: Rgb, trousers: Rgb, wide: number, faceY: number): void {
  brush.fillStyle = tone(trousers, 0.95);
  brush.beginPath();
  brush.roundRect(-wide * 0.86, -0.72, wide * 1.72, 0.2, 0.08);
  brush.fill();
  brush.fillStyle = tone(shirt, 0.98);
  brush.beginPath();
  brush.moveTo(-wide * 0.82, -1.24);
  brush.quadraticCurveTo(0, -1.33, wide * 0.82, -1.24);
  brush.quadraticCurveTo(wide * 1.12, -1.12, wide * 1.02, -0.56);
  brush.quadraticCurveTo(0, -0.48, -wide * 1.02, -0.56);
  brush.quadraticCurveTo(-wide * 1.12, -1.12, -wide * 0.82, -1.24);
  brush.fill();
  brush.fillStyle = tone(shirt, 0.72, 0.6);
  brush.beginPath();
  brush.moveTo(wide * 0.3, -1.28);
  brush.quadraticCurveTo(wide * 1.12, -1.12, wide * 1.02, -0.56);
  brush.lineTo(wide * 0.45, -0.51);
  brush.quadraticCurveTo(wide * 0.7, -0.9, wide * 0.3, -1.28);
  brush.fill();
  line(brush, "#5a4028", 0.075, -wide * 0.98, -0.72, wide * 0.98, -0.72);
  if (faceY > 0.2) blob(brush, 0, -0.72, 0.05, 0.045, "#d9b765");
}

/** Draws an arm, and says where its hand is. */
function drawArm(
  brush: Brush,
  { sleeves, skin }: { readonly sleeves: Rgb; readonly skin: Rgb },
  x: number,
  swing: number,
  faceX: number,
  faceY: number,
  lift: number,
): { readonly x: number; readonly y: number } {
  const handX = x * 1.22 + swing * faceX * 0.3 + lift * faceX * 0.3;
  const handY = -0.68 + swing * faceY * 0.1 - Math.abs(swing) * 0.05 - lift * 0.4;
  line(brush, tone(sleeves, 0.84), 0.15, x * 0.98, -1.17, (x * 0.98 + handX) / 2 + x * 0.12, (-1.17 + handY) / 2);
  line(brush, tone(sleeves, 0.9), 0.13, (x * 0.98 + handX) / 2 + x * 0.12, (-1.17 + handY) / 2, handX, handY);
  blob(brush, handX, handY + 0.03, 0.075, 0.075, tone(skin, 0.96));
  return { x: handX, y: handY };
}

function drawHead(brush: Brush, look: Look, faceX: number, faceY: number, worn: WornThing | null): void {
  const skin = SKINS[look.skin]!;
  const hair = HAIR_COLOURS[look.hairColour]!;
  const style = HAIR_STYLES[look.hairStyle]!;
  const hat = HATS[look.hat]!;
  const x = faceX * 0.05;
  const y = -1.53;
  if (style === "long" || style === "braid") {
    brush.fillStyle = tone(hair, 0.82);
    brush.beginPath();
    brush.ellipse(x - faceX * 0.08, y + 0.13, 0.27, style === "long" ? 0.36 : 0.28, 0, 0, Math.PI * 2);
    brush.fill();
  }
  blob(brush, x, y + 0.02, 0.245, 0.255, tone(skin, 0.88));
  blob(brush, x - 0.02, y - 0.01, 0.235, 0.24, tone(skin));
  if (faceY > -0.45) drawFace(brush, x + faceX * 0.11, y + 0.03, faceX, hair, style);
  drawHair(brush, x, y, faceX, faceY, hair, style);
  if (worn === null) drawHat(brush, x, y, faceX, hat, look);
  else drawHeadgear(brush, worn, x, y, faceX);
}

function drawFace(brush: Brush, x: number, y: number, faceX: number, hair: Rgb, style: string): void {
  const apart = 0.09 * (1 - Math.abs(faceX) * 0.45);
  for (const side of [-1, 1]) {
    if (Math.abs(faceX) > 0.8 && side === -Math.sign(faceX)) continue;
    blob(brush, x + side * apart, y, 0.042, 0.048, "rgba(255, 255, 255, 0.75)");
    blob(brush, x + side * apart + faceX * 0.012, y + 0.004, 0.028, 0.038, "#2a2430");
    blob(brush, x + side * apart * 1.5, y + 0.075, 0.045, 0.028, "rgba(226, 110, 96, 0.35)");
  }
  if (style === "beard") {
    brush.fillStyle = tone(hair, 0.95);
    brush.beginPath();
    brush.ellipse(x * 0.7, y + 0.14, 0.19, 0.15, 0, 0, Math.PI);
    brush.fill();
  } else line(brush, "rgba(110, 50, 44, 0.8)", 0.025, x - 0.035, y + 0.115, x + 0.035, y + 0.115);
}

function drawHair(
  brush: Brush,
  x: number,
  y: number,
  faceX: number,
  faceY: number,
  hair: Rgb,
  style: string,
): void {
  if (style === "bald") return;
  const away = faceY < -0.45;
  brush.fillStyle = tone(hair);
  brush.beginPath();
  if (away) brush.ellipse(x, y - 0.01, 0.26, 0.27, 0, 0, Math.PI * 2);
  else {
    // A cap of hair over the top that leaves the face free, deeper at the back of the head.
    brush.moveTo(x - 0.26, y + (faceX > 0.3 ? 0.16 : 0.03));
    brush.bezierCurveTo(x - 0.3, y - 0.36, x + 0.3, y - 0.36, x + 0.26, y + (faceX < -0.3 ? 0.16 : 0.03));
    brush.quadraticCurveTo(x + 0.18 + faceX * 0.05, y - 0.12, x + faceX * 0.14, y - (style === "fringe" ? 0.05 : 0.1));
    brush.quadraticCurveTo(x - 0.18 + faceX * 0.05, y - 0.12, x - 0.26, y + (faceX > 0.3 ? 0.16 : 0.03));
  }
  brush.fill();
  blob(brush, x - 0.08, y - 0.19, 0.1, 0.045, tone(hair, 1.3, 0.7));
  if (style === "bun") {
    blob(brush, x - faceX * 0.16, y - 0.27 + Math.min(0, -faceY) * 0.05, 0.12, 0.11, tone(hair, 0.92));
  }
  if (style === "curly") {
    for (let curl = 0; curl < 7; curl++) {
      const angle = Math.PI + curl / 6 * Math.PI;
      blob(
        brush,
        x + Math.cos(angle) * 0.23,
        y - 0.05 + Math.sin(angle) * 0.21,
        0.095,
        0.09,
        tone(hair, 0.9 + (curl & 1) * 0.16),
      );
    }
  }
  if (style === "braid") {
    line(brush, tone(hair, 0.85), 0.1, x - faceX * 0.2 + 0.16, y + 0.12, x - faceX * 0.2 + 0.19, y + 0.42);
  }
}

function drawHat(brush: Brush, x: number, y: number, faceX: number, hat: string, look: Look): void {
  const cloth = SHIRTS[(look.shirt + 5) % SHIRTS.length]!;
  switch (hat) {
    case "straw":
      blob(brush, x, y - 0.1, 0.42, 0.17, "#b98f45");
      blob(brush, x, y - 0.13, 0.41, 0.16, "#dfb862");
      blob(brush, x, y - 0.22, 0.22, 0.15, "#e8c878");
      line(brush, "#a8493c", 0.06, x - 0.21, y - 0.17, x + 0.21, y - 0.17);
      return;
    case "cap":
      blob(brush, x, y - 0.17, 0.27, 0.15, tone(cloth, 0.85));
      blob(brush, x - 0.03, y - 0.2, 0.23, 0.11, tone(cloth, 1.08));
      blob(brush, x + faceX * 0.2, y - 0.1, 0.16, 0.06, tone(cloth, 0.7));
      return;
    case "hood":
      brush.strokeStyle = tone(cloth, 0.8);
      brush.lineWidth = 0.12;
      brush.beginPath();
      brush.arc(x, y, 0.26, Math.PI * 0.86, Math.PI * 2.14);
      brush.stroke();
      polygon(brush, tone(cloth, 0.9), x - 0.2, y - 0.22, x + 0.2, y - 0.22, x - faceX * 0.16, y - 0.42);
      return;
    case "feather":
      blob(brush, x, y - 0.16, 0.31, 0.1, tone(cloth, 0.75));
      polygon(brush, tone(cloth, 0.95), x - 0.22, y - 0.17, x - 0.13, y - 0.38, x + 0.15, y - 0.36, x + 0.22, y - 0.17);
      line(brush, "#f1e9d2", 0.07, x + 0.14, y - 0.24, x + 0.27, y - 0.5);
      return;
    case "kerchief":
      brush.fillStyle = tone(cloth);
      brush.beginPath();
      brush.ellipse(x, y - 0.09, 0.27, 0.2, 0, Math.PI, 0);
      brush.fill();
      line(brush, tone(cloth, 1.25), 0.05, x - 0.26, y - 0.08, x + 0.26, y - 0.08);
      return;
    case "woollen":
      brush.fillStyle = tone(cloth, 0.95);
      brush.beginPath();
      brush.ellipse(x, y - 0.1, 0.26, 0.26, 0, Math.PI, 0);
      brush.fill();
      line(brush, tone(cloth, 1.2), 0.1, x - 0.23, y - 0.1, x + 0.23, y - 0.1);
      blob(brush, x, y - 0.38, 0.085, 0.085, "#f1ece0");
      return;
    case "flowers":
      for (let flower = 0; flower < 5; flower++) {
        const angle = Math.PI * 1.1 + flower * 0.4 * Math.PI / 2;
        blob(
          brush,
          x + Math.cos(angle) * 0.23,
          y - 0.06 + Math.sin(angle) * 0.19,
          0.065,
          0.06,
          ["#f4e6ee", "#e8849c", "#f0c850"][flower % 3]!,
        );
      }
      return;
    default:
      return;
  }
}

function drawLying(brush: Brush, look: Look): void {
  blob(brush, 0.1, 0.02, 0.85, 0.24, "rgba(18, 26, 44, 0.3)");
  line(brush, tone(TROUSERS[look.trousers]!), 0.24, 0.1, -0.12, 0.75, -0.08);
  line(brush, tone(SHIRTS[look.shirt]!), 0.4, -0.3, -0.18, 0.1, -0.16);
  blob(brush, -0.64, -0.2, 0.24, 0.22, tone(SKINS[look.skin]!));
  blob(brush, -0.7, -0.27, 0.22, 0.17, tone(HAIR_COLOURS[look.hairColour]!));
}

/**
 * Animals: a spine from rump to chest that turns with the heading, legs below it, a head in front. Drawn in metres with
 * the middle of the feet at the origin.
 */
import type { Kind } from "../../../../world/components.ts";
import { blob, type Brush, line, tone } from "./brush.ts";
import { drawPile } from "./pile.ts";
import type { Rgb } from "./look.ts";
import type { Pose } from "./person.ts";

/** What tells one kind from another. Lengths in metres. */
interface Build {
  readonly length: number;
  readonly tall: number;
  readonly thick: number;
  readonly head: number;
  readonly neck: number;
  readonly legs: number;
  readonly coat: Rgb;
  readonly belly: Rgb;
  readonly muzzle: Rgb;
  /** Metres of one full stride. */
  readonly stride: number;
}

const BUILDS: Partial<Record<Kind, Build>> = {
  deer: {
    length: 1.15,
    tall: 0.9,
    thick: 0.46,
    head: 0.2,
    neck: 0.42,
    legs: 0.1,
    coat: [172, 120, 74],
    belly: [222, 196, 160],
    muzzle: [96, 66, 46],
    stride: 1.7,
  },
  sheep: {
    length: 0.85,
    tall: 0.58,
    thick: 0.62,
    head: 0.19,
    neck: 0.16,
    legs: 0.11,
    coat: [236, 230, 216],
    belly: [206, 198, 182],
    muzzle: [70, 62, 60],
    stride: 1.1,
  },
  rabbit: {
    length: 0.36,
    tall: 0.24,
    thick: 0.3,
    head: 0.14,
    neck: 0.08,
    legs: 0.08,
    coat: [164, 138, 112],
    belly: [228, 216, 198],
    muzzle: [120, 92, 76],
    stride: 0.9,
  },
  boar: {
    length: 1,
    tall: 0.58,
    thick: 0.56,
    head: 0.25,
    neck: 0.14,
    legs: 0.12,
    coat: [96, 76, 64],
    belly: [116, 94, 78],
    muzzle: [66, 52, 46],
    stride: 1.2,
  },
  wolf: {
    length: 1.05,
    tall: 0.68,
    thick: 0.4,
    head: 0.21,
    neck: 0.22,
    legs: 0.1,
    coat: [132, 132, 136],
    belly: [186, 184, 182],
    muzzle: [62, 60, 62],
    stride: 1.5,
  },
  fox: {
    length: 0.72,
    tall: 0.42,
    thick: 0.29,
    head: 0.16,
    neck: 0.15,
    legs: 0.07,
    coat: [208, 116, 58],
    belly: [240, 226, 206],
    muzzle: [52, 42, 40],
    stride: 1.1,
  },
  duck: {
    length: 0.36,
    tall: 0.16,
    thick: 0.3,
    head: 0.12,
    neck: 0.2,
    legs: 0.03,
    coat: [138, 112, 88],
    belly: [196, 182, 160],
    muzzle: [226, 160, 54],
    stride: 0.6,
  },
};

/** Animals are drawn this much larger than life. */
const ANIMAL_SCALE = 1.2;

/** Height of a drawn animal in metres: what is said about it stands above. */
export function animalTall(kind: Kind): number {
  const build = BUILDS[kind];
  return build === undefined ? 1 : (build.tall + build.thick + 0.5) * ANIMAL_SCALE;
}

/** Draws an animal; `look` varies its coat. `afloat` leaves out what is under water. */
export function drawAnimal(brush: Brush, kind: Kind, look: number, pose: Pose, afloat: boolean): void {
  if (kind === "pile") return drawPile(brush);
  const build = BUILDS[kind];
  if (build === undefined) return;
  brush.save();
  brush.scale(ANIMAL_SCALE, ANIMAL_SCALE);
  brush.lineCap = "round";
  brush.lineJoin = "round";
  drawBody(brush, kind, build, look, pose, afloat);
  brush.restore();
}

function drawBody(brush: Brush, kind: Kind, build: Build, look: number, pose: Pose, afloat: boolean): void {
  const down = pose.activity === "resting" || pose.activity === "asleep";
  const grazing = pose.activity === "grazing" || pose.activity === "drinking";
  const moving = pose.speed > 0.05;
  const faceX = Math.cos(pose.facing);
  // Seen from above at a slant, a body that stands along the line of sight is short.
  const faceY = Math.sin(pose.facing) * 0.5;
  const step = pose.phase / build.stride * Math.PI * 2;
  const hop = kind === "rabbit" && moving ? Math.abs(Math.sin(step / 2)) * 0.16 : 0;
  const bob = moving ? Math.abs(Math.sin(step)) * 0.03 * build.tall : Math.sin(pose.seconds * 1.6 + look) * 0.008;
  const lift = (down ? build.thick * 0.5 : afloat ? build.thick * 0.35 : build.tall) + hop + bob;
  const half = build.length / 2;
  const light = 0.92 + (look & 7) * 0.022;
  const coat = tone(build.coat, light);
  const rump = { x: -faceX * half, y: -faceY * half - lift };
  const chest = { x: faceX * half, y: faceY * half - lift };
  if (!afloat) {
    blob(
      brush,
      0.05,
      0.02,
      Math.abs(faceX) * half + build.thick * 0.55,
      Math.abs(faceY) * half + build.thick * 0.3,
      "rgba(18, 26, 44, 0.28)",
    );
  } else drawWake(brush, half, pose);
  if (!down && !afloat) drawLegs(brush, build, { faceX, faceY, half, lift, step, moving, light });
  const headFirst = faceY < -0.15;
  const head = () =>
    drawHead(brush, kind, build, look, { faceX, faceY, chest, grazing, down, light, seconds: pose.seconds });
  if (headFirst) head();
  if (faceY >= 0) drawTail(brush, kind, build, rump, faceX, faceY, light, pose.seconds);
  line(brush, tone(build.coat, light * 0.78), build.thick, rump.x, rump.y + 0.05, chest.x, chest.y + 0.05);
  line(brush, coat, build.thick * 0.92, rump.x, rump.y, chest.x, chest.y);
  drawCoat(brush, kind, build, rump, chest, light);
  if (faceY < 0) drawTail(brush, kind, build, rump, faceX, faceY, light, pose.seconds);
  if (!headFirst) head();
}

interface Gait {
  readonly faceX: number;
  readonly faceY: number;
  readonly half: number;
  readonly lift: number;
  readonly step: number;
  readonly moving: boolean;
  readonly light: number;
}

function drawLegs(brush: Brush, build: Build, { faceX, faceY, half, lift, step, moving, light }: Gait): void {
  for (let leg = 0; leg < 4; leg++) {
    const fore = leg < 2 ? 1 : -1;
    const side = leg % 2 === 0 ? 1 : -1;
    const swing = moving ? Math.sin(step + (fore * side > 0 ? 0 : Math.PI)) * build.tall * 0.32 : 0;
    const hipX = faceX * half * 0.82 * fore - faceY * side * build.thick * 0.28;
    const hipY = faceY * half * 0.82 * fore + faceX * side * build.thick * 0.16;
    const raise = moving ? Math.max(0, Math.cos(step + (fore * side > 0 ? 0 : Math.PI))) * 0.08 : 0;
    const style = tone(build.coat, light * (side > 0 ? 0.78 : 0.62));
    line(brush, style, build.legs, hipX, hipY - lift, hipX + faceX * swing, hipY + faceY * swing - raise);
    line(
      brush,
      tone(build.muzzle, 0.9),
      build.legs,
      hipX + faceX * swing,
      hipY + faceY * swing - raise - 0.04,
      hipX + faceX * swing,
      hipY + faceY * swing - raise,
    );
  }
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** What lies on the back: wool, spots, bristles, a paler belly. */
function drawCoat(brush: Brush, kind: Kind, build: Build, rump: Point, chest: Point, light: number): void {
  const along = (part: number): Point => ({
    x: rump.x + (chest.x - rump.x) * part,
    y: rump.y + (chest.y - rump.y) * part,
  });
  if (kind === "sheep") {
    for (let row = 0; row < 3; row++) {
      for (let curl = 0; curl < 5; curl++) {
        const { x, y } = along((curl + row % 2 * 0.5) / 4.5);
        const size = 0.17 + (curl * 7 + row * 3) % 4 * 0.015;
        blob(brush, x, y + 0.2 - row * 0.2 + 0.03, size, size * 0.86, tone(build.coat, light * (0.84 + row * 0.06)));
        blob(
          brush,
          x - 0.02,
          y + 0.2 - row * 0.2,
          size * 0.82,
          size * 0.7,
          tone(build.coat, light * (0.93 + row * 0.06)),
        );
      }
    }
    return;
  }
  const back = build.thick * 0.3;
  line(brush, tone(build.coat, light * 1.12, 0.7), build.thick * 0.28, rump.x, rump.y - back, chest.x, chest.y - back);
  if (kind === "deer") {
    for (let spot = 0; spot < 7; spot++) {
      const { x, y } = along(0.06 + spot * 0.14);
      blob(brush, x, y - back * (0.5 + (spot & 1) * 0.7), 0.035, 0.03, "rgba(246, 232, 206, 0.85)");
    }
  } else if (kind === "boar") {
    for (let bristle = 0; bristle < 8; bristle++) {
      const { x, y } = along(0.1 + bristle * 0.12);
      line(brush, "#3d302a", 0.05, x, y - build.thick * 0.34, x - 0.03, y - build.thick * 0.56);
    }
  } else if (kind === "wolf") {
    line(brush, "rgba(72, 72, 78, 0.6)", build.thick * 0.2, rump.x, rump.y - back * 1.2, chest.x, chest.y - back * 1.2);
  } else if (kind === "duck") {
    line(brush, "rgba(90, 70, 56, 0.7)", 0.09, along(0.2).x, along(0.2).y - 0.02, along(0.75).x, along(0.75).y - 0.02);
  }
}

function drawTail(
  brush: Brush,
  kind: Kind,
  build: Build,
  rump: Point,
  faceX: number,
  faceY: number,
  light: number,
  seconds: number,
): void {
  const wag = Math.sin(seconds * 3) * 0.06;
  const at = { x: rump.x - faceX * build.thick * 0.45, y: rump.y - faceY * build.thick * 0.45 };
  switch (kind) {
    case "fox":
    case "wolf": {
      const long = kind === "fox" ? 0.5 : 0.42;
      const tip = { x: at.x - faceX * long, y: at.y - faceY * long + 0.22 + wag };
      line(brush, tone(build.coat, light * 0.9), build.thick * 0.52, at.x, at.y, tip.x, tip.y);
      if (kind === "fox") blob(brush, tip.x, tip.y, 0.09, 0.08, "#f4ece0");
      return;
    }
    case "deer":
    case "rabbit":
      return blob(brush, at.x, at.y, kind === "deer" ? 0.09 : 0.08, kind === "deer" ? 0.1 : 0.08, "#f4ece0");
    case "boar":
      return line(brush, tone(build.coat, 0.8), 0.05, at.x, at.y, at.x - faceX * 0.16, at.y + 0.14 + wag);
    case "duck":
      return line(
        brush,
        tone(build.coat, light * 0.8),
        0.12,
        at.x,
        at.y,
        at.x - faceX * 0.12,
        at.y - faceY * 0.12 - 0.06,
      );
    default:
      return;
  }
}

interface HeadPose {
  readonly faceX: number;
  readonly faceY: number;
  readonly chest: Point;
  readonly grazing: boolean;
  readonly down: boolean;
  readonly light: number;
  readonly seconds: number;
}

function drawHead(brush: Brush, kind: Kind, build: Build, look: number, pose: HeadPose): void {
  const { faceX, faceY, chest, grazing, light, seconds } = pose;
  const nibble = grazing ? Math.sin(seconds * 4 + look) * 0.03 : 0;
  const raised = grazing ? -build.tall * 0.62 : build.neck;
  const ahead = build.thick * 0.4 + build.head * 0.6 + (grazing ? build.tall * 0.25 : 0);
  const x = chest.x + faceX * ahead;
  const y = chest.y + faceY * ahead - raised + nibble;
  const male = (look & 1) === 0;
  const coat: Rgb = kind === "sheep" ? build.muzzle : kind === "duck" && male ? [46, 112, 84] : build.coat;
  line(
    brush,
    tone(kind === "sheep" ? build.coat : coat, light * 0.9),
    build.head * 1.25,
    chest.x + faceX * build.thick * 0.2,
    chest.y - build.thick * 0.1,
    x,
    y,
  );
  drawEars(brush, kind, build, x, y, faceX, faceY, light, male);
  blob(brush, x, y, build.head, build.head * 0.92, tone(coat, light));
  const noseX = x + faceX * build.head * (kind === "boar" ? 1.1 : 0.85);
  const noseY = y + faceY * build.head * 0.85 + build.head * 0.25;
  if (faceY > -0.45) {
    if (kind === "duck") {
      line(brush, tone(build.muzzle), 0.07, x + faceX * 0.08, y + faceY * 0.08 + 0.02, noseX + faceX * 0.08, noseY);
    } else {
      blob(
        brush,
        noseX,
        noseY,
        build.head * 0.5,
        build.head * 0.42,
        tone(kind === "fox" || kind === "wolf" ? build.belly : build.muzzle, 1),
      );
      blob(brush, noseX + faceX * build.head * 0.3, noseY, build.head * 0.18, build.head * 0.16, "#2a2424");
    }
    const apart = build.head * 0.45 * (1 - Math.abs(faceX) * 0.5);
    for (const side of [-1, 1]) {
      if (Math.abs(faceX) > 0.85 && side < 0) continue;
      const eyeX = x + faceX * build.head * 0.35 + side * apart;
      if (pose.down) line(brush, "#241e20", 0.025, eyeX - 0.03, y - 0.02, eyeX + 0.03, y - 0.02);
      else blob(brush, eyeX, y - build.head * 0.12, 0.03, 0.035, "#1e1a1e");
    }
    if (kind === "boar") {
      line(brush, "#f0e8d4", 0.05, noseX - 0.08, noseY + 0.03, noseX - 0.11, noseY - 0.09);
      line(brush, "#f0e8d4", 0.05, noseX + 0.08, noseY + 0.03, noseX + 0.11, noseY - 0.09);
    }
  }
}

function drawEars(
  brush: Brush,
  kind: Kind,
  build: Build,
  x: number,
  y: number,
  faceX: number,
  faceY: number,
  light: number,
  male: boolean,
): void {
  if (kind === "duck") return;
  const size = build.head;
  const acrossX = -faceY * 1.2 + (Math.abs(faceX) > 0.7 ? 0.3 : 0);
  const across = Math.max(0.35, Math.abs(acrossX)) * size * 0.9;
  const style = tone(kind === "sheep" ? build.muzzle : build.coat, light * 0.84);
  for (const side of [-1, 1]) {
    const rootX = x + side * across * 0.7 - faceX * size * 0.3;
    const rootY = y - size * 0.55;
    if (kind === "rabbit") line(brush, style, 0.085, rootX, rootY, rootX + side * 0.03 - faceX * 0.08, rootY - 0.3);
    else if (kind === "sheep") line(brush, style, 0.09, rootX, rootY + 0.1, rootX + side * 0.15, rootY + 0.16);
    else if (kind === "deer") {
      line(brush, style, 0.1, rootX, rootY, rootX + side * 0.16, rootY - 0.07);
      if (male) drawAntler(brush, rootX, rootY, side);
    } else line(brush, style, 0.11, rootX, rootY + 0.03, rootX + side * 0.03, rootY - size * 0.55);
  }
}

function drawAntler(brush: Brush, x: number, y: number, side: number): void {
  line(brush, "#8a6d4c", 0.05, x, y, x + side * 0.1, y - 0.22, x + side * 0.24, y - 0.42);
  line(brush, "#8a6d4c", 0.04, x + side * 0.1, y - 0.22, x + side * 0.02, y - 0.38);
  line(brush, "#8a6d4c", 0.04, x + side * 0.17, y - 0.32, x + side * 0.32, y - 0.3);
}

function drawWake(brush: Brush, half: number, pose: Pose): void {
  brush.strokeStyle = "rgba(240, 250, 252, 0.5)";
  brush.lineWidth = 0.035;
  const spread = (pose.seconds * 0.5) % 1;
  const alpha = brush.globalAlpha;
  brush.globalAlpha = alpha * (1 - spread);
  brush.beginPath();
  brush.ellipse(0, 0, half + 0.1 + spread * 0.5, (half + 0.1 + spread * 0.5) * 0.5, 0, 0, Math.PI * 2);
  brush.stroke();
  brush.globalAlpha = alpha;
}

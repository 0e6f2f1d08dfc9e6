/** Creatures that go on two legs: people, the risen, giants of stone; what they wear and hold. */
import { blob, line, tone } from "./brush.ts";
import { drawEyes, type Drawing, drawWings, pattern, SHADOW } from "./creature_parts.ts";

/** What goes on two legs: people, the risen, giants of stone. */
export function drawUpright(d: Drawing, heavy: number): void {
  const { brush, body, second, small, has, faceX, faceY, swing, pose } = d;
  blob(brush, 0.06, 0.02, 0.36 * heavy, 0.17, SHADOW);
  for (const side of [-1, 1]) {
    const ahead = swing * side;
    const hip = side * 0.12 * heavy * (1 - Math.abs(faceX) * 0.4);
    line(
      brush,
      tone(second, side < 0 ? 0.75 : 0.85),
      0.17 * heavy,
      hip,
      -0.62,
      hip + ahead * faceX * 0.28,
      ahead * faceY * 0.3 - 0.04,
    );
  }
  if (has.has("cloak")) {
    brush.fillStyle = tone(second, 0.7);
    brush.beginPath();
    brush.moveTo(-0.26 * heavy, -1.28);
    brush.lineTo(0.26 * heavy, -1.28);
    brush.lineTo(0.4 * heavy, -0.2);
    brush.lineTo(-0.4 * heavy, -0.2);
    brush.fill();
  }
  if (has.has("wings")) drawWings(d, 1.1, 0.8);
  const wide = 0.27 * heavy;
  const breath = Math.sin(pose.seconds * 1.8) * 0.012;
  const arm = (side: number) => {
    const handX = side * wide * 1.25 - swing * side * faceX * 0.28;
    const handY = -0.66 - swing * side * faceY * 0.1;
    line(brush, tone(body, 0.82), 0.15 * heavy, side * wide, -1.16 + breath, handX, handY);
    blob(brush, handX, handY, 0.08 * heavy, 0.08 * heavy, tone(body, 1.05));
    if (side > 0) drawHeld(d, handX, handY);
    else if (has.has("shield")) {
      blob(brush, handX - 0.02, handY - 0.08, 0.24, 0.28, tone(small, 0.7));
      blob(brush, handX - 0.02, handY - 0.08, 0.17, 0.2, tone(small));
    } else if (has.has("lantern")) blob(brush, handX, handY + 0.14, 0.09, 0.12, "#ffd98a");
  };
  arm(faceX >= 0 ? -1 : 1);
  brush.fillStyle = tone(has.has("armour") ? small : body, 0.98);
  brush.beginPath();
  brush.roundRect(-wide, -1.3 + breath, wide * 2, 0.78, 0.14);
  brush.fill();
  if (has.has("apron")) {
    brush.fillStyle = tone(small);
    brush.fillRect(-wide * 0.6, -1.05, wide * 1.2, 0.6);
  }
  line(brush, tone(second, 0.6), 0.07, -wide, -0.68, wide, -0.68);
  pattern(d, { x: -wide * 0.6, y: -1 }, { x: wide * 0.6, y: -0.8 });
  arm(faceX >= 0 ? 1 : -1);
  drawFaceOf(d, heavy, breath);
}

/** What is in the hand: long things stand upright beside it. */
function drawHeld({ brush, has, small }: Drawing, x: number, y: number): void {
  const metal = "#c9ced6";
  if (has.has("sword")) line(brush, metal, 0.07, x, y, x + 0.12, y - 0.75);
  if (has.has("spear")) line(brush, "#6b4f33", 0.055, x, y + 0.5, x + 0.05, y - 1.1);
  if (has.has("staff")) {
    line(brush, "#6b4f33", 0.07, x, y + 0.6, x + 0.02, y - 0.95);
    blob(brush, x + 0.02, y - 1, 0.11, 0.11, tone(small, 1.15));
  }
  if (has.has("axe")) {
    line(brush, "#6b4f33", 0.06, x, y + 0.1, x + 0.1, y - 0.65);
    blob(brush, x + 0.2, y - 0.6, 0.16, 0.15, metal);
  }
  if (has.has("club")) line(brush, "#7a5a3a", 0.13, x, y, x + 0.14, y - 0.6);
  if (has.has("bow")) {
    brush.strokeStyle = "#6b4f33";
    brush.lineWidth = 0.06;
    brush.beginPath();
    brush.arc(x - 0.1, y - 0.1, 0.5, -1.1, 1.1);
    brush.stroke();
  }
}

function drawFaceOf(d: Drawing, heavy: number, breath: number): void {
  const { brush, body, second, small, has, faceX, faceY } = d;
  const [x, y, size] = [faceX * 0.05, -1.53 + breath, 0.24 * Math.sqrt(heavy)];
  blob(brush, x, y, size, size * 1.02, has.has("skull") ? "#e8e2d2" : tone(body, 1.12));
  if (has.has("ears")) {
    for (const side of [-1, 1]) {
      line(brush, tone(body, 1.05), 0.1, x + side * size * 0.8, y, x + side * size * 1.6, y - 0.12);
    }
  }
  if (faceY > -0.25) drawEyes(d, x + faceX * 0.11, y + 0.01, 0.1);
  if (has.has("beard") && faceY > -0.25) blob(brush, x + faceX * 0.08, y + 0.18, 0.16, 0.16, tone(second));
  if (has.has("horns")) {
    for (const side of [-1, 1]) line(brush, tone(small), 0.09, x + side * 0.16, y - 0.16, x + side * 0.3, y - 0.42);
  }
  if (has.has("hood")) {
    brush.fillStyle = tone(second, 0.85);
    brush.beginPath();
    brush.arc(x, y - 0.02, size * 1.15, Math.PI * 0.92, Math.PI * 2.08);
    brush.fill();
  }
  if (has.has("hat")) {
    blob(brush, x, y - size * 0.6, size * 1.4, 0.09, tone(second, 0.8));
    blob(brush, x, y - size * 0.95, size * 0.75, 0.17, tone(second));
  }
  if (has.has("crown")) {
    for (let at = -1; at <= 1; at++) {
      line(brush, "#f0c95a", 0.09, x + at * 0.13, y - size * 0.8, x + at * 0.15, y - size * 1.35);
    }
  }
  if (has.has("flowers")) {
    for (let at = -1; at <= 1; at++) blob(brush, x + at * 0.14, y - size * 0.9, 0.07, 0.06, tone(small, 1.2));
  }
}

/** Everything else that stands about, drawn in metres with its foot at the origin. */
import { PROP, type PropKind } from "../../../../world/terrain/types.ts";
import { blob, type Brush, line, makeChance, polygon, tone } from "./brush.ts";
import { drawFurniture, furnitureReach } from "./furniture.ts";

/** How many drawings there are of each kind. Fences need one for each direction. */
export const PROP_VARIANTS = 8;

/** How far a kind reaches from its foot, in metres, when its radius is `radius`: to the side, up, down. */
export function propReach(kind: PropKind, radius: number): { side: number; up: number; down: number } {
  const indoors = furnitureReach(kind);
  if (indoors !== null) return indoors;
  switch (kind) {
    case PROP.well:
      return { side: 1.7, up: 3.1, down: 1 };
    case PROP.stall:
      return { side: 2.1, up: 3.2, down: 1.2 };
    case PROP.fence:
      return { side: 1.2, up: 2.1, down: 1.2 };
    case PROP.lamp:
      return { side: 0.6, up: 3, down: 0.3 };
    case PROP.bench:
      return { side: 1.1, up: 1, down: 0.5 };
    case PROP.boat:
      return { side: 2.6, up: 1.6, down: 1.2 };
    default:
      return { side: radius * 1.3, up: radius * 2.2, down: radius * 0.8 };
  }
}

/** Draws a prop of one kind and radius; the same `variant` always looks the same. */
export function drawProp(brush: Brush, kind: PropKind, radius: number, variant: number): void {
  const chance = makeChance(kind * 64 + variant);
  brush.lineCap = "round";
  brush.lineJoin = "round";
  if (drawFurniture(brush, kind, variant, chance)) return;
  switch (kind) {
    case PROP.bush:
      return drawBush(brush, radius, variant, chance);
    case PROP.boulder:
      return drawBoulder(brush, radius, chance);
    case PROP.reeds:
      return drawReeds(brush, radius, chance);
    case PROP.well:
      return drawWell(brush);
    case PROP.stall:
      return drawStall(brush, variant, chance);
    case PROP.fence:
      return (variant & 1) === 0 ? drawFenceAcross(brush, chance) : drawFenceAlong(brush, chance);
    case PROP.lamp:
      return drawLamp(brush);
    case PROP.bench:
      return drawBench(brush);
    case PROP.haystack:
      return drawHaystack(brush, chance);
    case PROP.boat:
      return drawBoat(brush, variant);
    default:
      return;
  }
}

function drawBush(brush: Brush, radius: number, variant: number, chance: () => number): void {
  const green = ([[92, 132, 62], [106, 138, 66], [80, 120, 62]] as const)[variant % 3]!;
  const lobes: { x: number; y: number; size: number }[] = [];
  for (let lobe = 0; lobe < 7; lobe++) {
    lobes.push({
      x: (chance() - 0.5) * 1.3 * radius,
      y: (-0.25 - chance() * 0.6) * radius,
      size: (0.42 + chance() * 0.2) * radius,
    });
  }
  lobes.sort((a, b) => a.y - b.y);
  blob(brush, 0, 0.02, radius * 0.9, radius * 0.32, "rgba(20, 30, 40, 0.22)");
  for (const { x, y, size } of lobes) blob(brush, x, y + 0.1 * radius, size * 1.05, size, tone(green, 0.62));
  for (const { x, y, size } of lobes) blob(brush, x, y, size * 0.96, size * 0.9, tone(green, 0.9));
  for (const { x, y, size } of lobes) {
    blob(brush, x - size * 0.25, y - size * 0.3, size * 0.55, size * 0.48, tone(green, 1.14));
  }
  if (variant % 4 !== 1) return;
  for (let berry = 0; berry < 9; berry++) {
    const { x, y, size } = lobes[Math.floor(chance() * lobes.length)]!;
    blob(
      brush,
      x + (chance() - 0.5) * size,
      y + (chance() - 0.5) * size,
      0.05,
      0.05,
      variant > 4 ? "#d8455a" : "#eee6f4",
    );
  }
}

function drawBoulder(brush: Brush, radius: number, chance: () => number): void {
  const corners = 9;
  const rim: [number, number][] = [];
  for (let corner = 0; corner < corners; corner++) {
    const angle = corner / corners * Math.PI * 2;
    const away = radius * (0.86 + chance() * 0.22);
    rim.push([Math.cos(angle) * away, Math.sin(angle) * away * 0.62 - radius * 0.32]);
  }
  const top: [number, number][] = rim.map(([x, y]) => [x * 0.6 - radius * 0.1, y * 0.55 - radius * 0.46]);
  const stone: readonly [number, number, number] = [146 + chance() * 14, 143 + chance() * 10, 136];
  blob(brush, radius * 0.1, 0, radius * 1.02, radius * 0.42, "rgba(20, 30, 40, 0.25)");
  for (let corner = 0; corner < corners; corner++) {
    const next = (corner + 1) % corners;
    const angle = (corner + 0.5) / corners * Math.PI * 2;
    const light = 0.78 - Math.cos(angle) * 0.2 - Math.sin(angle) * 0.16;
    polygon(brush, tone(stone, light), ...rim[corner]!, ...rim[next]!, ...top[next]!, ...top[corner]!);
  }
  polygon(brush, tone(stone, 1.12), ...top.flat());
  if (chance() < 0.5) {
    blob(brush, -radius * 0.3, -radius * 0.72, radius * 0.3, radius * 0.14, "rgba(108, 128, 66, 0.6)");
  }
}

function drawReeds(brush: Brush, radius: number, chance: () => number): void {
  const reach = Math.max(0.5, radius);
  for (let stalk = 0; stalk < 15; stalk++) {
    const x = (chance() - 0.5) * 1.8 * reach;
    const y = (chance() - 0.5) * 0.7 * reach;
    const tall = 0.7 + chance() * 0.55;
    const lean = (chance() - 0.5) * 0.4;
    brush.strokeStyle = tone([124, 142, 74], 0.7 + chance() * 0.5);
    brush.lineWidth = 0.05;
    brush.beginPath();
    brush.moveTo(x, y);
    brush.quadraticCurveTo(x, y - tall * 0.6, x + lean, y - tall);
    brush.stroke();
    if (stalk % 3 === 0) line(brush, "#6d4a2c", 0.1, x + lean, y - tall - 0.02, x + lean * 1.15, y - tall - 0.2);
  }
}

function drawWell(brush: Brush): void {
  blob(brush, 0.15, 0.12, 1.35, 0.85, "rgba(20, 30, 40, 0.26)");
  blob(brush, 0, 0, 1.15, 0.74, "#7d776c");
  polygon(brush, "#8d867a", -1.15, -0.55, 1.15, -0.55, 1.15, 0, -1.15, 0);
  blob(brush, 0, -0.55, 1.15, 0.74, "#b5ad9e");
  blob(brush, 0, -0.55, 0.84, 0.5, "#2e4a58");
  blob(brush, -0.15, -0.5, 0.5, 0.24, "#4c7688");
  for (let stone = 0; stone < 6; stone++) {
    const angle = 0.25 + stone * 0.53;
    line(
      brush,
      "rgba(60, 54, 46, 0.5)",
      0.05,
      Math.cos(angle) * 1.13,
      -0.5 + Math.sin(angle) * 0.72,
      Math.cos(angle) * 1.13,
      Math.sin(angle) * 0.72,
    );
  }
  line(brush, "#6b4c30", 0.16, -1, -0.5, -1, -2.1);
  line(brush, "#6b4c30", 0.16, 1, -0.5, 1, -2.1);
  line(brush, "#7d5a3a", 0.14, -1, -1.5, 1, -1.5);
  line(brush, "#c8b48c", 0.05, 0.1, -1.5, 0.1, -0.8);
  polygon(brush, "#8d6a4e", 0.09 - 0.2, -0.95, 0.33, -0.95, 0.28, -0.6, -0.06, -0.6);
  polygon(brush, "#8a4a36", -1.45, -1.95, 0, -2.95, 0, -2.3, -1.2, -1.75);
  polygon(brush, "#a9593f", -1.5, -1.9, -1.15, -2.7, 1.15, -2.7, 1.5, -1.9);
  for (let row = 0; row < 3; row++) {
    line(
      brush,
      "rgba(70, 30, 22, 0.35)",
      0.05,
      -1.42 + row * 0.11,
      -2.08 - row * 0.22,
      1.42 - row * 0.11,
      -2.08 - row * 0.22,
    );
  }
  line(brush, "#c47a58", 0.1, -1.15, -2.7, 1.15, -2.7);
}

const AWNINGS = ["#c4524a", "#3f7f9e", "#d39a3a", "#5f8f58", "#8a5f9e", "#c96f3f", "#44857a", "#b04a6e"] as const;

function drawStall(brush: Brush, variant: number, chance: () => number): void {
  polygon(brush, "rgba(20, 30, 40, 0.24)", -1.5, 0.5, 1.7, 0.5, 2, 0.9, -1.2, 0.9);
  for (const x of [-1.55, 1.55]) line(brush, "#6d5138", 0.13, x, -0.5, x, -2.2);
  polygon(brush, "#7e5c3e", -1.6, -0.55, 1.6, -0.55, 1.6, 0.55, -1.6, 0.55);
  for (let plank = 0; plank < 5; plank++) {
    line(brush, "rgba(50, 34, 20, 0.4)", 0.04, -0.95 + plank * 0.64, -0.3, -0.95 + plank * 0.64, 0.52);
  }
  polygon(brush, "#b48a5e", -1.75, -1.15, 1.75, -1.15, 1.65, -0.45, -1.65, -0.45);
  const goods = ["#d8503c", "#e8b93c", "#8fb04a", "#c8803c", "#efe4c8", "#9a6ab0"];
  for (let heap = 0; heap < 4; heap++) {
    const x = -1.2 + heap * 0.8;
    blob(brush, x, -0.68, 0.36, 0.16, "#8d6844");
    const style = goods[Math.floor(chance() * goods.length)]!;
    for (let item = 0; item < 8; item++) {
      blob(brush, x + (chance() - 0.5) * 0.5, -0.74 - chance() * 0.2, 0.1, 0.1, style);
    }
  }
  for (const x of [-1.6, 1.6]) line(brush, "#7d5f42", 0.13, x, 0.5, x, -1.6);
  const colour = AWNINGS[variant % AWNINGS.length]!;
  const stripes = 8;
  for (let stripe = 0; stripe < stripes; stripe++) {
    const left = -1.9 + stripe * 3.8 / stripes;
    const right = left + 3.8 / stripes;
    const style = stripe % 2 === 0 ? colour : "#f3ead6";
    polygon(brush, style, left * 0.9, -2.95, right * 0.9, -2.95, right, -1.6, left, -1.6);
    blob(brush, (left + right) / 2, -1.6, 3.8 / stripes / 2, 0.2, style);
  }
  polygon(brush, "rgba(30, 30, 60, 0.16)", -1.9, -1.95, 1.9, -1.95, 1.9, -1.55, -1.9, -1.55);
  line(brush, "rgba(255, 255, 255, 0.5)", 0.07, -1.7, -2.93, 1.7, -2.93);
}

function drawFenceAcross(brush: Brush, chance: () => number): void {
  line(brush, "rgba(20, 30, 40, 0.2)", 0.12, -0.9, 0.1, 1.1, 0.1);
  for (const y of [-0.42, -0.82]) {
    line(brush, "#77593c", 0.13, -1, y + (chance() - 0.5) * 0.08, 1, y + (chance() - 0.5) * 0.08);
    line(brush, "#a1815a", 0.05, -1, y - 0.04, 1, y - 0.04);
  }
  for (const x of [-1, 0]) {
    line(brush, "#6b4f35", 0.19, x, 0, x, -1.05);
    line(brush, "#98784f", 0.07, x - 0.05, -0.05, x - 0.05, -1.05);
  }
}

function drawFenceAlong(brush: Brush, chance: () => number): void {
  line(brush, "rgba(20, 30, 40, 0.2)", 0.14, 0.12, -0.9, 0.12, 1.1);
  for (const lift of [0.42, 0.82]) {
    line(
      brush,
      lift > 0.5 ? "#8b6a47" : "#6d5137",
      0.12,
      (chance() - 0.5) * 0.05,
      -1 - lift,
      (chance() - 0.5) * 0.05,
      1 - lift,
    );
  }
  for (const y of [-1, 0]) {
    line(brush, "#6b4f35", 0.19, 0, y, 0, y - 1.05);
    line(brush, "#98784f", 0.07, -0.05, y - 0.05, -0.05, y - 1.05);
  }
}

function drawLamp(brush: Brush): void {
  blob(brush, 0.06, 0.03, 0.26, 0.13, "rgba(20, 30, 40, 0.3)");
  line(brush, "#3b3c42", 0.13, 0, 0, 0, -2.25);
  line(brush, "#5d5f68", 0.04, -0.04, -0.05, -0.04, -2.25);
  polygon(brush, "#3b3c42", -0.22, 0.02, 0.22, 0.02, 0.12, -0.2, -0.12, -0.2);
  polygon(brush, "#f3dc9a", -0.17, -2.2, 0.17, -2.2, 0.23, -2.62, -0.23, -2.62);
  line(brush, "#2e2f35", 0.05, -0.17, -2.2, -0.23, -2.62);
  line(brush, "#2e2f35", 0.05, 0.17, -2.2, 0.23, -2.62);
  polygon(brush, "#2e2f35", -0.32, -2.6, 0.32, -2.6, 0, -2.92);
}

function drawBench(brush: Brush): void {
  polygon(brush, "rgba(20, 30, 40, 0.22)", -0.7, 0.05, 0.9, 0.05, 1, 0.25, -0.6, 0.25);
  for (const x of [-0.65, 0.65]) line(brush, "#4b3a2a", 0.12, x, 0.1, x, -0.3);
  polygon(brush, "#9a7448", -0.85, -0.45, 0.85, -0.45, 0.85, -0.18, -0.85, -0.18);
  line(brush, "rgba(60, 40, 24, 0.5)", 0.03, -0.85, -0.32, 0.85, -0.32);
  polygon(brush, "#b18a5a", -0.85, -0.86, 0.85, -0.86, 0.85, -0.62, -0.85, -0.62);
  for (const x of [-0.6, 0.6]) line(brush, "#6d5236", 0.09, x, -0.4, x, -0.66);
}

function drawHaystack(brush: Brush, chance: () => number): void {
  blob(brush, 0.2, 0.02, 1.35, 0.5, "rgba(20, 30, 40, 0.28)");
  brush.fillStyle = "#c39a44";
  brush.beginPath();
  brush.moveTo(-1.2, 0);
  brush.bezierCurveTo(-1.3, -1.1, -0.5, -1.9, 0, -2);
  brush.bezierCurveTo(0.5, -1.9, 1.3, -1.1, 1.2, 0);
  brush.quadraticCurveTo(0, 0.55, -1.2, 0);
  brush.fill();
  brush.fillStyle = "rgba(120, 82, 24, 0.35)";
  brush.beginPath();
  brush.moveTo(0.2, -1.98);
  brush.bezierCurveTo(0.6, -1.8, 1.3, -1.1, 1.2, 0);
  brush.quadraticCurveTo(0.8, 0.25, 0.3, 0.27);
  brush.bezierCurveTo(0.9, -0.5, 0.7, -1.4, 0.2, -1.98);
  brush.fill();
  for (let straw = 0; straw < 46; straw++) {
    const y = -1.8 + chance() * 1.95;
    const wide = Math.sqrt(Math.max(0, 1 - (y / -2) ** 2)) * 1.1;
    const x = (chance() - 0.5) * 2 * wide;
    line(brush, tone([226, 190, 98], 0.8 + chance() * 0.4, 0.8), 0.04, x, y, x + (chance() - 0.5) * 0.2, y + 0.22);
  }
  line(brush, "#6d5236", 0.08, 0, -1.95, 0.04, -2.35);
}

const HULLS = ["#8d5f3c", "#4f7288", "#a1473c", "#6f8a5a"] as const;

function drawBoat(brush: Brush, variant: number): void {
  blob(brush, 0.1, 0.3, 2.2, 0.62, "rgba(10, 40, 60, 0.28)");
  const hull = HULLS[variant % HULLS.length]!;
  brush.fillStyle = hull;
  brush.beginPath();
  brush.moveTo(-2.1, -0.55);
  brush.quadraticCurveTo(-1.7, 0.55, 0, 0.62);
  brush.quadraticCurveTo(1.8, 0.55, 2.3, -0.6);
  brush.quadraticCurveTo(0, -1.35, -2.1, -0.55);
  brush.fill();
  brush.fillStyle = "#5c432c";
  brush.beginPath();
  brush.moveTo(-1.85, -0.55);
  brush.quadraticCurveTo(0, 0.28, 2.05, -0.58);
  brush.quadraticCurveTo(0, -1.12, -1.85, -0.55);
  brush.fill();
  brush.strokeStyle = "#e3d3b2";
  brush.lineWidth = 0.09;
  brush.beginPath();
  brush.moveTo(-2.1, -0.55);
  brush.quadraticCurveTo(0, 0.32, 2.3, -0.6);
  brush.stroke();
  for (const x of [-0.8, 0.3, 1.1]) {
    line(brush, "#b48a5e", 0.2, x, -0.86 + Math.abs(x) * 0.1, x + 0.12, -0.2 - Math.abs(x) * 0.1);
  }
  line(brush, "#d8c294", 0.07, -1.2, -0.95, 0.9, 0.12);
}

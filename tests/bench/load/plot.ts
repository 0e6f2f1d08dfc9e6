/** Draws how cost grows with the number of players, as SVG: lines through points, no library. */

/** One line of a chart. */
export interface Series {
  readonly name: string;
  readonly colour: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** One chart. */
export interface Chart {
  readonly title: string;
  readonly unit: string;
  readonly series: readonly Series[];
}

const WIDTH = 460;
const HEIGHT = 300;
const LEFT = 62;
const RIGHT = 18;
const TOP = 46;
const BOTTOM = 74;
const LINES = 4;
/** Room in the legend for a box and for each letter of a name. */
const LEGEND_BOX = 32;
const LEGEND_LETTER = 6.2;

/** Draws the charts beside one another. */
export function drawCharts(charts: readonly Chart[], xTitle: string): string {
  const drawn = charts.map((chart, index) => `<g transform="translate(${index * WIDTH} 0)">${draw(chart, xTitle)}</g>`);
  const width = WIDTH * charts.length;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${HEIGHT}" width="${width}" height="${HEIGHT}" ` +
    `font-family="sans-serif" font-size="12">\n<rect width="${width}" height="${HEIGHT}" fill="#fbfaf6"/>\n` +
    `${drawn.join("\n")}\n</svg>\n`;
}

function draw({ title, unit, series }: Chart, xTitle: string): string {
  const points = series.flatMap((one) => one.points);
  const xMax = Math.max(1, ...points.map(({ x }) => x));
  const yMax = roundUp(Math.max(1e-9, ...points.map(({ y }) => y)));
  const x = (value: number) => round(LEFT + value / xMax * (WIDTH - LEFT - RIGHT));
  const y = (value: number) => round(HEIGHT - BOTTOM - value / yMax * (HEIGHT - TOP - BOTTOM));
  const parts = [`<text x="${LEFT}" y="22" font-size="14" font-weight="bold" fill="#333">${title}</text>`];
  for (let line = 0; line <= LINES; line++) {
    const value = yMax * line / LINES;
    parts.push(`<path d="M${LEFT} ${y(value)}H${WIDTH - RIGHT}" stroke="#d8d4c8"/>`);
    parts.push(`<text x="${LEFT - 6}" y="${y(value) + 4}" text-anchor="end" fill="#555">${label(value)}</text>`);
  }
  parts.push(`<text x="${LEFT}" y="${TOP - 10}" text-anchor="end" fill="#555">${unit}</text>`);
  for (const value of new Set(points.map((point) => point.x))) {
    // Small numbers of players stand too close to one another to be written.
    if (value < xMax / 6) continue;
    parts.push(`<text x="${x(value)}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle" fill="#555">${value}</text>`);
  }
  parts.push(`<text x="${WIDTH - RIGHT}" y="${HEIGHT - BOTTOM + 36}" text-anchor="end" fill="#555">${xTitle}</text>`);
  let left = LEFT;
  for (const { name, colour, points: ofOne } of series) {
    const path = ofOne.map((point, at) => `${at === 0 ? "M" : "L"}${x(point.x)} ${y(point.y)}`).join("");
    parts.push(`<path d="${path}" fill="none" stroke="${colour}" stroke-width="2"/>`);
    for (const point of ofOne) parts.push(`<circle cx="${x(point.x)}" cy="${y(point.y)}" r="3.5" fill="${colour}"/>`);
    parts.push(`<rect x="${left}" y="${HEIGHT - 24}" width="12" height="12" fill="${colour}"/>`);
    parts.push(`<text x="${left + 17}" y="${HEIGHT - 14}" fill="#333">${name}</text>`);
    left += LEGEND_BOX + name.length * LEGEND_LETTER;
  }
  return parts.join("\n");
}

/** The next 1, 2, 4, 5 or 10 times a power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 4, 5, 10].map((step) => step * power).find((step) => step >= value * 0.999)!;
}

function label(value: number): string {
  return value >= 10 ? String(Math.round(value)) : String(Number(value.toFixed(2)));
}

function round(value: number): number {
  return Number(value.toFixed(1));
}

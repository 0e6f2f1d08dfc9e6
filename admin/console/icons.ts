/** The console's icons: strokes on a grid of 20, drawn for it. They take the colour of the text around them. */

const SVG = "http://www.w3.org/2000/svg";

/** Paths by name. A path that begins with "F" is filled instead of stroked. */
const PATHS = {
  overview: ["M3 11.5 6.5 8l3 3L17 4", "M3 16h14"],
  map: ["m3 5 4.5-2 5 2L17 3v12l-4.5 2-5-2L3 17z", "M7.5 3v12", "M12.5 5v12"],
  players: [
    "M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
    "M2 17c.3-3.2 2.5-5 5.5-5s5.2 1.8 5.5 5",
    "M13 4a3 3 0 0 1 0 5.3",
    "M15 12.400c1.7.700 2.8 2.3 3 4.6",
  ],
  broadcast: ["M3 8.500v3.500h3l6 4V4.500l-6 4z", "M15 7.500a4 4 0 0 1 0 5.5", "M6 12.500l1 4h2"],
  audit: ["M5 2.500h7l3.5 3.500v11.500H5z", "M11.5 2.500V6.500h4", "M7.5 10.500h5.5", "M7.5 13.500h5.5"],
  logs: ["M3 4.500h14v11H3z", "m6 8 2 2-2 2", "M10 12.500h4"],
  search: ["M9 14a5 5 0 1 0 0-10 5 5 0 0 0 0 10z", "m13 13 4 4"],
  close: ["m5 5 10 10", "M15 5 5 15"],
  plus: ["M10 4v12", "M4 10h12"],
  minus: ["M4 10h12"],
  world: ["M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14z", "M3 10h14", "M10 3c2.5 2 2.5 12 0 14", "M10 3c-2.5 2-2.5 12 0 14"],
  follow: ["M10 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6z", "M10 2v3", "M10 15v3", "M2 10h3", "M15 10h3"],
  message: ["M3 4h14v9.500H9L5.5 17v-3.500H3z"],
  kick: [
    "M8 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
    "M2.5 17c.3-3.2 2.5-5 5.5-5 1.8 0 3.3.6 4.3 1.8",
    "M13.5 10h5",
  ],
  trash: ["M4 5.500h12", "M8 5.500V3.500h4v2", "M5.5 5.500l.7 11h7.6l.7-11", "M8.5 8.500v5", "M11.5 8.500v5"],
  copy: ["M7 7h9.500v9.500H7z", "M13 7V3.500H3.500V13H7"],
  check: ["m4 10.5 4 4 8-9"],
  warning: ["M10 3 2.5 16.500h15z", "M10 8v4", "M10 14.300v.2"],
  sun: [
    "M10 13.500a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z",
    "M10 1.500v2M10 16.500v2M1.5 10h2M16.5 10h2M4 4l1.4 1.400M14.6 14.6 16 16M16 4l-1.4 1.400M5.4 14.6 4 16",
  ],
  moon: ["M16.5 12A7 7 0 0 1 8 3.500a7 7 0 1 0 8.5 8.500z"],
  auto: ["M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14z", "F M10 3a7 7 0 0 1 0 14z"],
  signOut: ["M8 3.500H4v13h4", "M8.5 10H17", "m13.5 6.5 3.5 3.5-3.5 3.5"],
  signIn: ["M12 3.5h4v13h-4", "M3 10h8.5", "m8 6.5 3.5 3.5-3.5 3.5"],
  more: [
    "F M4.5 11.500a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3z",
    "F M10 11.500a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3z",
    "F M15.5 11.500a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3z",
  ],
  up: ["m5 12 5-5 5 5"],
  down: ["m5 8 5 5 5-5"],
  back: ["m12 4-6 6 6 6"],
  pin: ["M10 18s5.5-5.2 5.5-9.500a5.5 5.5 0 0 0-11 0C4.5 12.8 10 18 10 18z", "M10 10.500a2 2 0 1 0 0-4 2 2 0 0 0 0 4z"],
  clock: ["M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14z", "M10 6v4l2.5 2"],
  eye: ["M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5z", "M10 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z"],
  past: ["M4 10a6.5 6.5 0 1 0 2-4.700", "M6 2v3.500h3.5", "M10 6.500V10l2.5 1.5"],
  play: ["F M6 3.500l10.5 6.500L6 16.500z"],
  pause: ["F M5.5 4h3v12h-3z", "F M11.5 4h3v12h-3z"],
  step: ["F M5 4.500l7 5.500-7 5.500z", "M14.5 4.500v11"],
  stepBack: ["F M15 4.500l-7 5.500 7 5.500z", "M5.5 4.500v11"],
  on10: ["F M3.5 4.500l6.5 5.500-6.500 5.500z", "F M10 4.500l6.5 5.500-6.500 5.500z"],
  back10: ["F M16.5 4.500L10 10l6.5 5.500z", "F M10 4.500L3.5 10l6.5 5.500z"],
  download: ["M10 3v9", "m6 8.5 4 4 4-4", "M4 16.500h12"],
  disk: [
    "M4 5c0-1.100 2.700-2 6-2s6 .900 6 2-2.700 2-6 2-6-.900-6-2z",
    "M4 5v10c0 1.100 2.700 2 6 2s6-.900 6-2V5",
    "M4 10c0 1.100 2.700 2 6 2s6-.900 6-2",
  ],
  ledger: ["M4 3h12v14H4z", "M7 7h6", "M7 10h6", "M7 13h3"],
  undo: ["m7 4-4 4 4 4", "M3 8h8.5a5 5 0 0 1 0 10H8"],
  layers: ["m10 3 7.5 4-7.5 4-7.5-4z", "m2.5 11 7.5 4 7.5-4"],
} as const;
export type IconName = keyof typeof PATHS;

/** Makes an icon of `size` px. It says nothing to a screen reader: the button around it has a label. */
export function icon(name: IconName, size = 18): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  const attributes = { viewBox: "0 0 20 20", width: size, height: size, "aria-hidden": "true", class: "icon" };
  for (const [attribute, value] of Object.entries(attributes)) svg.setAttribute(attribute, String(value));
  for (const path of PATHS[name]) {
    const drawn = document.createElementNS(SVG, "path");
    const filled = path.startsWith("F ");
    drawn.setAttribute("d", filled ? path.slice(2) : path);
    if (filled) drawn.setAttribute("class", "icon-filled");
    svg.append(drawn);
  }
  return svg;
}

/** The mark of Weald: three hills under a sun, in a rounded square. */
export function mark(size: number): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  const attributes = { viewBox: "0 0 32 32", width: size, height: size, "aria-hidden": "true", class: "mark" };
  for (const [attribute, value] of Object.entries(attributes)) svg.setAttribute(attribute, String(value));
  const shapes: readonly (readonly [string, string])[] = [
    ["M8 0h16a8 8 0 0 1 8 8v16a8 8 0 0 1-8 8H8a8 8 0 0 1-8-8V8a8 8 0 0 1 8-8z", "mark-sky"],
    ["M22.5 12.500a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z", "mark-sun"],
    ["M0 21c5-7 9-8 13-4.500S24 20 32 13v11a8 8 0 0 1-8 8H8a8 8 0 0 1-8-8z", "mark-far"],
    ["M0 25c6-5 11-4 16-1.500S26 25 32 20v4a8 8 0 0 1-8 8H8a8 8 0 0 1-8-8z", "mark-near"],
  ];
  for (const [path, kind] of shapes) {
    const drawn = document.createElementNS(SVG, "path");
    drawn.setAttribute("d", path);
    drawn.setAttribute("class", kind);
    svg.append(drawn);
  }
  return svg;
}

/** Values of components in words, by the unit that the component table gives them. */
import { SPEED_STEPS_PER_METRE_PER_SECOND, UNITS_PER_METRE } from "../../world/base/space.ts";
import { ACTIVITIES, KINDS, PRESENCES, STATUSES } from "../../world/components.ts";
import { RUN_SPEED, WALK_SPEED } from "../../world/limits.ts";
import type { EntityReport } from "../../world/part/types.ts";
import { formatCount, formatDuration, formatHeading, formatMetres } from "./format.ts";
import { kindLook } from "./kind_looks.ts";

/** One component of a report. */
export type ReportedComponent = EntityReport["components"][number];

/** A value for people; its raw value is shown beside it. `tick` is the report's. */
export function componentWords({ unit, value }: ReportedComponent, tick: number, tickRate: number): string {
  if (typeof value === "string") return value === "" ? "–" : value;
  switch (unit) {
    case "units":
      return formatMetres(value / UNITS_PER_METRE);
    case "heading":
      return formatHeading(value);
    case "speed":
      return value === 0 ? "stands" : `${(value / SPEED_STEPS_PER_METRE_PER_SECOND).toFixed(1)} m/s`;
    case "tick":
      return tickWords(value, tick, tickRate);
    case "kind":
      return kindLook(KINDS[value] ?? "").one || String(value);
    case "activity":
      return ACTIVITIES[value] ?? String(value);
    case "presence":
      return { none: "nobody steers it", here: "here", lost: "connection lost" }[PRESENCES[value] ?? "none"];
    case "look":
      return `#${value.toString(16).padStart(8, "0")}`;
    case "share":
      return value === 0 ? "–" : `${Math.ceil(value * 100 / 255)} %`;
    case "status":
      return STATUSES.filter((_, bit) => value & 1 << bit).join(", ") || "–";
    case "entity":
      return value === 0 ? "–" : `entity ${value}`;
    default:
      return value === 0 ? "–" : formatCount(value);
  }
}

/** A tick as the time from now: "12 s ago", "in 3 s". 0 is no time at all. */
export function tickWords(value: number, tick: number, tickRate: number): string {
  if (value === 0) return "–";
  const seconds = (tick - value) / tickRate;
  if (Math.abs(seconds) < 1) return "now";
  return seconds > 0 ? `${formatDuration(seconds)} ago` : `in ${formatDuration(-seconds)}`;
}

/** What an entity is seen doing. A body that moves and is told to be idle walks: its steps are known before its deed. */
export function activityWords(activity: number, speed: number): string {
  const word = ACTIVITIES[activity] ?? "";
  if (word !== "idle" || speed === 0) return word;
  return speed > (WALK_SPEED + RUN_SPEED) / 2 ? "running" : "walking";
}

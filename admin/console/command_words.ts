/** Commands in words: what somebody did or wanted, as a line of a list says it. */
import type { ToldCommand } from "../past/types.ts";
import { THINGS } from "../../world/ledger/things.ts";
import { formatHeading } from "./format.ts";

/** What a command says. One without words of its own is told by its name and its fields. */
export function commandWords({ type, fields }: ToldCommand): string {
  const text = String(fields.text ?? "");
  const thing = () => `${fields.amount ?? 1} × ${THINGS[Number(fields.what)] ?? `thing ${fields.what}`}`;
  switch (type) {
    case "enter":
      return "comes in";
    case "leave":
      return fields.atOnce === true ? "signs out" : "loses the connection";
    case "input":
      return Number(fields.speed) === 0
        ? "stands still"
        : `walks ${formatHeading(Number(fields.heading)).split(", ")[1]} at ${
          (Number(fields.speed) / 8).toFixed(1)
        } m/s`;
    case "goTo":
      return `walks to ${Math.round(Number(fields.x) / 256)}, ${Math.round(Number(fields.y) / 256)}`;
    case "say":
      return `says “${text}”`;
    case "partySay":
      return `says to the party “${text}”`;
    case "whisper":
      return `whispers to ${fields.to} “${text}”`;
    case "pickUp":
      return `picks up pile ${fields.pile}`;
    case "drop":
      return `drops ${thing()}`;
    case "give":
      return `gives ${thing()} to entity ${fields.to}`;
    case "broadcast":
      return `tells everyone “${text}”`;
    case "tell":
      return `tells character ${fields.character} “${text}”`;
    case "kick":
      return `kicks character ${fields.character}: “${fields.reason}”`;
    case "undo":
      return "undoes transfers";
    case "useContent":
      return "brings another content pack";
    default:
      return [plainName(type), ...Object.entries(fields).map(([name, value]) => `${plainName(name)} ${value}`)].join(
        ", ",
      );
  }
}

/** "partyInvite" as "party invite". */
function plainName(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

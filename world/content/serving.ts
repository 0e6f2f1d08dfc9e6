/** Who opens what: counters belong to who serves at them. */
import type { Deed } from "./schema/conditions.ts";
import type { Npc } from "./schema/folk.ts";

/** Whether somebody is the one to open what a deed opens. What opens nothing anybody can do. */
export function canOpen(npc: Npc, deed: Deed): boolean {
  switch (deed.type) {
    case "openVendor":
      return npc.vendor === deed.vendor;
    case "openBank":
      return npc.serves.includes("bank");
    case "openOrders":
      return npc.serves.includes("orders");
    case "openTimeline":
      return npc.serves.includes("timeline");
    default:
      return true;
  }
}

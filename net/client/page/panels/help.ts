/** The help: all keys and touches. */
import { CONTROLS } from "../hud/controls.ts";
import { make } from "../hud/dom.ts";
import type { Panels } from "./panels.ts";

const ICON =
  "M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20Zm0 2a8 8 0 1 0 0 16 8 8 0 0 0 0-16Zm-1 11h2v2h-2ZM12 6c2.200 0 4 1.500 4 3.600 0 2.600-3 2.700-3 4.400h-2c0-3 3-3 3-4.400C14 8.700 13.100 8 12 8s-2 .800-2 2H8c0-2.300 1.800-4 4-4Z";

/** Makes the panel and its button in the dock. */
export function addHelp(panels: Panels): void {
  const panel = panels.add({ id: "help", title: "Keys and touches", key: "?", icon: ICON });
  const list = make("dl", "controls");
  for (const { what, keys, touch } of CONTROLS) {
    const row = make("div");
    row.append(make("dt", "", what), make("dd", "not-touch", keys), make("dd", "only-touch", touch));
    list.append(row);
  }
  panel.body.append(list);
}

/** The card of places that are overfull. It is there only while one is. */
import { element, reconcile, setText } from "./dom.ts";
import { formatCount, formatDuration } from "./format.ts";
import type { Card } from "./overview_cards.ts";

/** Builds the card's content, in the card that `wrap` puts around it. */
export function makeCrowdCard(wrap: (content: HTMLElement) => HTMLElement): Card {
  const list = element("ul", { class: "crowds" });
  const note = element(
    "p",
    { class: "queues-note" },
    "So many are in view there that players are told in full of those nearest to them, and once a second of everybody else.",
  );
  const node = wrap(element("div", {}, list, note));
  node.hidden = true;
  return {
    node,
    show({ gateways }) {
      const places = gateways.flatMap(({ index, crowds }) => crowds.map((place) => ({ ...place, index })));
      node.hidden = places.length === 0;
      reconcile(list, places, {
        key: ({ index, x, y }) => `${index} ${x} ${y}`,
        make: ({ x, y }) =>
          element(
            "li",
            { class: "crowd" },
            element("a", { href: `/map?x=${x}&y=${y}` }, `${formatCount(x)}, ${formatCount(y)}`),
            element("span"),
          ),
        update(row, { inView, seconds }) {
          setText(row.lastElementChild!, `${formatCount(inView)} in view, for ${formatDuration(seconds)}`);
        },
      });
    },
  };
}

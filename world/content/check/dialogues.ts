import type { Pack } from "../pack.ts";
import { canOpen } from "../serving.ts";
import type { Note } from "./whole.ts";

/** Talks begin, go on and end. */
export function checkDialogues({ entries }: Pack, note: Note): void {
  for (const { id, nodes } of entries.dialogues) {
    const ids = new Set(nodes.map((node) => node.id));
    if (ids.size !== nodes.length) {
      note(
        "dialogues",
        id,
        "nodes",
        nodes.map((node) => node.id),
        "nodes of different ids",
      );
    }
    if (!nodes.some(({ start, when }) => start && when.length === 0)) {
      note("dialogues", id, "nodes", "", "a node with start and without conditions: something to say in any case");
    }
    const met = new Set(nodes.filter(({ start }) => start).map((node) => node.id));
    nodes.forEach(({ choices }, index) => {
      choices.forEach(({ to }, at) => {
        if (to === null) return;
        if (ids.has(to)) met.add(to);
        else note("dialogues", id, `nodes.${index}.choices.${at}.to`, to, "the id of a node of this dialogue, or null");
      });
    });
    const speakers = entries.npcs.filter(({ dialogue }) => dialogue === id);
    nodes.forEach(({ choices }, index) => {
      choices.forEach(({ does }, at) => {
        for (const deed of does) {
          if (speakers.length === 0 || speakers.some((npc) => canOpen(npc, deed))) continue;
          note(
            "dialogues",
            id,
            `nodes.${index}.choices.${at}.does`,
            deed.type,
            "what somebody of this dialogue serves",
          );
        }
      });
    });
    for (const node of nodes) {
      if (!met.has(node.id)) {
        note("dialogues", id, "nodes", node.id, "a node to which a choice leads, or one with start");
      }
    }
  }
}

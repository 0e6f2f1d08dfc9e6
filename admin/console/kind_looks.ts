/** How each kind of entity is named and coloured in the console. Colours stand out on every ground, by day and night. */

/** One kind's words and colour. */
export interface KindLook {
  readonly one: string;
  readonly many: string;
  /** As #rrggbb. */
  readonly colour: string;
}

/** By the words of KINDS in world/components.ts. A kind without an entry is shown by its word, in grey. */
export const KIND_LOOKS: Readonly<Record<string, KindLook>> = {
  player: { one: "Player", many: "Players", colour: "#2f6bff" },
  townsfolk: { one: "Townsperson", many: "Townsfolk", colour: "#e0912f" },
  deer: { one: "Deer", many: "Deer", colour: "#a8633a" },
  sheep: { one: "Sheep", many: "Sheep", colour: "#f3f1e7" },
  rabbit: { one: "Rabbit", many: "Rabbits", colour: "#cfae8c" },
  boar: { one: "Boar", many: "Boars", colour: "#5d4a44" },
  wolf: { one: "Wolf", many: "Wolves", colour: "#8a3b4d" },
  pile: { one: "Thing", many: "Things", colour: "#d9a520" },
  fox: { one: "Fox", many: "Foxes", colour: "#e2562b" },
  creature: { one: "Creature", many: "Creatures", colour: "#b3262e" },
  npc: { one: "Person with a task", many: "People with tasks", colour: "#f2c230" },
  node: { one: "Resource", many: "Resources", colour: "#7d6bd6" },
  object: { one: "Object", many: "Objects", colour: "#6f7f8c" },
  crop: { one: "Crop", many: "Crops", colour: "#86b93b" },
  duck: { one: "Duck", many: "Ducks", colour: "#1f9e8f" },
};

/** The look of a kind's word. */
export function kindLook(kind: string): KindLook {
  return KIND_LOOKS[kind] ?? { one: kind, many: kind, colour: "#8a8f88" };
}

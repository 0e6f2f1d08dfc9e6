/** People of the content with a name and a place: each is where its rule says, for as long as the content has it. */
import { allHoldInWorld } from "../almanac/mod.ts";
import { hashWords } from "../base/prng.ts";
import { dropRow } from "../items/mod.ts";
import { addBody, removeBody, setHealthShare, setLevelShown, setSpecies } from "../bodies.ts";
import type { Npc, Numbered } from "../content/mod.ts";
import { hasRoom, idAt, indexOf, isAlive } from "../entities.ts";
import { KIND } from "../kinds.ts";
import { SPACE_OVERWORLD } from "../limits.ts";
import { pointOf } from "../places/mod.ts";
import { HEADING_COS, HEADING_SIN, UNITS_PER_METRE } from "../base/space.ts";
import { HEALTH_SHARE_WHOLE } from "../vitals.ts";
import { positionX, positionY, type World } from "../world.ts";
import { rowFor } from "./state.ts";

/** Several have their place on one square: each stands a few steps from its middle, in metres. */
const APART_METRES = 5;

/** Who is not in the content any more goes. */
export function removeOldPeople(world: World): void {
  const { people } = world.spawns;
  for (let row = people.length - 1; row >= 0; row--) {
    const { npc, entity } = people.columns;
    if (world.content.npcs.byNumber[npc[row]!] !== undefined) continue;
    if (isAlive(world.entities, entity[row]!)) removeBody(world, indexOf(entity[row]!));
    dropRow(people, row);
  }
}

/** The entity of a person of the content by its number there; 0: it is not about. */
export function personOf(world: World, npc: number): number {
  const { people } = world.spawns;
  const row = people.columns.npc.subarray(0, people.length).indexOf(npc);
  return row < 0 ? 0 : people.columns.entity[row]!;
}

/** Puts somebody of the content where it belongs, unless it is there already. */
export function placePerson(world: World, entry: Numbered<Npc>): void {
  if (personOf(world, entry.number) !== 0 || !allHoldInWorld(world, entry.when)) return;
  const middle = pointOf(world, entry.place);
  if (middle === null || !hasRoom(world.entities)) return;
  const isAlone = entry.place.type === "building" && entry.place.inside;
  const heading = hashWords(world.facts.seed, entry.number, 0x6e_7063) & 255;
  const away = isAlone ? 0 : APART_METRES * UNITS_PER_METRE;
  const x = middle.x + ((HEADING_COS[heading]! * away) >> 14);
  const y = middle.y + ((HEADING_SIN[heading]! * away) >> 14);
  const at = freeOf(world, x, y) ?? middle;
  const row = rowFor(world.spawns.people);
  if (row < 0) return;
  const index = addBody(world, {
    kind: KIND.npc,
    space: SPACE_OVERWORLD,
    ...at,
    // South: towards who looks at the page.
    heading: 64,
    name: entry.name,
    look: packLook(entry.look),
  });
  setSpecies(world, index, entry.number);
  setLevelShown(world, index, 0);
  setHealthShare(world, index, HEALTH_SHARE_WHOLE);
  world.spawns.people.columns.npc[row] = entry.number;
  world.spawns.people.columns.entity[row] = idAt(world.entities, index);
}

/** Those who are there only at times come and go. Whether anybody did. */
export function watchPeople(world: World): boolean {
  const { people } = world.spawns;
  const before = people.length;
  for (const entry of world.content.npcs.all) {
    if (entry.when.length === 0) continue;
    const entity = personOf(world, entry.number);
    if (entity === 0) placePerson(world, entry);
    else if (!allHoldInWorld(world, entry.when)) {
      removeBody(world, indexOf(entity));
      dropRow(people, people.columns.npc.subarray(0, people.length).indexOf(entry.number));
    }
  }
  return people.length !== before;
}

/** A look as bodies have it (world/components.ts says which bits are what). */
function packLook({ skin, hairColour, hairStyle, shirt, trousers, hat, build }: Npc["look"]): number {
  return skin | hairColour << 4 | hairStyle << 8 | shirt << 12 | trousers << 17 | hat << 22 | build << 26;
}

/** The free place nearest to a point where nobody of the content stands yet. */
function freeOf(world: World, x: number, y: number): { x: number; y: number } | null {
  const at = world.terrain.nearestFree(x, y, 8 * UNITS_PER_METRE);
  if (at === null) return null;
  const { people } = world.spawns;
  for (let row = 0; row < people.length; row++) {
    const index = indexOf(people.columns.entity[row]!);
    const [dx, dy] = [positionX(world, index) - at.x, positionY(world, index) - at.y];
    if (dx * dx + dy * dy >= UNITS_PER_METRE * UNITS_PER_METRE * 2) continue;
    return world.terrain.nearestFree(at.x + 2 * UNITS_PER_METRE, at.y + UNITS_PER_METRE, 8 * UNITS_PER_METRE);
  }
  return at;
}

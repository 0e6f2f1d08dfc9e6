/** The topic `work`. */
import type { TopicReader } from "../systems/topic_readers.ts";
import { ONLY_KEY } from "../topics.ts";
import type { World } from "../world.ts";
import { WORK } from "./state.ts";

const workOf = (world: World, index: number) =>
  world.crafts.workOf.get(world.entities.components.columns.character[index]!);

/** What a character is at. */
export const WORK_TOPIC: TopicReader<"work"> = {
  keys: (world, index) => workOf(world, index) === undefined ? [] : [ONLY_KEY],
  read: (world, index) => {
    const row = workOf(world, index);
    if (row === undefined) return null;
    const { type, what, entity, startTick, endTick, left } = world.crafts.works.columns;
    return {
      ...{ makes: type[row] === WORK.make || type[row] === WORK.order, skins: type[row] === WORK.skin },
      ...{ what: what[row]!, entity: type[row] === WORK.order ? 0 : entity[row]! },
      ...{ startTick: startTick[row]!, endTick: endTick[row]!, left: left[row]! },
    };
  },
};

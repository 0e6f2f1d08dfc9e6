/** What must hold of a player's view where it is told of a crowd. */
import { SPEED_STEP_MAX } from "../../world/base/space.ts";
import { SQUARE_UNITS } from "../../world/replication/crowd_steps.ts";
import { entityX, entityY, type ReplicaEntity } from "../../net/replica.ts";
import type { Player } from "./player.ts";
import { SIMULATED, type SimulatedServer } from "./server.ts";

/** Whoever is told once a second is where it was told, or as far as it may have gone since: the other way at worst. */
const UNITS_OFF_MAX = SQUARE_UNITS + 2 * SPEED_STEP_MAX * 256 / 8 * 1.2;

/** How many views of crowds were compared: a course that never has one proves nothing. */
export const seenCrowds = { count: 0 };

/** Exactly those are known who are in the view that the gateway keeps, each about where it is. */
export function checkCrowd({ gateway, map }: SimulatedServer, player: Player, tick: number): void {
  const { person: { name }, replica } = player;
  const viewer = gateway.telling.viewers.all.find(({ entity }) => entity === player.entity);
  // Who is to be told all anew knows what it knew.
  if (viewer === undefined || !viewer.isCrowded || viewer.reset || viewer.behindSinceMs !== null) return;
  seenCrowds.count++;
  const there = viewer.view.cells.flatMap(({ key }) => map.cells.get(key)?.slots ?? []);
  const ids = (entities: Iterable<ReplicaEntity | undefined>) =>
    [...entities].flatMap((entity) => entity === undefined ? [] : [entity.id]).sort((a, b) => a - b).join();
  const [seen, wanted] = [ids(replica.entities.values()), ids(there)];
  if (seen !== wanted) throw new Error(`whom ${name} knows of a crowd at tick ${tick}: ${seen}, wanted ${wanted}`);
  for (const entity of replica.entities.values()) {
    const at = map.entities.get(entity.id)!;
    const { tickRate } = SIMULATED;
    const off = Math.max(
      Math.abs(entityX(entity, tick, tickRate) - entityX(at, tick, tickRate)),
      Math.abs(entityY(entity, tick, tickRate) - entityY(at, tick, tickRate)),
    );
    if (off > UNITS_OFF_MAX) throw new Error(`${name} shows entity ${entity.id} of a crowd ${off / 256} m off`);
  }
}

/** Inputs of players: applied at their tick, each after the one before it. */
import { isKept, isLed, setWant } from "../bodies.ts";
import { idAt, indexOf } from "../entities.ts";
import { INPUT_AHEAD_TICKS_MAX, PENDING_INPUTS_MAX, PENDING_INPUTS_TOTAL_MAX, RUN_SPEED } from "../limits.ts";
import type { WorldOutput } from "../output.ts";
import { addPendingInput, dropOldestInput, sweepPendingInputs } from "../pending_inputs.ts";
import { PLAN } from "../kinds.ts";
import { dropRoute } from "./route_requests.ts";
import type { World } from "../world.ts";

/** An input as a session sends it. */
export interface InputGiven {
  readonly session: number;
  readonly sequence: number;
  readonly atTick: number;
  readonly heading: number;
  readonly speed: number;
}

/**
 * Takes an input: now if its tick has come, else when it comes. Sequence numbers must rise (modulo 2^16, by less than
 * half of it); what does not is an echo and is dropped. An input never overtakes an earlier one: it is applied at the
 * earlier one's tick at the soonest.
 */
export function receiveInput(world: World, input: InputGiven, output: WorldOutput): void {
  const index = world.sessions.get(input.session);
  if (index === undefined) return;
  const { columns } = world.entities.components;
  const derived = world.entities.derived.columns;
  const waiting = derived.pendingInputs[index]!;
  const last = waiting > 0 ? derived.pendingSequence[index]! : columns.appliedInput[index]!;
  const step = (input.sequence - last) & 0xffff;
  if (step === 0 || step >= 0x8000) return;
  const lead = Math.max(-128, Math.min(127, input.atTick - world.tick));
  const soonest = waiting > 0 ? derived.pendingTick[index]! : 0;
  const wished = Math.max(soonest, Math.min(input.atTick, world.tick + INPUT_AHEAD_TICKS_MAX));
  if (wished <= world.tick) {
    applyInput(world, index, input.sequence, input.heading, input.speed);
    output.applied(input.session, input.sequence, lead);
    return;
  }
  if (waiting >= PENDING_INPUTS_MAX) dropOldest(world, index);
  if (world.inputs.length >= PENDING_INPUTS_TOTAL_MAX) return;
  addPendingInput(world.inputs, {
    entity: idAt(world.entities, index),
    sequence: input.sequence,
    atTick: wished,
    heading: input.heading,
    speed: input.speed,
    // An input that waits because an earlier one does may itself be late: 0 then, it could not have been sooner.
    lead: Math.max(0, lead),
  });
  derived.pendingInputs[index] = derived.pendingInputs[index]! + 1;
  derived.pendingTick[index] = wished;
  derived.pendingSequence[index] = input.sequence;
}

/** Applies the inputs whose tick has come, in the order in which they came. */
export function applyDueInputs(world: World, output: WorldOutput): void {
  const { inputs, tick } = world;
  if (inputs.length === 0) return;
  const columns = inputs.columns;
  const derived = world.entities.derived.columns;
  const { session } = world.entities.components.columns;
  sweepPendingInputs(inputs, (row) => {
    if (columns.atTick[row]! > tick) return false;
    const index = indexOf(columns.entity[row]!);
    derived.pendingInputs[index] = derived.pendingInputs[index]! - 1;
    applyInput(world, index, columns.sequence[row]!, columns.heading[row]!, columns.speed[row]!);
    output.applied(session[index]!, columns.sequence[row]!, columns.lead[row]!);
    return true;
  });
}

function applyInput(world: World, index: number, sequence: number, heading: number, speed: number): void {
  world.entities.components.columns.appliedInput[index] = sequence;
  if (world.entities.components.columns.plan[index] === PLAN.route) {
    world.entities.components.columns.plan[index] = PLAN.none;
  }
  // Who runs for fear steers again when that is over.
  if (isLed(world, index)) return;
  dropRoute(world, index);
  setWant(world, index, heading, isKept(world, index) ? 0 : Math.min(speed, RUN_SPEED));
}

/** Forgets what an entity still has waiting. */
export function dropInputs(world: World, index: number): void {
  const derived = world.entities.derived.columns;
  while (derived.pendingInputs[index]! > 0) dropOldest(world, index);
}

function dropOldest(world: World, index: number): void {
  const derived = world.entities.derived.columns;
  dropOldestInput(world.inputs, idAt(world.entities, index));
  derived.pendingInputs[index] = derived.pendingInputs[index]! - 1;
}

"""Who is in view: the entities of the cells around the character, kept by the frames (P9 to P16)."""

import math
from dataclasses import dataclass, replace

from .wire import Block, Cell, Frame, Motion, Steps

# Stands for all cells while a crowd is told of.
CROWD: Cell = (-1, -1)


def near(told: float, known: float, period: float) -> float:
    """The number that differs from `told` by a multiple of `period` and is nearest to `known`."""
    return known + (told - known + period / 2) % period - period / 2


@dataclass
class Entity:
    """One that is seen. `motion` is true at `tick` and goes on from there."""

    id: int
    cell: Cell
    slot: int
    motion: Motion
    tick: int
    components: dict
    # In a crowd: where an arrival or the last step put it, in metres.
    anchor: tuple[float, float] = (0.0, 0.0)

    @property
    def name(self) -> str:
        return self.components.get("name", "")

    @property
    def kind(self) -> str:
        return self.components.get("kind", "none")


@dataclass(frozen=True)
class Event:
    """What a frame changed: "arrived", "moved", "left" or "said" (then with `text`)."""

    what: str
    entity: Entity
    text: str = ""


class View:
    def __init__(self, tick_rate: int) -> None:
        self.tick_rate = tick_rate
        self.tick = 0
        self.entities: dict[int, Entity] = {}
        # Who stands in which slot of which cell; a cell is in here as long as it is in view.
        self.cells: dict[Cell, dict[int, int]] = {}
        # The tick of the last block of each cell.
        self.told: dict[Cell, int] = {}

    def apply(self, frame: Frame) -> list[Event]:
        """Takes a frame in. Who is gone is judged at the frame's end, since cells may come in either order (P15)."""
        self.tick = frame.tick
        before = dict(self.entities)
        events: list[Event] = []
        said: list[dict] = []
        if frame.reset:
            self.cells.clear()
        for cell in frame.forget:
            self.cells.pop(cell, None)
        if frame.crowd and frame.reset:
            self.cells[CROWD] = {}
        for block in frame.blocks:
            self._apply_block(block, frame.crowd, events)
            said += [happening for happening in block.happenings if happening["type"] == "said"]
        standing = {(cell, slot): id for cell, slots in self.cells.items() for slot, id in slots.items()}
        for id, entity in list(self.entities.items()):
            if standing.get((entity.cell, entity.slot)) != id:
                del self.entities[id]
                events.append(Event("left", entity))
        events += [Event("arrived", entity) for id, entity in self.entities.items() if id not in before]
        for happening in said:
            speaker = self.entities.get(happening["entity"]) or before.get(happening["entity"])
            if speaker:
                events.append(Event("said", speaker, happening["text"]))
        return events

    def _apply_block(self, block: Block, crowd: bool, events: list[Event]) -> None:
        if not crowd and not block.keyframe and self.told.get(block.cell, -1) >= block.tick:
            return
        # A crowd's numbers hold for all of it, whichever cell somebody is in.
        cell = CROWD if crowd else block.cell
        slots = {} if block.keyframe else self.cells[cell]
        self.cells[cell] = slots
        if not crowd:
            self.told[cell] = block.tick
        for departure in block.departures:
            slots.pop(departure.slot, None)
        for arrival in block.arrivals:
            slots[arrival.slot] = arrival.entity
            known = self.entities.get(arrival.entity)
            entity = Entity(
                arrival.entity, cell, arrival.slot, arrival.motion, block.tick, dict(arrival.components)
            )
            entity.anchor = (arrival.motion.x, arrival.motion.y)
            self.entities[arrival.entity] = entity
            if known and known.motion != arrival.motion:
                events.append(Event("moved", entity))
        for slot, motion in block.motions:
            entity = self.entities[slots[slot]]
            if crowd:
                x, y = (near(told, at, 32) for told, at in zip((motion.x, motion.y), entity.anchor))
                motion = replace(motion, x=x, y=y)
            entity.motion, entity.tick = motion, block.tick
            events.append(Event("moved", replace(entity)))
        for turn in block.turns:
            entity = self.entities[slots[turn.slot]]
            x, y = self.position(entity, block.tick - turn.ago)
            x, y = x + turn.dx / 256, y + turn.dy / 256
            entity.motion, entity.tick = Motion(x, y, turn.heading, turn.speed), block.tick - turn.ago
            events.append(Event("moved", replace(entity)))
        for slot, name, value in block.changes:
            self.entities[slots[slot]].components[name] = value
        if block.steps:
            self._apply_steps(block.steps, slots, block.tick, events)

    def _apply_steps(self, steps: Steps, slots: dict[int, int], tick: int, events: list[Event]) -> None:
        """Puts those whose turn it is into the middles of their squares, unless they are known to be there already."""
        turn = sorted(slot for slot in slots if slot % steps.slices == steps.slice)
        if steps.whole and len(turn) != len(steps.squares):
            raise ValueError(f"{len(steps.squares)} of a crowd are told of, {len(turn)} are known")
        for place, slot in enumerate(turn):
            entity = self.entities[slots[slot]]
            square = [math.floor(at) for at in entity.anchor]
            if place in steps.squares:
                code = steps.squares[place]
                square = [math.floor(near(part, at, 16)) for part, at in zip((code & 15, code >> 4), square)]
            entity.anchor = (square[0] + 0.5, square[1] + 0.5)
            here = [math.floor(at) for at in self.position(entity, tick)]
            if here == square:
                continue
            entity.motion, entity.tick = Motion(*entity.anchor, entity.motion.heading, 0), tick
            events.append(Event("moved", replace(entity)))

    def position(self, entity: Entity, tick: float) -> tuple[float, float]:
        """Where an entity is at a tick, in metres, by the sum of "Motion"."""
        motion = entity.motion
        step = motion.speed * 65536 // (8 * self.tick_rate)
        turn = motion.heading / 256 * 2 * math.pi

        def along(start: float, share: float) -> float:
            velocity = round(share * 16384) * step >> 14
            return start + math.floor(velocity * (tick - entity.tick) / 256) / 256

        return along(motion.x, math.cos(turn)), along(motion.y, math.sin(turn))

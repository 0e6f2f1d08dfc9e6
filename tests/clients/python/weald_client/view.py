"""Who is in view: the entities of the cells around the character, kept by the frames (P9 to P16)."""

import math
from dataclasses import dataclass, replace

from .wire import Block, Cell, Frame, Motion


@dataclass
class Entity:
    """One that is seen. `motion` is true at `tick` and goes on from there."""

    id: int
    cell: Cell
    slot: int
    motion: Motion
    tick: int
    components: dict

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
        for block in frame.blocks:
            self._apply_block(block, events)
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

    def _apply_block(self, block: Block, events: list[Event]) -> None:
        if not block.keyframe and self.told.get(block.cell, -1) >= block.tick:
            return
        slots = {} if block.keyframe else self.cells[block.cell]
        self.cells[block.cell] = slots
        self.told[block.cell] = block.tick
        for departure in block.departures:
            slots.pop(departure.slot, None)
        for arrival in block.arrivals:
            slots[arrival.slot] = arrival.entity
            known = self.entities.get(arrival.entity)
            entity = Entity(
                arrival.entity, block.cell, arrival.slot, arrival.motion, block.tick, dict(arrival.components)
            )
            self.entities[arrival.entity] = entity
            if known and known.motion != arrival.motion:
                events.append(Event("moved", entity))
        for slot, motion in block.motions:
            entity = self.entities[slots[slot]]
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

    def position(self, entity: Entity, tick: float) -> tuple[float, float]:
        """Where an entity is at a tick, in metres, by the sum of "Motion"."""
        motion = entity.motion
        step = motion.speed * 65536 // (8 * self.tick_rate)
        turn = motion.heading / 256 * 2 * math.pi

        def along(start: float, share: float) -> float:
            velocity = round(share * 16384) * step >> 14
            return start + math.floor(velocity * (tick - entity.tick) / 256) / 256

        return along(motion.x, math.cos(turn)), along(motion.y, math.sin(turn))

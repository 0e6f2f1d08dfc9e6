"""The bytes of the binary subprotocol `weald.v1`, as "Bytes of the binary subprotocol" draws them."""

import struct
from dataclasses import dataclass, field
from typing import Union

import msgpack

CLIENT_IDS = {
    "hello": 1,
    "signIn": 2,
    "input": 3,
    "goTo": 4,
    "say": 5,
    "ping": 6,
    "signOut": 7,
    "play": 11,
    "makeCharacter": 12,
    "deleteCharacter": 13,
    "pickUp": 100,
    "drop": 101,
    "give": 102,
    "passDoor": 103,
    "partyInvite": 104,
    "partyAnswer": 105,
    "partyLeave": 106,
    "partyRemove": 107,
    "partyPromote": 108,
    "partySay": 109,
    "equip": 110,
    "unequip": 111,
    "useItem": 112,
    "destroy": 113,
    "repair": 114,
    "bankPut": 115,
    "bankTake": 116,
    "openVendor": 117,
    "buy": 118,
    "sell": 119,
    "buyBack": 120,
    "openCorpse": 121,
    "takeLoot": 122,
    "roll": 123,
    "tradeAsk": 124,
    "tradeOffer": 125,
    "tradeAgree": 126,
    "tradeCancel": 127,
    "useAbility": 128,
    "revive": 129,
    "stop": 130,
    "chooseClass": 131,
    "talk": 132,
    "answer": 133,
    "endTalk": 134,
    "leaveQuest": 135,
    "questWay": 136,
    "gather": 137,
    "plant": 138,
    "make": 139,
    "learn": 140,
    "setPvp": 150,
    "walkBack": 151,
    "aimAt": 152,
    "whisper": 153,
    "openBoard": 141,
    "closeBoard": 142,
    "postOrder": 143,
    "fillOrder": 144,
    "takeOrder": 145,
    "makeOrdered": 146,
    "cancelOrder": 147,
    "collect": 148,
}
SERVER_NAMES = {
    64: "welcome",
    65: "signedIn",
    77: "characters",
    66: "refused",
    67: "entered",
    76: "placed",
    68: "frame",
    69: "line",
    70: "pong",
    71: "wayFound",
    72: "done",
    73: "refusedAction",
    75: "own",
}
# Components by id: name and the struct format of the value; None is a text.
COMPONENTS = {
    1: ("kind", "<B"),
    8: ("name", None),
    9: ("look", "<I"),
    10: ("activity", "<B"),
    11: ("presence", "<B"),
    23: ("thing", "<H"),
    24: ("amount", "<I"),
    25: ("species", "<H"),
    26: ("level", "<B"),
    27: ("healthShare", "<B"),
    28: ("status", "<H"),
    29: ("gear", "<I"),
    36: ("aura", "<H"),
}
WORDS = {
    "kind": (
        "none player townsfolk deer sheep rabbit boar wolf fox duck pile creature npc node object crop".split()
    ),
    "activity": "idle walking running grazing fleeing resting working drinking talking asleep".split(),
    "presence": ["none", "here", "lost"],
    "outcome": "hit critical miss dodge block absorb immune resist".split(),
    "what": "died revived levelled looted gathered crafted vanished appeared".split(),
}
# Happenings by id: type and fields, each with its struct format; None is a text.
HAPPENINGS = {
    1: ("said", [("entity", "<I"), ("text", None)]),
    2: ("cast", [("entity", "<I"), ("ability", "<H"), ("target", "<I"), ("ticks", "<H")]),
    3: ("struck", [("source", "<I"), ("target", "<I"), ("ability", "<H"), ("amount", "<i"), ("outcome", "<B")]),
    4: ("event", [("entity", "<I"), ("what", "<B"), ("value", "<I")]),
}

Cell = tuple[int, int]


@dataclass(frozen=True)
class Motion:
    """A place in metres, and how it goes on from there: heading in 1/256 of a turn, speed in 1/8 m/s."""

    x: float
    y: float
    heading: int
    speed: int


@dataclass(frozen=True)
class Departure:
    slot: int
    to: Union[Cell, None]


@dataclass(frozen=True)
class Arrival:
    slot: int
    entity: int
    motion: Motion
    components: dict


@dataclass(frozen=True)
class Turn:
    """A change of motion without its place: it was where the motion before had led `ago` ticks ago, plus dx and dy units."""

    slot: int
    heading: int
    speed: int
    ago: int
    dx: int
    dy: int


@dataclass(frozen=True)
class Steps:
    """
    The squares that some of a crowd are in. `squares` by place among the known numbers that leave `slice` when divided by
    `slices`; those without one are where they were, and there is none without if it is `whole`.
    """

    slice: int
    slices: int
    whole: bool
    squares: dict[int, int]


@dataclass
class Block:
    """What changed in one cell by the flush of `tick`."""

    cell: Cell
    tick: int = 0
    keyframe: bool = False
    departures: list[Departure] = field(default_factory=list)
    arrivals: list[Arrival] = field(default_factory=list)
    motions: list[tuple[int, Motion]] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    changes: list[tuple[int, str, object]] = field(default_factory=list)
    happenings: list[dict] = field(default_factory=list)
    steps: Union[Steps, None] = None


@dataclass
class Frame:
    tick: int
    reset: bool = False
    input: Union[tuple[int, int], None] = None
    forget: list[Cell] = field(default_factory=list)
    messages: list[dict] = field(default_factory=list)
    slowed: Union[int, None] = None
    crowd: bool = False
    blocks: list[Block] = field(default_factory=list)


class Reader:
    """Reads numbers one behind the other. Too few bytes raise struct.error or IndexError."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def number(self, layout: str) -> int:
        (value,) = struct.unpack_from(layout, self.data, self.at)
        self.at += struct.calcsize(layout)
        return value

    def varint(self) -> int:
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7

    def bytes(self, length: int) -> bytes:
        if self.at + length > len(self.data):
            raise ValueError(f"{length} bytes are wanted at {self.at}, {len(self.data) - self.at} are there")
        self.at += length
        return self.data[self.at - length : self.at]

    def cell(self) -> Cell:
        return self.number("<h"), self.number("<h")

    def ended(self) -> bool:
        return self.at == len(self.data)


def encode_message(kind: str, fields: dict) -> bytes:
    """One message of a client. `input` has bytes of its own, all others are an id and a MessagePack map."""
    if kind == "input":
        return struct.pack("<BHIBB", 3, fields["sequence"], fields["tick"], fields["heading"], fields["speed"])
    return bytes([CLIENT_IDS[kind]]) + msgpack.packb(fields)


def decode_message(data: bytes) -> Union[dict, Frame]:
    """One message of the server: a dict with `type`, or a Frame."""
    if data[0] == 68:
        return decode_frame(data)
    return decode_body(data[0], data[1:])


def decode_body(id: int, body: bytes) -> dict:
    """A message of the server by its id. What this client does not know has the type "" (P4: it is passed over)."""
    return {"type": SERVER_NAMES.get(id, ""), **msgpack.unpackb(body)}


def decode_frame(data: bytes, flush_ticks: int = 2) -> Frame:
    reader = Reader(data[1:])
    frame = Frame(tick=reader.number("<I"))
    flags = reader.number("<B")
    if flags & ~127:
        raise ValueError(f"a frame has flags {flags}; this client knows 1 to 64")
    frame.crowd = bool(flags & 64)
    frame.reset = bool(flags & 1)
    if flags & 2:
        frame.input = (reader.number("<H"), reader.number("<b"))
    if flags & 4:
        frame.forget = [reader.cell() for _ in range(reader.varint())]
    if flags & 8:
        for _ in range(reader.varint()):
            frame.messages.append(decode_body(reader.number("<B"), reader.bytes(reader.varint())))
    if flags & 16:
        frame.slowed = reader.number("<B")
    earlier = []
    if flags & 32:
        earlier = [reader.varint() for _ in range(reader.number("<B"))]
    if not reader.ended():
        corner = reader.cell()
        while not reader.ended():
            frame.blocks.append(decode_block(reader, corner, frame.crowd))
    # The oldest flush comes first; what is left over is of the frame's own.
    at = 0
    for before, count in zip(range(len(earlier), 0, -1), earlier):
        for block in frame.blocks[at : at + count]:
            block.tick = frame.tick - before * flush_ticks
        at += count
    for block in frame.blocks[at:]:
        block.tick = frame.tick
    return frame


def decode_block(reader: Reader, corner: Cell, crowd: bool) -> Block:
    place = reader.number("<B")
    block = Block(cell=(corner[0] + (place & 15), corner[1] + (place >> 4)))
    sections = reader.number("<B")
    if sections & 128 and not crowd:
        block.turns = [read_turn(reader) for _ in range(sections & 127)]
        return block
    block.keyframe = bool(sections & 1)
    if sections & 2:
        block.departures = [read_departure(reader) for _ in range(reader.varint())]
    if sections & 4:
        block.arrivals = [read_arrival(reader, block.cell) for _ in range(reader.varint())]
    if sections & 8:
        block.motions = [(reader.varint(), read_motion(reader, block.cell)) for _ in range(reader.varint())]
    if sections & 16:
        block.changes = [(reader.varint(), *read_component(reader)) for _ in range(reader.varint())]
    if sections & 32:
        block.happenings = [read_happening(reader) for _ in range(reader.varint())]
    if sections & 64:
        block.turns = [read_turn(reader) for _ in range(reader.varint())]
    if sections & 128:
        block.steps = read_steps(reader)
    return block


def read_steps(reader: Reader) -> Steps:
    slice, slices, form = reader.number("<B"), reader.number("<B"), reader.number("<B")
    squares: dict[int, int] = {}
    place = 0
    for _ in range(reader.varint()):
        if form == 1:
            place += reader.varint()
        squares[place] = reader.number("<B")
        place += 1
    return Steps(slice, slices, form == 0, squares)


def read_turn(reader: Reader) -> Turn:
    slot, bits = reader.varint(), reader.number("<H")
    return Turn(slot >> 1, bits & 0xFF, bits >> 8 & 0x3F, slot & 1, bits >> 14 & 1, bits >> 15)


def read_motion(reader: Reader, cell: Cell) -> Motion:
    bits = int.from_bytes(reader.bytes(5), "little")
    return Motion(
        x=cell[0] * 32 + (bits & 0x1FFF) / 256,
        y=cell[1] * 32 + (bits >> 13 & 0x1FFF) / 256,
        heading=bits >> 26 & 0xFF,
        speed=bits >> 34 & 0x3F,
    )


def read_departure(reader: Reader) -> Departure:
    slot, reason = reader.varint(), reader.number("<B")
    return Departure(slot, reader.cell() if reason == 1 else None)


def read_arrival(reader: Reader, cell: Cell) -> Arrival:
    slot, entity, motion = reader.varint(), reader.number("<I"), read_motion(reader, cell)
    return Arrival(slot, entity, motion, dict(read_component(reader) for _ in range(reader.number("<B"))))


def read_component(reader: Reader) -> tuple[str, object]:
    name, layout = COMPONENTS[reader.number("<B")]
    if layout is None:
        return name, reader.bytes(reader.number("<B")).decode()
    return name, in_words(name, reader.number(layout))


def in_words(name: str, value: int) -> object:
    words = WORDS.get(name, [])
    return words[value] if 0 <= value < len(words) else value


def read_happening(reader: Reader) -> dict:
    kind, fields = HAPPENINGS[reader.number("<B")]
    happening: dict = {"type": kind}
    for name, layout in fields:
        if layout is None:
            happening[name] = reader.bytes(reader.number("<H")).decode()
        else:
            happening[name] = in_words(name, reader.number(layout))
    return happening

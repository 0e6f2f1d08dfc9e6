#!/usr/bin/python3
"""Signs in as a guest, says good day, walks a square, tells whom it sees, loses its line, comes back, and leaves.

    /usr/bin/python3 walk_square.py --url ws://localhost:7777/play --name Ada --side 4

What happens is told line by line, and at the end in a few lines: how many of each kind it saw, the round trip, how it
ended. With --json each line is an object with `event`, and the last one is the whole report.
Needs Debian's python3-websockets and python3-msgpack.
"""

import argparse
import asyncio
import json
import math
import sys
import time
from collections import Counter

from weald_client.session import Refused, Session, connect
from weald_client.view import Event

WALK = 16  # 2 m/s, in 1/8 m/s
SIDES = (("east", 0), ("south", 64), ("west", 128), ("north", 192))


class Report:
    """Whom we saw and heard, as the last line tells it."""

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json
        self.seen: dict[int, dict] = {}
        self.heard: list[dict] = []

    def tell(self, event: str, **more: object) -> None:
        if self.as_json:
            print(json.dumps({"event": event, **more}), flush=True)
        else:
            print(f"{event:10}", ", ".join(f"{key} {value}" for key, value in more.items()), flush=True)

    def on_event(self, event: Event) -> None:
        entity = event.entity
        motion = entity.motion
        entry = self.seen.setdefault(entity.id, {"arrivals": 0, "motions": 0, "departures": 0})
        entry.update(kind=entity.kind, name=entity.name, at=[motion.x, motion.y], speed=motion.speed)
        if event.what == "said":
            self.heard.append({"name": entity.name, "text": event.text})
            self.tell("heard", name=entity.name, text=event.text)
            return
        entry[{"arrived": "arrivals", "moved": "motions", "left": "departures"}[event.what]] += 1
        if entity.kind == "player":
            self.tell(event.what, name=entity.name, entity=entity.id, at=entry["at"], speed=motion.speed)


def standing_at(session: Session) -> list[float]:
    own = session.view.entities[session.me]
    return [own.motion.x, own.motion.y]


async def walk_square(session: Session, side_m: float, report: Report) -> list[list[float]]:
    """Walks the four sides, each for the same number of ticks. Returns the corners, as the cells tell them."""
    rate = session.welcome["tickRate"]
    ticks = round(side_m / (WALK / 8) * rate)
    corners = [standing_at(session)]
    for name, heading in SIDES:
        start = session.clock.input_tick(time.monotonic())
        await session.walk(start, heading, WALK)
        # An input waits at most 10 ticks for its time (P18), so the one that ends the side is sent when it is near.
        while session.clock.input_tick(time.monotonic()) < start + ticks - 4:
            await asyncio.sleep(0.02)
        last = await session.walk(start + ticks, heading, 0)
        own = session.view.entities

        def arrived() -> bool:
            return session.applied == last and own[session.me].motion.speed == 0

        if not await session.until(arrived):
            raise TimeoutError(f"the walk {name} did not come to its end: closed {session.closed}")
        corners.append(standing_at(session))
        way = math.dist(corners[-2], corners[-1])
        report.tell("walked", to=name, at=corners[-1], metres=round(way, 2), free=way > 0.9 * side_m)
    return corners


async def run(options: argparse.Namespace) -> dict:
    report = Report(options.json)
    guest = {"mode": "guest", **({"name": options.name} if options.name else {})}
    session = await connect(options.url, guest, report.on_event)
    name, first = session.signed_in["name"], session.me
    report.tell("entered", world=session.welcome["world"], name=name, entity=first, at=standing_at(session))
    await session.send("say", text=options.say)
    corners = await walk_square(session, options.side, report)
    if options.wait_for:
        left = [False]

        def is_gone() -> bool:
            entries = [entry for entry in report.seen.values() if entry["name"] == options.wait_for]
            left[0] = any(entry["departures"] > 0 for entry in entries)
            return left[0]

        if not await session.until(is_gone, 30):
            raise TimeoutError(f"{options.wait_for} was awaited to come and leave; seen: {report.seen}")
    own = session.view.entities[session.me]
    before = standing_at(session)
    await session.drop()
    report.tell("dropped", at=before, activity=own.components.get("activity", "idle"))

    token = {"mode": "token", "token": session.signed_in["token"]}
    session = await connect(options.url, token, report.on_event)
    after = standing_at(session)
    report.tell("resumed", name=session.signed_in["name"], entity=session.me, at=after)
    in_view = sorted(entity.id for entity in session.view.entities.values())
    round_trip_ms = round(session.clock.round_trip_s * 1000)
    code, text = await session.sign_out()
    report.tell("ended", code=code, text=text)
    return {
        "name": name,
        "entity": first,
        "corners": corners,
        "seen": {str(id): entry for id, entry in report.seen.items()},
        "heard": report.heard,
        "resumed": {"entity": session.me, "name": session.signed_in["name"], "before": before, "after": after},
        "inView": in_view,
        "roundTripMs": round_trip_ms,
        "closed": [code, text],
    }


def summary(report: dict) -> str:
    """The report in a few lines, for people."""
    kinds = Counter(entry["kind"] for entry in report["seen"].values())
    seen = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common()) or "nobody"
    code, text = report["closed"]
    return "\n".join(
        (
            f"saw         {seen}",
            f"heard       {len(report['heard'])} words",
            f"round trip  {report['roundTripMs']} ms",
            f"ended       {code}: {text}",
        )
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url", default="ws://localhost:7777/play")
    parser.add_argument("--name", default="", help="a guest's name; left out, the server makes one")
    parser.add_argument("--side", type=float, default=4, help="of the square, in metres")
    parser.add_argument("--say", default="Good day to everyone!")
    parser.add_argument("--wait-for", default="", help="stay until the player of this name was seen to leave")
    parser.add_argument("--json", action="store_true", help="tell everything as lines of JSON")
    options = parser.parse_args()
    try:
        report = asyncio.run(run(options))
    except (Refused, OSError, TimeoutError, ValueError) as error:
        print(f"walk_square: {error}", file=sys.stderr)
        return 1
    print(json.dumps({"event": "report", **report}) if options.json else summary(report))
    return 0


if __name__ == "__main__":
    sys.exit(main())

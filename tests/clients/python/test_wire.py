"""The frozen samples of the wire, read and written by this client: `python3 -m unittest` in this folder."""

import json
import pathlib
import unittest

from weald_client.wire import CLIENT_IDS, Block, Frame, Motion, decode_message, encode_message

SAMPLES = pathlib.Path(__file__).parents[2] / "net" / "protocol" / "frozen"


def motion_json(motion: Motion) -> dict:
    return {"x": motion.x, "y": motion.y, "heading": motion.heading, "speed": motion.speed}


def block_json(block: Block, tick: int) -> dict:
    return {
        "cell": list(block.cell),
        **({} if block.tick == tick else {"tick": block.tick}),
        "keyframe": block.keyframe,
        "departures": [{"slot": of.slot, "to": of.to and list(of.to)} for of in block.departures],
        "arrivals": [
            {"slot": of.slot, "entity": of.entity, **of.components, **motion_json(of.motion)} for of in block.arrivals
        ],
        "motions": [{"slot": slot, **motion_json(motion)} for slot, motion in block.motions],
        "turns": [
            {"slot": of.slot, "heading": of.heading, "speed": of.speed, "ago": of.ago, "dx": of.dx, "dy": of.dy}
            for of in block.turns
        ],
        "changes": [{"slot": slot, name: value} for slot, name, value in block.changes],
        "happenings": block.happenings,
    }


def frame_json(frame: Frame) -> dict:
    said = {"type": "frame", "tick": frame.tick, "reset": frame.reset}
    if frame.input is not None:
        said["input"] = {"sequence": frame.input[0], "lead": frame.input[1]}
    if frame.slowed is not None:
        said["slowed"] = frame.slowed
    if frame.crowd:
        said["crowd"] = True
    said["forget"] = [list(cell) for cell in frame.forget]
    said["messages"] = frame.messages
    said["cells"] = [block_json(block, frame.tick) for block in frame.blocks]
    return said


class FrozenSamples(unittest.TestCase):
    def test_samples(self) -> None:
        paths = sorted(SAMPLES.glob("*.json"))
        self.assertGreater(len(paths), 20)
        for path in paths:
            with self.subTest(path.stem):
                message = json.loads(path.read_text("utf-8"))
                data = bytes.fromhex(path.with_suffix(".hex").read_text("ascii"))
                if message["type"] in CLIENT_IDS:
                    kind = message.pop("type")
                    self.assertEqual(encode_message(kind, message), data)
                    continue
                read = decode_message(data)
                # Of steps they tell the squares alone, under places that follow from who is known.
                for cell, block in zip(message.get("cells", []), read.blocks if isinstance(read, Frame) else []):
                    steps = cell.pop("steps", [])
                    told = list(block.steps.squares.values()) if block.steps else []
                    self.assertEqual(told, [int(of["x"]) & 15 | (int(of["y"]) & 15) << 4 for of in steps])
                    if message.get("crowd"):
                        # Motions name a place in whichever cell is nearest.
                        for motion in cell["motions"]:
                            motion["x"] = motion["x"] % 32 + 32 * block.cell[0]
                            motion["y"] = motion["y"] % 32 + 32 * block.cell[1]
                # Bytes tell of a turn without its place, which follows from what was told before.
                for turn in [turn for cell in message.get("cells", []) for turn in cell["turns"]]:
                    del turn["x"], turn["y"]
                self.assertEqual(frame_json(read) if isinstance(read, Frame) else read, message)


if __name__ == "__main__":
    unittest.main()

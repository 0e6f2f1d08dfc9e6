"""One connection: hello, signIn, and then frames until one side ends it."""

import asyncio
import time
from typing import Callable, Union

import websockets

from .clock import Clock
from .view import Event, View
from .wire import Frame, decode_message, encode_message

PING_EVERY_S = 5.0
ANSWER_WITHIN_S = 10.0


class Refused(Exception):
    """The server did not sign us in. The text is a sentence for the player."""


class Session:
    """A character in the world. `on_event` hears of everyone who comes, moves, leaves or speaks."""

    def __init__(self, socket: websockets.WebSocketClientProtocol, on_event: Callable[[Event], None]) -> None:
        self._socket = socket
        self._on_event = on_event
        self._sequence = 0
        self._tasks: list[asyncio.Task] = []
        self._news = asyncio.Condition()
        self.welcome: dict = {}
        self.signed_in: dict = {}
        self.entered: dict = {}
        self.applied = 0
        self.lead = 0
        self.lines: list[dict] = []
        self.closed: Union[tuple[int, str], None] = None

    @property
    def me(self) -> int:
        return self.entered["entity"]

    async def send(self, kind: str, **fields: object) -> None:
        await self._socket.send(encode_message(kind, fields))

    async def walk(self, tick: int, heading: int, speed: int) -> int:
        """Walks from a tick on; 0 is now. Returns the input's sequence."""
        self._sequence = (self._sequence + 1) % 65536
        await self.send("input", sequence=self._sequence, tick=tick, heading=heading, speed=speed)
        return self._sequence

    async def until(self, holds: Callable[[], bool], within_s: float = ANSWER_WITHIN_S) -> bool:
        """Waits until something holds, asked anew after each message. False if it does not in that time."""

        async def wait() -> None:
            async with self._news:
                await self._news.wait_for(lambda: self.closed is not None or holds())

        try:
            await asyncio.wait_for(wait(), within_s)
        except asyncio.TimeoutError:
            return False
        return holds()

    async def sign_out(self) -> tuple[int, str]:
        """Leaves. Returns the code and the sentence that the server ends the session with."""
        await self.send("signOut")
        await self.until(lambda: self.closed is not None)
        await self.drop()
        return self.closed or (0, "the server did not end the session")

    async def drop(self) -> None:
        """Ends the connection without a word, as a bad line would: the body stays a while (P6)."""
        for task in self._tasks:
            task.cancel()
        self._socket.transport.abort()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _answer(self, *wanted: str) -> dict:
        """The next message outside of frames, which has to be one of these."""
        data = await asyncio.wait_for(self._socket.recv(), ANSWER_WITHIN_S)
        message = decode_message(data)
        if isinstance(message, Frame) or message["type"] not in wanted:
            raise ValueError(f"{message} came where one of {wanted} was wanted")
        return message

    async def _open(self, client: str, sign_in: dict) -> None:
        await self.send("hello", protocol=1, client=client)
        self.welcome = await self._answer("welcome")
        await self.send("signIn", **sign_in)
        answer = await self._answer("signedIn", "refused", "characters")
        if answer["type"] == "refused":
            raise Refused(answer["text"])
        if answer["type"] == "characters":
            names = ", ".join(one["name"] for one in answer["characters"])
            raise Refused(f"This account has several characters. Say which as character: {names}.")
        self.signed_in = answer
        self.entered = await self._answer("entered")
        self.view = View(self.welcome["tickRate"])
        self.clock = Clock(self.welcome["tickRate"])
        self.clock.heard(self.entered["tick"], time.monotonic())
        self._tasks = [asyncio.create_task(self._receive()), asyncio.create_task(self._ping())]
        await self.until(lambda: self.me in self.view.entities)

    async def _receive(self) -> None:
        try:
            async for data in self._socket:
                self._take(decode_message(data))
                async with self._news:
                    self._news.notify_all()
        except websockets.ConnectionClosed:
            pass  # Its code is read below.
        finally:
            self.closed = (self._socket.close_code or 1006, self._socket.close_reason or "")
            async with self._news:
                self._news.notify_all()

    def _take(self, message: Union[dict, Frame]) -> None:
        now_s = time.monotonic()
        if isinstance(message, Frame):
            self.clock.heard(message.tick, now_s)
            if message.input:
                self.applied, self.lead = message.input
            self.lines += [line for line in message.messages if line["type"] == "line"]
            for event in self.view.apply(message):
                self._on_event(event)
        elif message["type"] == "pong":
            self.clock.round_trip_s = now_s - message["time"]
            self.clock.heard(message["tick"], now_s)

    async def _ping(self) -> None:
        while True:
            await self.send("ping", time=time.monotonic())
            await asyncio.sleep(PING_EVERY_S)


async def connect(url: str, sign_in: dict, on_event: Callable[[Event], None], client: str = "weald python") -> Session:
    """Opens a session and waits until the character stands in the world. Raises Refused with the server's sentence."""
    socket = await websockets.connect(url, subprotocols=["weald.v1"], max_size=None, compression=None)
    session = Session(socket, on_event)
    try:
        await session._open(client, sign_in)
    except BaseException:
        await session.drop()
        raise
    return session

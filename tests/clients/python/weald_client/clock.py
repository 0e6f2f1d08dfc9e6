"""The server's tick, told from when frames and pongs came ("Clock and inputs")."""

from collections import deque

WINDOW_S = 5.0


class Clock:
    def __init__(self, tick_rate: int) -> None:
        self.tick_rate = tick_rate
        self.round_trip_s = 0.1
        # (when it came, the moment of tick 0 that it speaks for); the earliest of the last seconds counts.
        self._starts: deque[tuple[float, float]] = deque()

    def heard(self, tick: int, now_s: float) -> None:
        self._starts.append((now_s, now_s - tick / self.tick_rate))
        while self._starts[0][0] < now_s - WINDOW_S:
            self._starts.popleft()

    def tick(self, now_s: float) -> float:
        """The tick that the newest news speak of: the server's own was half a round trip further when they came."""
        return (now_s - min(start for _, start in self._starts)) * self.tick_rate

    def input_tick(self, now_s: float) -> int:
        """The tick for an input that is sent now: the server's when it arrives, and two more (P17)."""
        return int(self.tick(now_s) + self.round_trip_s * self.tick_rate) + 2

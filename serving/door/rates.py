"""Rate limits per buyer and per address."""

import time

import structlog
from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage, RedisStorage, Storage
from limits.aio.strategies import SlidingWindowCounterRateLimiter

from ...memory.connection import CLUSTER
from ...schema.errors import InputError
from ...schema.settings import Settings
from .caller import Caller

log = structlog.get_logger("daogou")
DEADLINE_S = 0.2
"""Seconds for a count in Redis; if Redis is down, each worker counts alone."""
AGAIN_S = 5.0


class Rates:
    """Counters, shared by all workers if Redis is set."""

    def __init__(self, settings: Settings) -> None:
        self._items = {
            "buyer": rate(settings.rate_buyer, "DAOGOU_RATE_BUYER"),
            "turns": rate(settings.rate_turns, "DAOGOU_RATE_TURNS"),
            "address": rate(settings.rate_address, "DAOGOU_RATE_ADDRESS"),
        }
        self._own = SlidingWindowCounterRateLimiter(MemoryStorage())
        url = settings.redis_url.get_secret_value() if settings.redis_url else ""
        self._shared = SlidingWindowCounterRateLimiter(_redis(url)) if url and not url.startswith(CLUSTER) else None
        self._away_until = 0.0

    async def wait_for_work(self, caller: Caller, turns: bool = True, count: int = 1) -> int | None:
        """Count turns or equal work, per buyer and, unless the caller is vouched for, per address. Returns the seconds to wait, None if allowed."""
        wait = await self.wait("buyer", caller.tenant, caller.buyer, count=count) if turns and caller.buyer else None
        if wait is None and not caller.vouched:
            wait = await self.wait("turns", caller.tenant, caller.address, count=count)
        return wait

    async def wait(self, kind: str, *who: str, count: int = 1) -> int | None:
        """Count `count` requests. Beyond the limit nothing is counted and the seconds to wait are returned."""
        item = self._items[kind]
        if item is None:
            return None
        if self._shared is not None and time.monotonic() >= self._away_until:
            try:
                return await _asked(self._shared, item, kind, *who, count=count)
            except Exception as error:  # redis clients raise many types
                self._away_until = time.monotonic() + AGAIN_S
                log.warning("Redis is down, so this worker counts requests alone", error=type(error).__name__)
        return await _asked(self._own, item, kind, *who, count=count)


async def _asked(limiter: SlidingWindowCounterRateLimiter, item: RateLimitItem, *who: str, count: int) -> int | None:
    if await limiter.hit(item, *who, cost=count):
        return None
    reset = (await limiter.get_window_stats(item, *who)).reset_time
    return max(1, round(reset - time.time()))


def rate(written: str, name: str) -> RateLimitItem | None:
    if not written.strip() or written.strip() == "none":
        return None
    try:
        item = parse(written)
    except ValueError as error:
        raise InputError(f"{name} is {written!r}; write it like 60/minute, or none.") from error
    if item.amount < 1:
        raise InputError(f"{name} is {written!r}, which would allow no request; write it like 60/minute, or none for no limit.")
    return item


def _redis(url: str) -> Storage:
    return RedisStorage(
        f"async+{url}", implementation="redispy", key_prefix="daogou:rate", socket_timeout=DEADLINE_S, socket_connect_timeout=DEADLINE_S
    )

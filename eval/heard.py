"""A message as a turn takes it: by the built-in reader, through the intent node over one store, before anything is looked up."""

from collections.abc import Sequence

from ..catalogue.store import Store
from ..ingest.demo import demo_store
from ..nodes.replay import read
from ..nodes.state import State
from ..schema.context import Context
from ..schema.need import Need
from ..schema.reading import Reading
from ..schema.reference import Shown
from ..schema.settings import Settings
from ..tools.shop import Shop, Shopfront


def demo_shop() -> Shop:
    settings = Settings()
    return Shopfront(Store(settings.store or demo_store(settings)), settings).current()


def heard(text: str, shop: Shop, need: Need | None = None, shown: Sequence[Shown] = ()) -> Reading:
    """What the message asks behind a need and lists shown."""
    state: State = {"shop": shop, "turn": len(shown), "shown": list(shown), "focus": ()}
    found: Reading = read(state if need is None else {**state, "need": need}, text, Context())["reading"]
    return found

"""What a worker holds of conversations: all it can, within a bound."""

from daogou.memory.held import TURNS, Held, HeldThreads, HeldTurn

TURN = HeldTurn(None, b"x" * 1000)


def told(turns: int, saved: bool = True) -> Held:
    held = Held(None, checkpoint_id="c", checkpoint=b"y" * 1000, server="s")
    for number in range(1, turns + 1):
        held = held.with_turn(number, TURN)
        held = held.with_saved_turn(number) if saved else held
    return held


def test_every_turn_is_held_while_there_is_room() -> None:
    threads = HeldThreads(most=1_000_000)
    threads.put("t", told(100))
    held = threads.get("t")
    assert held is not None and sorted(held.turns) == list(range(1, 101))


def test_older_turns_go_before_a_conversation_does_and_what_is_not_stored_goes_last() -> None:
    threads = HeldThreads(most=200_000)
    threads.put("unsaved", told(50, saved=False))
    for name in range(9):
        threads.put(str(name), told(20))
    held = {name: threads.get(name) for name in ("unsaved", *map(str, range(9)))}
    assert all(held.values())
    assert len(held["unsaved"].turns) == 50  # type: ignore[union-attr]
    assert sorted(held["0"].turns) == list(range(21 - TURNS, 21))  # type: ignore[union-attr]
    for name in range(9, 90):
        threads.put(str(name), told(20))
        assert sum(each.size for each in map(threads.get, ["unsaved", *map(str, range(90))]) if each is not None) <= 200_000
    assert threads.get("unsaved") is not None and threads.get("0") is None and threads.get("89") is not None

"""A server that is away, and a process that somebody ended, tell nothing of a side."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from daogou.eval.compare.cases import Answers, Case
from daogou.eval.compare.comparison import headline
from daogou.eval.compare.obedient import serving
from daogou.eval.compare.player import Player, Pool
from daogou.eval.compare.run import How, again, run
from daogou.eval.compare.side import Outage, check, side
from daogou.eval.compare.suite import Swaps
from daogou.eval.compare.suites.claims import Wording
from daogou.eval.compare.suites.ranking import Outside
from daogou.ingest.ingest import ingest
from daogou.schema.settings import Settings

from ...conftest import SIX
from ...models.embedding_server import embedding
from .six import ASKED, Six, changed, here

AWAY = "http://127.0.0.1:9/v1"


class Disturbed(Wording):
    """First turns; before play number `place` something happens to the player."""

    def __init__(self, place: int = 0, trouble: Callable[[Player], object] = id) -> None:
        self.played, self._place, self._trouble = 0, place, trouble

    def cases(self) -> Iterator[Case]:
        for case in islice(Six(1).cases(), 3):
            yield replace(case, suite=self.name, script={**case.script, "turns": case.script["turns"][:1]})

    def play(self, case: Case, player: Player, record: bool = False, swaps: Swaps = ()) -> Answers:
        self.played += 1
        if self.played == self._place:
            self._trouble(player)
        player.pause_s = 0
        return Wording.play(case, player, record, swaps)


@pytest.mark.long
def test_a_model_that_goes_away_is_an_outage_and_the_run_goes_on_from_there(six_store: Path, folder: Path, pool: Pool) -> None:
    how = How(folder=folder, pool=pool)
    with ExitStack() as up:
        server = up.enter_context(serving())
        worded = side(f".+llm_base_url={server}+llm_model=obedient+llm_read_model=none", six_store)
        with pytest.raises(Outage, match=r"away \(http.*kept: see that it answers"):
            run(worded, worded, ASKED, how, [Disturbed(3, lambda player: up.close())])
    assert not folder.exists()
    with serving(urlsplit(server).port or 0):
        on = Disturbed()
        found = run(worded, worded, ASKED, how, [on]).comparison
    assert 0 < on.played < 8 and found.overall.base.mean == found.overall.new.mean == 1.0


class Cut(Six):
    """After play number `place` the server goes away."""

    def __init__(self, place: int = 0, up: ExitStack | None = None) -> None:
        super().__init__(1)
        self.played, self._place, self._up = 0, place, up

    def play(self, case: Case, player: Player, record: bool = False, swaps: Swaps = ()) -> Answers:
        self.played, player.pause_s = self.played + 1, 0
        if self.played == self._place and self._up:
            self._up.close()
        return super().play(case, player, record, swaps)


@pytest.mark.long
def test_an_outage_while_losses_are_looked_into_keeps_the_verdict_and_the_same_command_goes_on(six_store: Path, folder: Path, pool: Pool) -> None:
    how = How(folder=folder, pool=pool)
    with ExitStack() as up:
        server = up.enter_context(serving())
        base = side(f".+llm_base_url={server}+llm_model=obedient+llm_read_model=none", six_store)
        new = changed(base, "language/comparators.zh.yaml", "after: [以上, 之上,", "after: [以内, 以上, 之上,")
        cut = run(base, new, ASKED, how, [Cut(8 + 6, up)]).comparison  # of four cases on two sides; one is looked into by four plays
    assert cut.losses and 0 < len(cut.blames) < len(cut.losses) and "the same command" in cut.cut
    assert again(folder).comparison.cut == cut.cut and "cut short" in headline(cut)[1]
    with serving(urlsplit(server).port or 0):
        on = Cut()
        found = run(base, new, ASKED, how, [on]).comparison
    assert len(found.blames) == len(found.losses) and {one.stage for one in found.blames.values()} == {"intent"} and not found.cut
    assert on.played and cut.blames.items() <= found.blames.items()


@pytest.mark.long
def test_passages_without_their_embedder_are_an_outage(tmp_path: Path) -> None:
    """They come by words alone then."""
    with embedding() as server:
        settings = Settings(embedding_base_url=server, embedding_model="short")
        ingest([SIX], tmp_path / "store", settings=settings)
        short = side(f".+embedding_base_url={server}+embedding_model=short", tmp_path / "store")
        player, case = Player(short), next(Outside().cases())
        assert Outside().play(case, player)[0]["degraded"] == []
    with player, pytest.raises(Outage, match="away"):
        Outside().play(list(islice(Outside().cases(), 2))[1], player)


def test_a_process_that_was_ended_is_started_again_and_its_case_played_again(six_store: Path, folder: Path, pool: Pool) -> None:
    ended = Disturbed(1, lambda player: player._process.kill())
    found = run(here(six_store), here(six_store), ASKED, How(folder=folder, pool=pool), [ended]).comparison
    assert ended.played == 7 and found.overall.ties == 3 and not [pair for pair in found.pairs if pair.base.missed or pair.new.missed]


@pytest.mark.parametrize("setting", ["llm_model=any", "embedding_model=any"])
def test_which_server_is_away_is_said(setting: str) -> None:
    with pytest.raises(Outage, match="127.0.0.1:9"):
        check(side(f".+llm_base_url={AWAY}+embedding_base_url={AWAY}+{'llm_model=none+' * setting.startswith('emb')}{setting}"))


def test_a_side_whose_servers_answer_or_that_has_none_is_played_on() -> None:
    check(side("."))
    with serving() as server:
        check(side(f".+llm_base_url={server}+llm_model=obedient"))

"""How many certificates something has, in figures or in words: all of them, those in force, those that have run out."""

import re
from collections.abc import Iterator

from .claim import Claims, Found
from .known import Known
from .statement import Statement
from .world import World

papers = Claims()
_SAID = {
    "零": 0, "一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
    "one": 1, "a single": 1, "two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_ZH = rf"(?:\d+|[{''.join(word for word in _SAID if not word.isascii())}])"
_EN = rf"(?:\d+|{'|'.join(word for word in _SAID if word.isascii())})"


@papers(
    rf"(?P<a>{_ZH}) ?张(?P<what>[^，。；：、（\d]{{0,8}}?)证书|证书(?:一共|总共|现在|目前|只|就|共|都)*有?[:： ]*(?P<b>{_ZH}) ?张"
    rf"|(?<![\d一-鿿])(?:[有共其中里另]*)(?P<c>{_ZH}) ?张(?=[^，。；：、]{{0,4}}(?:有效|过期|到期))"
    rf"|\b(?P<d>{_EN}) (?:(?!with |days? |and |or )[a-z]+ ){{0,2}}?certificates?\b"
)
def counted(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    said = next(each for each in (found["a"], found["b"], found["c"], found["d"]) if each).casefold()
    told = int(said) if said.isdecimal() else _SAID[said]
    behind = re.split(r"[，。；,.;]", statement.left[found.start() :])[0]
    for known in _whose(world, statement):
        held = known.certificates
        valid = sum(one.valid_on(world.today) for one in held)
        past = bool(re.search(r"过期|失效|expired|run out|lapsed|ended", behind))
        count = len(held) - valid if past else valid if re.search(r"有效|in force|valid", behind) else len(held)
        if told != count:
            yield "certificate", f"{known.names[0][:30]} has {count}, not {told}"


def _whose(world: World, statement: Statement) -> list[Known]:
    """Whom it names; else the supplier that the reply is on, else what it shows."""
    of_company = bool(re.search(r"企业|这家|公司|company|supplier", statement.said))
    if statement.about is not None:
        return [known.supplier if of_company and known.supplier else known for known in statement.about]
    sellers = [known for known in world.cited_sellers if not re.search(r"这款|this (?:one|product)", statement.said)]
    return sellers or world.shown or list(world.products.values())

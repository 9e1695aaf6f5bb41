"""What the goods that were counted are called: by their kind, and by no quality that wasn't asked for."""

import re
from collections.abc import Iterator

from .carrying import uncarried
from .world import World

_GOODS = re.compile(
    r"(?:[Ff]ound|[Tt]here are|^)\s*\d[\d,]* (?!reviews?\b)(?P<a>[\w'&/ -]+?)(?= for you\b| that fit\b| fit\b| meet\b|\s*\()"
    r"|(?:None|one) of the (?P<b>[\w'&/ -]+?)(?= fits?\b)|couldn't find (?:any )?(?P<c>[\w'&/ -]+?)(?= with all of that)"
    r"|brands in the catalogue make (?P<d>[\w'&/ -]+?)(?=:)"
    r"|(?:条件的|^|，|）)(?!只有|另有)(?P<e>[一-鿿\w ]+?)(?=(?:里符合的)?(?:有|就)(?:这)? ?\d+ ?款)"
    r"|^(?P<f>[一-鿿\w ]+?)(?=里没有一款)|没有(?!商品能)(?P<g>[一-鿿\w ]+?)(?=同时满足|满足这些条件)|只有 1 款(?P<h>[一-鿿\w ]+?)(?=符合)"
    r"|目录里做(?P<i>[一-鿿\w ]+?)(?=的品牌)"
)


def goods_faults(world: World) -> Iterator[tuple[str, str, str]]:
    """(kind, where, why)"""
    for line in world.reply.text.split("\n"):
        for found in _GOODS.finditer(line) if not re.match(r"\d+\. ", line) else ():
            called = next(each for each in found.groups() if each is not None)
            if world.reply.need.category and (wrong := uncarried(called, world.reply.language, world.wanted.kind)):
                yield "quality", found[0].strip(), f"{' '.join(wrong)}: those counted weren't chosen by it"

"""Phrases of sellers and reviewers that promote goods or mention other sellers; they describe no goods."""

import re

_PARTY_ZH = "家|店|牌子|品牌|厂家|厂商|商家|卖家|供应商|材质|材料|面料"
_PARTY_EN = "brands?|shops?|stores?|sellers?|suppliers?|makers?|factories|materials?|fabrics?|products?|ones"
_OTHERS = re.compile(
    rf"(?:别|其他|其它|另外|旁)(?:人)?的?(?:{_PARTY_ZH})|同行|竞品"
    rf"|(?<![a-z])(?:(?:other|rival|competing) (?:{_PARTY_EN})|competitors?|rivals|others|elsewhere)(?![a-z])",
    re.IGNORECASE,
)
_FORWARD = re.compile(
    r"首选|首推|力荐|认准|推荐|不二之选|必买"
    r"|(?<![a-z])(?:best choice|first choice|must[ -]have|must[ -]buy|recommend(?:ed|s)?(?! (?:for|age|use)))(?![a-z])",
    re.IGNORECASE,
)
_PICKED = re.compile(
    r"第\s*[\d一二两三四五六七八九十]+\s*[款家名位]|前\s*[\d一二两三四五六七八九十几]+\s*[款家]|(?:各项|排名|综合|全场)\s*第一|冠军|夺冠|胜出|最佳|我(?:们)?(?:会|要|就|也)?[选推荐]"
    r"|(?<![a-z])(?:winners?|(?-i:wins|Wins)|verdict|number one"
    r"|i(?:'d|’d|'ll|’ll| would| will)? (?:choose|pick|take|recommend)|ranked (?:first|above)"
    r"|(?:choose|pick|take|buy|option|item|the answer is) (?:number|no\.?) ?\d+|number \d+ (?:is|beats|comes)"
    r"|the (?:first|second|third|fourth|fifth|last) one)(?![a-z])",
    re.IGNORECASE,
)
"""A verdict or a rank."""
_CLAUSE = re.compile(r"[，;；。!！\n]+|,(?!\d)|\.(?=\s|$)")


def of_others(text: str) -> bool:
    return _OTHERS.search(text) is not None


def stated(text: str) -> str:
    """A record's value without clauses that promote, judge or mention others' goods; 推荐身高 80-90 cm stays, as a measure."""
    if not any(pattern.search(text) for pattern in (_OTHERS, _FORWARD, _PICKED)):
        return text
    kept = [clause.strip() for clause in _CLAUSE.split(text) if clause.strip() and not _promotes(clause)]
    return ", ".join(kept)


def _promotes(clause: str) -> bool:
    return of_others(clause) or _PICKED.search(clause) is not None or (_FORWARD.search(clause) is not None and not any(map(str.isdigit, clause)))

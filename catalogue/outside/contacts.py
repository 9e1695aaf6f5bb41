"""Contact details in texts: messenger accounts, phone numbers, and addresses spelled to evade filters."""

import re

_MESSENGERS = (
    r"[微薇威]\W?信|[vV]\W?信|公众号|小红书|抖音|快手|旺旺|钉钉|企鹅|(?<![a-z])(?:v\W?x|wx|weixin|we\s?chat|qq|whats\s?app|telegram|skype|viber|line\sid"
    r"|instagram|facebook|tiktok)(?![a-z]{2})"
)
_ADDS = (
    r"(?:(?:添?加|联系|私聊|搜索?|关注|扫)(?:我们?|老板|客服|店主)?"
    r"|(?<![a-z])(?:add|text|message|contact|dm|call|follow|find)(?:\s(?:us|me))?(?:\s(?:on|at|by|via))?)"
)
_JOINS = r"\s?(?:号码?|账号|群|id|no\.?)?\s?(?:[:：@=]|是|为|is\s)?\s?"
_ACCOUNT = r"@?[a-z0-9][a-z0-9_.-]{3,30}(?![a-z0-9])"
_COUNTED = r"@?(?=[a-z_.-]*\d)[a-z0-9][a-z0-9_-]{4,30}(?![a-z0-9])"
"""An account with a digit, so no word."""
_DOMAINS = "com|cn|net|org|io|co|cc|xyz|info|biz"
_WAY = re.compile(
    rf"""
    {_ADDS}\s?(?:{_MESSENGERS}){_JOINS}{_ACCOUNT}                        # 加微信 abc123
    | 加\s?[VQ薇威]\s?(?:[:：]\s?{_ACCOUNT}|{_COUNTED})                              # 加V：zhenpin88
    | (?:{_MESSENGERS})\s?搜\s?\S{{2,16}}
    | (?:[零〇一二三四五六七八九幺两]\s?){{7,}}                                            # a number read out
    | (?<![a-z])(?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)(?![a-z])\s?){{7,}}
    | (?:{_MESSENGERS})\s?(?:(?:号码?|账号|群|id)\s?[:：]?|[:：@=])\s?{_ACCOUNT}   # WeChat: ourshop
    | (?:{_MESSENGERS}){_JOINS}{_COUNTED}                               # V信zhenpin888
    | (?:{_ADDS}\s?)?公众号\s?[:：]?\s?[「“"]?[\u3400-\u9fff]{{2,12}}[」”"]?
    | (?<![a-z0-9.@])@[a-z][a-z0-9_.]{{3,30}}                                 # @ourshop
    | (?<![a-z0-9.+-])(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{{4}}[ -]?\d{{4}}(?![a-z0-9-])      # phones: China, service lines, land lines, abroad
    | (?<![a-z0-9-])[48]00-\d{{3,4}}-\d{{3,4}}(?![a-z0-9-]) | (?<![a-z0-9-])0\d{{2,3}}-\d{{7,8}}(?![a-z0-9-])
    | (?<![a-z0-9+])\+\d{{1,3}}[ -]?(?:\(\d{{1,4}}\)[ -]?)?\d{{2,4}}(?:[ -]?\d{{2,4}}){{2,3}}(?![a-z0-9-])
    | (?<![a-z0-9-])(?:\(\d{{3}}\)\s?|\d{{3}}-)\d{{3}}-\d{{4}}(?![a-z0-9-])
    | (?<![a-z0-9])www[。．]\S+
    | (?<![a-z0-9-])[a-z0-9][a-z0-9-]{{0,62}}(?:[。．][a-z0-9-]{{1,63}})*[。．](?:{_DOMAINS})(?![a-z0-9_-])        # evil。com
    | (?<![a-z0-9-])(?!polka)[a-z0-9][a-z0-9-]{{0,62}}\s?(?:\s(?:dot|d0t)\s|[(\[{{]\s?(?:dot|d0t|\.)\s?[)\]}}]|点)\s?(?:{_DOMAINS})(?![a-z0-9_-])
    """,
    re.IGNORECASE | re.VERBOSE,
)

_SPELLED = re.compile(rf"([a-z0-9-]+)(?:[。．]|\s(?:dot|d0t)\s|\s?[(\[{{]\s?(?:dot|d0t|\.)\s?[)\]}}]\s?|点)(?:{_DOMAINS})", re.IGNORECASE)


def has_contact(text: str) -> bool:
    return _WAY.search(text) is not None


def without_contacts(text: str) -> str:
    """The text without contact details. A bare number stays, since records have such names; of a shop named by its address, the name stays."""
    whole = text.strip()
    if whole.isdigit():
        return text
    spelled = _SPELLED.fullmatch(whole)
    return spelled[1] if spelled else _WAY.sub(" ", text)

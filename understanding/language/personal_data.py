"""Personal data that a buyer mentions in passing: name, address, contact. It is removed before reading; no product is asked for by it."""

import re
from functools import lru_cache

from ...memory.redaction.redaction import MARK, formed, messengers
from .lexicon import load

_HAN = r"[\u4e00-\u9fff]"
_AREA = r"(?:省|市|区|县|镇|乡|村|路|街|道|巷|弄|号|栋|幢|楼|单元|室|小区|花园|大厦|广场)"
_PART = rf"(?>[\u4e00-\u9fffA-Za-z\d-]{{1,12}}?{_AREA})"
_NAMED = rf"(?>[\u4e00-\u9fff]{{1,12}}?{_AREA})"
"""A part of an address without a number. Both groups are atomic, so that a long run of letters can't cause catastrophic backtracking."""
_CAPITAL = r"[A-ZÀ-Þ][^\W\d_]*(?:['’-][^\W\d_]+)*(?![\w])"
_NAME = rf"{_CAPITAL}(?:[ -]{_CAPITAL}){{0,2}}"
_STREET = r"(?i:road|rd|street|st|avenue|ave|lane|ln|drive|close|way|square|court|boulevard|blvd|place|terrace|parkway|crescent|allee|straße|strasse)"
_TOWN = rf"(?:,? ?(?:{_CAPITAL}(?: {_CAPITAL})*|[A-Z]{{1,2}}\d[A-Z\d]? ?\d[A-Z]{{2}}|\d{{4,6}}))"
_ADDRESS = rf"(?<!\d)\d{{1,6}}[A-Za-z]?,? (?:(?:{_CAPITAL}|de|la) ){{1,4}}{_STREET}\b{_TOWN}{{0,3}}"
_NOT_A_NAME = r"(?!(?:In|At|On|From|Looking|Not|A|An|The|Very|Just|Interested|Buying|Selling|Chinese|English|American|British|German)\b)"

_STAND_INS = {
    "email": ("nobody.0@example.com",) * 2, "account": ("nobody_00000",) * 2, "phone": ("13800138000",) * 2, "card": ("6200000000000005",) * 2,
    "identity": ("110101190001010001",) * 2, "order": ("000000000000",) * 2, "address": ("12 Nobody Street", "无名路100号"),
    "name": ("Nemo Nobody", "吴铭"), "thread": ("00000000-0000-0000-0000-000000000000",) * 2, "secret": ("dg-00000000000000000000nobody",) * 2,
}  # fmt: skip
"""Stand-in for each mark of a redacted text, in English and in Chinese. All are fictitious."""

_KIN_ZH = (
    "(?:我们?家?的?)?(?:宝宝|宝贝|孩子|小孩|娃|女儿|儿子|闺女|孙子|孙女|外孙女?|侄子|侄女|外甥女?|老婆|老公|妻子|丈夫|爱人|妈妈|爸爸|奶奶|爷爷"
    "|同事|老板|朋友|客户)"
)
_NO_NAME_ZH = "(?!什么|[我你他她不买找来问看带订选挑换要给帮去做推拿])"  # 老婆叫买毛巾 is a request to buy, no name
_KIN_EN = (
    r"(?i:(?:little |elder |older |younger )?(?:baby|daughter|son|child|kid|girl|boy|grandson|granddaughter|nephew|niece|wife|husband|partner"
    r"|mum|mom|dad|boss|colleague|friend|client|customer))"
)
_HELD = "(?:小学|中学|大学|学院|幼儿园|托儿所|医院|月子中心|养老院|酒店|宾馆)"
"""An institution when a proper name stands before it."""
_CLASS = r"(?:[一二三四五六七八九十大中小\d]{1,2}(?:年级|班|楼|病区|病房|床|号床))*+"
_WITHIN_EN = r"(?i:(?:room|ward|bed|flat|apartment|apt|suite|unit|floor|class|grade)\.? (?:no\.? ?|number )?\d{1,4}[A-Za-z]?)"

_PATTERNS = (
    # contact
    r"(?:(?:我的)?邮箱(?:是|[:：])? ?|(?i:e-?mail me at|my e-?mail is) )?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}",
    r"(?:(?:打我|我的)?(?:电话|手机|联系方式)(?:号码|号)?|(?i:\b(?:my )?(?:phone|tel|mobile|cell|whatsapp)(?: number)?))"
    r"(?: ?(?:是|为|is|[:：.]))* ?\+?[(\d][\d()\- ]{5,}\d",
    rf"(?i:(?:我的|加我|\bmy )?(?<![a-z])(?:{'|'.join(map(re.escape, messengers()))})(?:号码|号| id)?(?: ?(?:是|为|is|[:：.]))* ?"
    r"(?=[\w-]*\d)[a-z\d][\w-]{4,})",
    r"(?i:(?:call|text|reach|phone|ring) me (?:at|on)|my number is) ?[\d+()\- ]{6,}\d",
    r"(?:(?:我的)?(?:身份证|护照|证件)(?:号码|号)?(?:是|为|[:：])?"
    r"|(?i:\b(?:my )?(?:id card|id number|identity card|identity number|passport|(?<=my )id)(?: number| no\.?)?(?: is|:)?))"
    r" ?(?=[\w-]*\d)[A-Za-z\d][\w-]{5,}",
    r"(?<![\dA-Za-z])[1-9]\d{5}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])",
    r"(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)",
    r"(?:订单(?:号|编号)?(?:是|为|[:：])?|(?i:\border (?:no\.?|number|id|#)(?: is|:)?)) ?#?(?=[\w-]*\d)[A-Za-z\d][\w-]{4,}",
    r"(?i:\border) #?\d[\d-]{5,}(?=\s*(?:[,.;!]|$))",
    r"(?i:\b(?:call|phone|text|tel)) \+?\d[\d()\- ]{6,}\d",
    # name
    rf"(?:我叫|我名叫|我的名字[是叫]|我姓|收件人(?:是|[:：])?|联系人(?:是|[:：])?)\s?{_HAN}{{2,4}}?(?=[，。,.;；!！\s]|$|(?:我|想|要|住|电话))",
    rf"(?i:my name is|my name's|this is|regards,|signed,|the buyer is) {_NAME}(?: speaking)?(?=[,.;!?\s]|$)",
    rf"(?i:\bi'?m|\bi am) {_NOT_A_NAME}{_NAME}(?=\s?[,.;!]|$| (?:and|from|in|at)\b)",
    r"(?i:my name is|my name's) [a-z]+(?: [a-z]+)?(?=[,.;!]|$)",
    rf"(?i:(?:for|from|to|i am|i'm)? ?\b(?:mr|mrs|ms|dr|prof)\b\.?) {_NAME}(?: (?:at|of|from) (?:the )?{_NAME}{_TOWN}?)?",
    rf"{_KIN_ZH}的?(?:小名|大名|名字|姓名)?(?:是?叫做?|名叫|名字是|小名是){_NO_NAME_ZH}{_HAN}{{1,4}}?(?=[，。,.;；!！、\s]|$|在|今年|要|想)",
    rf"(?i:\b(?:my|our) ){_KIN_EN}(?:(?i:'s name is| is (?:called|named)|,? (?:called|named))? {_NAME})"
    r"(?=\s?[,.;!]|$| (?i:and|is|needs?|wants?|has|in|at)\b)",
    r"(?:19|20)\d\d ?[年./-] ?\d{1,2} ?[月./-] ?\d{1,2} ?[日号]?(?:出生|生的|生)(?:的)?",
    r"(?i:\bborn (?:on |in )?)(?:[A-Za-z]{3,9}\.? )?\d{1,4}(?:st|nd|rd|th)?(?:[ ,./-]+(?:[A-Za-z]{3,9}|\d{1,4})){0,2}",
    # whereabouts
    rf"(?:我|她|他|孩子|宝宝)?(?:人|现)?在(?:(?![和跟或里的给用找要])[\u4e00-\u9fff\d]){{2,12}}?{_HELD}{_CLASS}(?:上学|读书|工作|上班|住院|坐月子)?"
    r"(?=[，。,.;；!！\s]|$)",
    rf"(?:{_WITHIN_EN}(?:,? ?(?:of |at |in )?(?:the )?)){{2,}}"
    rf"(?:{_NAME} (?i:hospital|clinic|school|hotel|nursery|kindergarten|college|university)\b)?",
    rf"(?i:\b(?:at|in|of|from) (?:the )?)(?:St\.? )?{_NAME} (?i:hospital|clinic|school|nursery|kindergarten|college|university)\b",
    # address
    r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b",
    rf"(?:我?(?:家|店)?住在?|住址|(?:收货|家庭|公司|我的)?地址)(?:是|为|在|[:：])?\s?{_PART}++(?:\s?[\d-]+\s?(?:{_HAN}?{_AREA})?)*+(?:{_HAN}?{_AREA})*+",
    rf"{_NAMED}{{1,5}}+\s?\d+(?:-\d+)*\s?(?:号|弄|室|栋|幢)"
    rf"(?:\s?\d*\s?[\u4e00-\u9fff]?{_AREA}|\s?\d+(?![\d元块件个款只条套厘毫米mcg])室?)*+",
    rf"(?i:\b(?:i|we) live (?:at|in|on)|my (?:shop|home|address|office|house) is(?: at)?|my address:?) (?:{_ADDRESS}|\d+[^,.;!?]*{_TOWN}{{0,2}}"
    rf"|{_NAME}(?: \d+)?{_TOWN}{{0,3}})",
    _ADDRESS,
    # stand-ins that no word announced
    "|".join(re.escape(value) for value in sorted({value for values in _STAND_INS.values() for value in values}, key=len, reverse=True)),
)


def with_stand_ins(text: str) -> str:
    """Replace each mark of a redacted text (memory/redaction) by a stand-in of its kind, so that a redacted text loses the same words as the
    original."""
    chinese = int(re.search(_HAN, text) is not None)
    return MARK.sub(lambda mark: _STAND_INS[mark[1]][chinese], text)


def without_personal_data(text: str) -> str:
    """`text` with each name, address and number replaced by a comma."""
    for pattern in _patterns():
        text = pattern.sub(" , ", text)
    text = formed(text, lambda kind, value: " , ")
    return _LEFT.sub("", text)


_LEFT = re.compile(r"(?i:\b(?:ship|deliver|send)(?: it| them)? to)(?=\s*,)")
"""The words left when the address after them was removed."""


@lru_cache(maxsize=1)
def place_names() -> frozenset[str]:
    """The place names of words/places.yaml in both languages."""
    return frozenset(str(name) for places in load("places")["places"].items() for name in (places[0], *places[1]))


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in _PATTERNS)

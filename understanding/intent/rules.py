"""What a message asks for by rules over its parts: exact where the words leave no doubt, else evidence for the classifier."""

from typing import NamedTuple

from ...schema.reading import Intent
from ..productions.markets import alone
from ..tokens.lacked import lacked
from .asked import BULK
from .described import described, like_theirs
from .goods import describes_goods, is_noun
from .knowledge import KNOWLEDGE, of_care, standard
from .pointing import WEAK
from .praise import praises
from .ranked import by_rank
from .recommended import recommends
from .situation import Situation
from .unmeasured import asked_word, most_of
from .whole import of_several, of_the_whole

_SIZES = ("length", "volume", "mass", "area")


class Verdict(NamedTuple):
    """What the rule called `rule` says; an `exact` one needs no classifier."""

    intent: Intent
    rule: str
    exact: bool = False


def by_rule(now: Situation) -> Verdict:
    """The first rule that holds; the last one always does."""
    said = now.cues.intents
    if said.get("tampering"):
        return Verdict("out_of_scope", "tampering", exact=True)
    if said.get("inquiry"):
        return Verdict("inquiry", "inquiry")
    if (named := _named(now)) is not None:
        return named
    if by_rank(now.asked) and not any(each.kind != "all" for each in now.points) or _of_a_place(now):
        return Verdict("supplier", "suppliers by their records", exact=True)
    if now.asked == (BULK,) and now.cues.question and not (now.cues.acts or now.wishes or said.keys() & {*_OTHERWISE, "which"}):
        return Verdict("product_question", "prices by quantity", exact=True)
    if said.get("out_of_scope") and not (now.subject.category or now.wishes):
        return Verdict("out_of_scope", "out of scope")
    if now.asked[:1] == (KNOWLEDGE,):
        exact = bool(now.gathered.case) or of_care(now.tokens) is not None or standard(now.explained)
        return Verdict("product_question", "knowledge", exact=exact)
    if kept(now):
        return Verdict("product_question", "how to look after those shown", exact=True)
    if said.get("chitchat") and not now.wishes and not now.points and not now.subject.category and _only_chat(now):
        return Verdict("chitchat", "chat")
    if praises(now):
        return Verdict("chitchat", "thanks, with a word on what was shown", exact=True)
    if of_the_whole(now.asked) and not (now.cues.acts or (now.points and not of_several(now.asked)) or now.cues.intents.keys() & _OTHERWISE):
        return _of_the_whole(now)
    if _of_brands(now):
        return Verdict("brand", "brands of goods", exact=True)
    if _only_wishes(now) or _amends(now):
        return Verdict("refine" if now.going and not now.subject.category else "search", "only wishes", exact=True)
    if now.going and now.gathered.case and not (now.cues.question or now.cues.acts or now.subject.category or now.unsifted.words):
        return Verdict("refine", "only his case", exact=True)
    if _only_told(now):
        return Verdict("refine", "only what no record tells", exact=True)
    if now.going and alone(now.tokens) and {"purpose", "unchecked"} & {kind for kind, _ in now.gathered.notes}:
        return Verdict("refine", "another market", exact=True)
    if now.going and recommends(now):
        return Verdict("pick", "a recommendation", exact=True)
    if undecided(now) or _given(now):
        return Verdict("search", "what there is", exact=True)
    if _without(now):
        return Verdict("search", "goods without something", exact=True)
    if _sought(now) or _looks_for(now):
        return Verdict("search", "sought", exact=True)
    if _described(now):
        return Verdict("search", "goods described", exact=True)
    if _of_a_size(now):
        return Verdict("search", "goods of a size", exact=True)
    if _for_somebody(now):
        return Verdict("search", "goods for somebody", exact=True)
    if described(now) or like_theirs(now):
        return Verdict("refine" if now.going and not now.subject.category else "search", "described", exact=True)
    if _lacked(now):
        return Verdict("brand" if now.going or said.get("judged") else "search", "brand that isn't there", exact=True)
    return _about_products(now) or _looking(now)


def _of_a_place(now: Situation) -> bool:
    """Whether it asks for suppliers of a place and for no goods: 义乌的供应商, suppliers in Yiwu."""
    nouns = any(token.has("supplier_noun") and not token.has("supplier_kind") for token in now.tokens)
    fields = {each.field for each in now.gathered.conditions}
    bare = not (now.content or now.points or now.going or now.gathered.bids or now.gathered.facts or now.cues.acts)
    return nouns and bare and "supplier.location" in fields and all(field.startswith("supplier.") for field in fields)


def _named(now: Situation) -> Verdict | None:
    """A supplier or a product of the catalogue that is called by its name or number, and nothing else looked for: it is on the table then."""
    named = () if now.cues.acts else now.named
    if not named or now.subject.category or now.gathered.relative or now.gathered.bids or now.gathered.quantity and "price" not in now.asked:
        return None
    if any(each.kind == "supplier" for each in named):
        return Verdict("supplier", "supplier named", exact=True)
    if now.cues.intents.keys() & _OTHERWISE or now.cues.superlative:
        return None
    return Verdict("product_question", "product named", exact=True)


def kept(now: Situation) -> str:
    """What it asks of washing or keeping the goods on the table, and of nothing else: 多久洗一次？ "" where it doesn't."""
    other = now.points or now.wishes or now.subject.category or now.cues.acts or now.cues.superlative or now.cues.intents
    return "" if other or not (now.shown and now.cues.question) else " ".join(token.text for token in now.tokens if token.has("care"))


def _of_brands(now: Situation) -> bool:
    """Whether "brands" is what it says of goods, and no more: down jacket brands, 羽绒服品牌; 品牌羽绒服 are goods."""
    said = [token for token in now.tokens if any(map(str.isalnum, token.text))]
    heads = [place for place, token in enumerate(said) if token.value("named") == "brand"]
    if len(heads) != 1 or now.gathered.dropped or now.wishes or now.points or now.cues.intents:
        return False
    before, behind = said[: heads[0]], said[heads[0] + 1 :]
    goods = before if not behind else behind[1:] if not before and behind[0].text.lower() == "of" else []
    return bool(goods) and (goods[-1].has("category", "head") or goods[-1].text in now.unsifted.words)


def _of_the_whole(now: Situation) -> Verdict:
    """How many there are, what they cost on average: of what was found, else of what it looks for itself."""
    if now.going and not (now.subject.category or now.wishes):
        return Verdict("product_question", "asked of all that was found", exact=True)
    return Verdict("refine" if now.going and not now.subject.category else "search", "looked for, and asked of all", exact=True)


def _only_told(now: Situation) -> bool:
    """Whether a search that goes on is told only what no condition can hold: 能印logo, 色温可调."""
    told = {kind for kind, _ in now.gathered.notes}
    points = any(each.text.lower() not in WEAK for each in now.points)
    other = now.cues.question or now.cues.acts or points or now.subject.category or now.cues.intents.keys() - _WISHING
    able = "capability" in told and len(now.unsifted.words) <= 1
    return now.going and not other and not now.gathered.dropped and (able or ("unchecked" in told and not now.unsifted.words))


def undecided(now: Situation) -> bool:
    """Whether he says that he doesn't know what to take, or looks for a gift, and names nothing: 第一次进货，不知道进什么; a gift for my wife. He is
    shown what there is."""
    unsure = any(token.has("undecided") for token in now.tokens) and any(word in token.text.lower() for token in now.tokens for word in _WHAT)
    other = now.cues.question or now.asked or now.cues.intents.keys() - _WISHING
    unsure = unsure or recommends(now) or (any(token.has("gift") for token in now.tokens) and not other)
    named = now.subject.category or any(is_noun(word) for word in now.unsifted.words)
    return unsure and not (named or now.gathered.conditions or now.points or now.shown or now.cues.acts)


def _given(now: Situation) -> bool:
    """Whether a present is looked for, with a word for whom or of what: yoga gift."""
    other = now.points or now.shown or now.asked or now.cues.acts or now.cues.intents.keys() - {*_WISHING, "which"}
    return any(token.has("gift") for token in now.tokens) and bool(now.unsifted.words or now.subject.category) and not other


def _without(now: Situation) -> bool:
    """Whether it names goods and what they are to be without, and no more: 婴儿湿巾，不含酒精; alcohol-free baby wipes."""
    told = [text for kind, text in now.gathered.notes if kind == "unchecked" and lacked(text)]
    other = now.cues.question or now.cues.acts or now.points or now.asked or now.going or now.cues.intents.keys() - _WISHING
    return bool(told) and bool(now.subject.category or now.unsifted.words) and not other


def _of_a_size(now: Situation) -> bool:
    """Whether it is one noun that nobody knows with a measure, and no more: tablecloth 2 m, a 10 inch umbrella."""
    amounts = [amount for token in now.tokens if (amount := token.value("amount")) is not None]
    measured = bool(amounts) and all(amount.unit is not None and amount.dimension in _SIZES for amount in amounts)
    noun: tuple[str, ...] = now.unsifted.words if len(now.unsifted.words) == 1 and now.unsifted.words[0] in now.unsifted.unread else ()
    other = now.cues.question or now.cues.acts or now.cues.intents.keys() - _WISHING or now.points or now.asked or now.shown
    return measured and bool(noun) and is_noun(noun[0]) and not other and all(token.meanings or token.text == noun[0] for token in now.tokens)


def _sought(now: Situation) -> bool:
    """Whether it asks if there are such goods: are there capybara plush toys with an ASTM certificate, any flask below 100?"""
    fields = {each.field for each in now.gathered.conditions}
    if not now.subject.category or not fields or now.points or set(now.asked) - fields or now.cues.intents.keys() - _WISHING:
        return False
    if any(token.text.lower() in _CHOOSING for token in now.tokens):
        return False  # which flask under 100 is best?
    bounded = any(each.op in _BOUNDS and not each.field.startswith("attr.") for each in now.gathered.conditions)
    return bounded or bool(now.cues.intents.get("search"))


def _looks_for(now: Situation) -> bool:
    """Whether it opens a search in so many words, and asks for nothing else: Show me …, I'm looking for …"""
    opens = any(cue.start <= _OPENING for cue in now.cues.of("search"))
    described = bool(now.gathered.conditions and (now.subject.category or now.subject.query))
    return opens and described and not (now.going or now.shown or now.cues.acts or now.cues.intents.keys() - _WISHING)


def _described(now: Situation) -> bool:
    """Whether it opens with a thing and what it is to be like, and asks for nothing else: an umbrella that glows in the dark."""
    other = now.cues.question or now.cues.acts or now.points or now.asked or now.going or now.shown or now.cues.intents.keys() - _WISHING
    return not other and describes_goods(now.tokens)


def _for_somebody(now: Situation) -> bool:
    """Whether it opens with goods and for whom they are, and asks nothing: a sleeping bag for a baby who sweats at night. "Who" asks nobody then."""
    asks = any(not name.startswith(("attr.", "review.")) for name in now.asked)
    other = now.cues.acts or now.points or asks or now.gathered.relative or now.cues.superlative or now.cues.intents.keys() - _WISHING
    said = [token.text.lower() for token in now.tokens if token.text.strip()]
    if not now.subject.category or other or now.going or "?" in said or {*said} & {*_CHOOSING} or said[:1] in _OPENERS:
        return False
    who = [place for place, token in enumerate(now.tokens) if token.text.lower() in _WHO]
    goods = [place for place, token in enumerate(now.tokens) if token.has("category", "head")]
    return bool(who and goods) and goods[0] < who[0]


def _lacked(now: Situation) -> bool:
    """Whether a brand that the catalogue lacks is all that it asks for, so that those it has are the answer."""
    named = any(kind == "no_brand" for kind, _ in now.gathered.notes)
    return named and not (now.points or now.subject.category or now.wishes or now.unsifted.words or now.asked)


def _only_wishes(now: Situation) -> bool:
    """Whether goods and conditions are all that it says: nothing is asked, pointed at or left unread."""
    if now.cues.question or now.cues.acts or now.asked or now.gathered.references or now.subject.words or now.unsifted.words:
        return False
    if any(bid.kind != "target" for bid in now.gathered.bids):
        return False
    return not now.cues.intents.keys() - _WISHING and bool(now.wishes or now.gathered.bids or now.subject.category)


def _amends(now: Situation) -> bool:
    """Whether it only puts another number in place of one: 第一家的数量改成300."""
    anew = now.gathered.quantity is not None or bool(now.gathered.bids)
    return anew and now.cues.correction and not (now.cues.question or now.cues.acts or now.cues.intents.get("inquiry") or now.unsifted.words)


_WHO = ("who", "whose")
_OPENERS = [[word] for word in ("is", "are", "do", "does", "did", "can", "could", "will", "would", "has", "have", "should", "who", "whose")]
_CHOOSING = ("which", "what", "why", "how", "哪", "哪个", "哪款", "哪种", "怎么")
_WHAT = ("什么", "啥", "哪", "what", "which")
_OPENING = 4  # characters before it: "I'm "
_BOUNDS = ("<=", ">=", "<", ">")
_OTHERWISE = {"pick", "compare", "supplier", "brand", "inquiry"}
_WISHING = {"search", "refine", "onward", "their_suppliers"}


def _only_chat(now: Situation) -> bool:
    others = [name for name in now.cues.intents if name not in ("chitchat", "search", "refine", "which", "onward")]
    return not others and (not now.subject.query or (now.cues.intents["chitchat"] >= 6 and len(now.subject.words) <= 1))


def _about_products(now: Situation) -> Verdict | None:
    """What asks about something shown, or about choosing."""
    said = now.cues.intents
    if now.gathered.relative and not said.get("compare"):
        return Verdict("refine", "relative", exact=_beside_those(now))
    several = len(now.points) > 1 or any(reference.kind == "all" for reference in now.points)
    if _first_of_an_order(now):
        return Verdict("product_question" if now.points else "refine", "first of an order", exact=True)
    if said.get("whichever") and now.shown and (now.asked or now.gathered.conditions) and not (now.cues.superlative or now.subject.category):
        return Verdict("product_question", "whichever")
    if any(each.kind == "extreme" and each.count == 0 for each in now.points) and not said.get("compare"):
        return Verdict("product_question", "which has most", exact=True)
    if said.get("compare") and said.get("their_suppliers"):
        return Verdict("supplier", "suppliers compared")
    if said.get("compare") and (several or not said.get("pick")):
        return Verdict("compare", "compared" if several or now.shown else "compared cold")
    return _about_makers(now) or _chosen(now) or _asked(now)


def _first_of_an_order(now: Situation) -> bool:
    """Whether it asks which comes first by a number, and nothing else: 买200件哪个最便宜？ of all that the search found, or of those pointed at."""
    keys = {key.lstrip("-") for key in (*now.gathered.sort, *(each.sort for each in now.points if each.sort))}
    keys |= {"reviews"} if any(kind == "stand_in" for kind, _ in now.gathered.notes) else set()
    which = ("which", "pick") if now.cues.intents.get("pick", 0) <= now.cues.intents.get("which", 0) else ("which",)  # which of these has …
    besides = set(now.asked) - keys or now.subject.category or now.unsifted.words or now.cues.acts or now.cues.intents.keys() - {*which, *_WISHING}
    return now.going and now.cues.question and bool(keys) and not besides and all(each.kind in ("all", "extreme") for each in now.points)


def _beside_those(now: Situation) -> bool:
    """Whether it asks for goods beside those shown: the like of them from somebody else (别的厂家做的同款), what else there is besides one."""
    kinds = {(each.kind, each.field) for each in now.gathered.relative}
    if ("except", "") in kinds:
        return not (now.cues.intents.get("pick") or now.cues.superlative)
    alike = ("like", "") in kinds or bool(now.cues.intents.get("onward") and not now.points)
    return alike and bool(kinds & {("other", "supplier"), ("other", "brand")})


def _about_makers(now: Situation) -> Verdict | None:
    said, dropped = now.cues.intents, now.gathered.dropped
    if said.get("judged") and not now.points and any(each.field == "brand" for each in now.gathered.conditions):
        return Verdict("brand", "brand judged")
    if "reviews" in now.asked and now.points and any(token.value("named") == "brand" for token in now.tokens):
        return Verdict("brand", "what is said of the brand of a product", exact=True)
    if said.get("brand") and any(each.kind != "all" for each in now.points) and not now.subject.category:  # 最便宜的那款什么牌子: that product's
        return Verdict("product_question", "brand of a product", exact=now.cues.question and not said.get("judged"))
    wished = not now.cues.question and any(each.field == "brand" for each in now.gathered.conditions)  # brand preferably Cupling
    if said.get("brand") and "brand" not in dropped and not wished:  # 不限品牌 asks about no brand
        return Verdict("brand", "brand")
    if any(field.startswith("supplier.") for field in dropped):
        return None
    if said.get("supplier"):
        return Verdict("supplier", "supplier")
    if any(reference.kind == "supplier" for _, found in now.gathered.spans for reference in found.references):
        return Verdict("supplier", "supplier pointed at")
    return Verdict("supplier", "supplier of a product") if now.points and now.cues.question and _of_supplier(now) else None


def _of_supplier(now: Situation) -> bool:
    """What certificates does the supplier of the first one hold? "Is the second one from a factory?" asks of the product."""
    one_kind = any(each.field == "supplier.kind" and each.op == "=" for each in now.gathered.conditions)
    return bool(now.cues.intents.get("their_suppliers")) or ("supplier" in now.asked and not one_kind)


def _chosen(now: Situation) -> Verdict | None:
    if now.cues.intents.get("pick"):
        return Verdict("pick", "pick")
    if most_of(now):
        return Verdict("product_question", "which has most of what nothing measures", exact=True)
    if now.cues.superlative and now.going and not (now.gathered.sort or now.asked or now.subject.category or now.gathered.conditions):
        return Verdict("pick", "superlative")
    return None


def _asked(now: Situation) -> Verdict | None:
    single = [reference for reference in now.points if reference.kind != "all"]
    if not single and now.points and not now.cues.intents and asked_word(now):
        return Verdict("product_question", "asked of all what nothing tells", exact=True)
    if now.points and (now.asked or now.cues.question) and not now.subject.category:
        return Verdict("product_question", "asked of a product" if now.asked or single else "question about all")
    if now.asked and now.cues.question and now.shown and not now.content and (not now.wishes or now.priced):
        of_reviews = "reviews" in now.asked and any(name.startswith("review.") for name in now.asked)  # what they say of leaks
        return Verdict("product_question", "asked", exact=now.priced or of_reviews)
    if not now.shown or now.wishes or now.subject.category or now.cues.intents.get("search"):
        return None
    sure = any(each.kind not in ("all", "focus") for each in now.points)
    alone = len(now.points) == 1 and not (now.unsifted.words or now.cues.intents or now.cues.acts)
    return Verdict("product_question", "pointed at", exact=sure and alone) if sure or (now.points and not now.content) else None


def _looking(now: Situation) -> Verdict:
    if now.going and not now.subject.category and (now.wishes or now.cues.intents.get("refine")):
        return Verdict("refine", "wishes going on")
    if now.content or now.wishes:
        return Verdict("search", "category" if now.subject.category else "content")
    return Verdict("refine" if now.going else "search", "nothing")

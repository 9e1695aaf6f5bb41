"""What a reply says of the talk itself: what was read, what could not be, what the buyer wished for, and how to go on."""

import re
from collections.abc import Iterator

from ...schema.condition import Condition
from .claim import Claims, Found, group
from .quoting import folded
from .statement import Statement, numbers_named
from .world import World

talk = Claims()


@talk(r"(?:商品)?(?:描述|标题)里写着(?= )|the (?:description|title) says(?=: )")
def in_its_text(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """What follows is a quotation of a product's own text."""
    for words in re.findall(r"「([^」]+)」|“([^”]+)”|\"([^\"]+)\"", statement.said.partition(found[0])[2]):
        said = folded("".join(words))
        if not any(one.kind == "product" and said in folded(one.quote) for one in world.reply.citations):
            yield "quotation", f"{said!r} stands in no product's text that is cited"


@talk(r"没能当作条件来筛|could not filter by")
def unread(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    yield from ()


@talk(
    r"这不等于没有资质，(?:您)?可以要求(?:对方)?出示|That doesn't mean it has none; ask to see them"
    r"|[Ss]uch goods generally need(?: one of)?|这类商品在当地一般要有|Just say what else you would like to see"
    r"|send it yourself or through the platform|the message itself goes out from you or the platform|\bI only mark it\b"
    r"|您自己或通过平台发给对方|我这边只做标记|信要由您或平台发出"
    r"|To (?:be|make) sure(?=, (?:please )?ask)|可以这样问供应商|look like this|\bDone(?=,)"
    r"|我会选|不等于没有|which doesn't mean none"
    r"|one answer narrows them most|what matters most to you|先定这一条最省事|最在意什么|就告诉我，我重新排序"
    r"|which says little|说明不了多少|with no count of ratings behind it|(?<=\d) of 5\b|也没有写有多少人评|Worth asking about|值得问清楚的"
    r"|是不是安全，没有哪条记录能替您下结论|能查的是这些|No record says whether something is safe|this is what there is to check"
    r"|没法按品牌推荐|没法按品牌比|没有牌子可以说|so I can't (?:recommend by brand|compare brands)|so there is no brand to speak of"
    r"|products? near(?= *:|$| +[a-z])|和 +相关的商品|相关的商品(?=的品牌)"
    r"|services:"
    r"|Orders, payments, calls and parcels aren't handled here|I can put that into an inquiry for you"
    r"|With the rest of it I can't help"
    r"|下单、付款、打电话和查物流我这里办不了|可以替您写进询盘问清楚|其余的我帮不上忙"
)
def idiom(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """What says how little is known, or what is left to the buyer: it states nothing of a thing."""
    yield from ()


@talk(r"\bor better\b|以上(?=[，、）])")
def or_better(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """As a condition has it: what one has is one thing."""
    if statement.about is not None and not statement.of_conditions:
        yield "relation", f"{found[0]!r}: it states one value"


@talk(
    r"That's (?P<en>\d+) products, and more than \d+ side by side can't be read, so these are the first (?P<m>\d+)"
    r"|Name the ones you care about for another round"
)
def cut(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """More than can stand side by side."""
    compared = world.reply.comparison.product_ids if world.reply.comparison else ()
    if found["m"] and int(found["m"]) != len(compared):
        yield "count", f"{len(compared)} are compared"


@talk(
    r"没有商品能同时满足|no product can be both|符合|合适|满足|\bfit\b|\bfits\b|(?<!I've )Noted|I've noted(?=:)|记下了|meet your conditions"
    r"|按您说的|for you\b|卡住的|stands in the way|不要求|放宽|之前说|you (?:just )?said"
)
def of_conditions(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """What tells of what the buyer asked for; who meets it is another claim."""
    statement.of_conditions = statement.of_conditions or statement.about is None
    statement.kept = found[0] if re.search("满足|符合|fit|meet", found[0]) and "商品" not in found[0] else ""
    yield from ()


@talk(r"标为|as sent\b|was marked|早已标为")
def sent(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    if not re.search(r"告诉我|tell me|If so|发了我就", statement.said) and not any(one.status == "sent" for one in world.reply.inquiries):
        yield "relation", "no inquiry was sent"


@talk(r"(?:you|您)(?: ?(?:run|are|buy|开|做|是|买)[^,.，。；;]*)")
def fact(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    statement.kept = "" if world.reply.need.facts else found[0]
    yield from ()


@talk(
    r"There is no product on the table just now|现在没有正在看的商品|还没有选定商品|No product is chosen yet"
    r"|You're welcome|Glad to help|Hello!?|您好|条件都清空了|all conditions are cleared"
    r"|I'm a shopping assistant.*?suppliers|我是导购助手.*?看供应商|我能做的是.*|What I can do:.*"
    r"|这个我帮不上忙|I can't help with that|nothing close enough|也没有足够接近的商品|所以不拿别的来凑"
    r"|Try another word, or tell me what it's for|(?:您可以)?换个说法，或者告诉我用途，我再找一次"
    r"|没有可比的|nothing to weigh it against|The catalogue has no(?= )|目录里没有(?= *，)"
    r"|such as *$|比如 *$|Which product you mean by|没认出|请对方出示新证"
    r"|Ask for the new one before you order|可以要求出示|还没有写过询盘|There is no inquiry yet|I'd look at"
    r"|I've noted what each one misses:?|差在哪里都(?:已)?写明了?"
)
def service(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """What the assistant says of itself and of the talk."""
    statement.of_conditions = True
    yield from ()


@talk(r"(?:或)?后面的第 (\d+) 到 (\d+) 款|(?:or )?one of numbers (\d+) to (\d+)", asked=True)
def others(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    if int(found[2] or found[4]) > len(world.reply.cards) and world.reply.cards:
        yield "count", f"{len(world.reply.cards)} are shown"


@talk(r"一共给您看了 (\d+) 款|\bit has (\d+)(?=\.)")
def available(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    yield from ()


@talk(
    r"to mean(?= .*ranked by it)|and ranked by it|and looked for that|tell me if it is something else|say so if it is a must"
    r"|我理解为|先按偏好来排|若是必须的，请直接说|\bI took(?: it to mean)?\b|I ranked|排了序"
)
def inferred(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """A wish that a model read, or by which one ranked: the need has it, or it is the buyer's own words."""
    statement.of_conditions = True
    yield from ()


@talk(
    r"(?:The language model was of no help this time|this goes by the rules alone|语言模型这次没有帮上忙|以下只依据规则)"
    r"|(?P<read>A language model was to read this message too|这条消息本来也要由语言模型来读)|它这次没能帮上忙|以下只依据自带的阅读器读到的"
    r"|(?P<rank>A language model was to put the first few in order by your wish|语言模型这次没能按您的这个愿望排前几款)"
    r"|(?P<summarise>A language model was to sum up pages and reviews|语言模型(?:这次没能归纳网页和评价|归纳网页和评价的答复，这次只有一部分能用))"
    r"|and was of no help this time|this goes by what the built-in reader read|their order goes by the rest|here they are only quoted"
    r"|先后只依据其余的|以下只引原话|part of its answer could not be used and is left out|其余的没有采用"
    r"|(?:Catalogue search did not work this time|目录检索这次没有成功"
    r"|Outside knowledge could not be reached|外部资料这次没有取到"
    r"|this rests on the catalogue alone|以下只依据目录)"
    r"|(?:Semantic search is unavailable just now|语义检索暂时不可用|this went by the words alone|这次只按字面匹配)"
)
def degraded(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    if not world.reply.degraded and re.search("no help|没有帮上忙|did not work|没有成功|unavailable|不可用", found[0]):
        yield "negation", "nothing was missing"
    for part in ("read", "rank", "summarise"):
        if found[part] and f"model.{part}" not in world.reply.degraded:
            yield "negation", f"model.{part} wasn't missing"


@talk(r"目录里没有[ 和、]+这个牌子|The catalogue has no products of the brand")
def no_brand(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    for one, two in re.findall(r"「([^」]+)」|\"([^\"]+)\"", statement.said):
        if (one or two) in world.brands:
            yield "negation", f"{one or two} is a brand of the catalogue"


@talk(
    r"(?:询盘(?:已经?)?写好了?，|改好了，)?(?:都)?还没有发送|我不能代发|我发不了消息|我不能替您下单"
    r"|It has(?: not|n't) been sent(?: yet)?|None has been sent|I can't send messages|I can't place orders"
    r"|没有发送"
)
def unsent(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    if "I can't" not in found[0] and "我" not in found[0] and any(one.status == "sent" for one in world.reply.inquiries):
        yield "relation", "one was sent"


@talk(r" ?\(a review in Chinese\)|（评价原文是英文）")
def foreign(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    said = re.findall(r"「([^」]+)」|\"([^\"]+)\"", statement.said)
    if said and ("Chinese" in found[0]) != any(re.search(r"[一-鿿]", one or two) for one, two in said):
        yield "language", "the review is in another language"


@talk(r"第 ?(\d+) ?句|in message (\d+)")
def in_message(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    if not 1 <= int(group(found)) <= world.reply.turn:
        yield "number", f"this is turn {world.reply.turn}"


@talk(
    r"(?:这几款|这些)?(?P<zh>都不符合|都符合|有的不符合，有的没有标注|都没有标注|有的不符合)"
    r"|(?P<en>each of them(?: says so| fits it)?(?=\.?\s*$)|none of (?:these|them) fits it|some of (?:these"
    r"|them) don't fit it, the others don't say|none of (?:these|them) says so)"
)
def wish(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    if not re.search("希望|想要", statement.said) and "wish" not in statement.said:
        statement.kept = found[0]
        return
    met = [world.fitting.meets(known, [one]) for one in _wished(world, statement) for known in world.shown]
    said = group(found)
    wanted = (
        {True}
        if "都符合" in said or "each" in said
        else {False}
        if "都不符合" in said or "none" in said and "fits" in said
        else {None}
        if "都没有标注" in said or "says so" in said
        else {False, None}
    )
    if met and not set(met) <= wanted:
        yield "relation", f"by product: {met}"


@talk(r"(?:您希望的|您想要的|您提到的|Your wish for|You mentioned).*")
def wish_met(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    named = [world.listed[number] for number in numbers_named(statement.said) if number in world.listed]
    for one in _wished(world, statement):
        for known in world.shown:
            if named and (world.fitting.meets(known, [one]) is True) != (known in named):
                yield "relation", f"{one.name} of {known.names[0][:30]}: {world.fitting.meets(known, [one])}"
    statement.kept = "" if named else found[0]


def _wished(world: World, statement: Statement) -> Iterator[Condition]:
    """The wishes that the statement names."""
    said = folded(statement.said)
    for one in world.reply.need.active:
        words = [str(value) for value in (one.value if isinstance(one.value, tuple) else (one.value,))]
        if (
            not one.hard
            and any(len(folded(word)) > 1 and folded(word) in said for word in (*words, *(one.text and [one.text] or [])))
            and one.field != "price"
        ):
            yield one

"""Writes who stands behind the offers: what was asked first, then the record, what the goods need, and what to ask about."""

from datetime import date

from ...schema.need import Need
from ...schema.reply import Comparison
from ...schema.supplier import Supplier
from ..decisions.offer import Offer
from ..decisions.suppliers import Best, Field, Risk, SupplierRow, Suppliers
from ..searching.offers import supplier_name
from ..suppliers.table import held
from ..wording.capitals import uncapitalised
from ..wording.names import short
from ..wording.plain import named, plain
from ..wording.wording import Wording
from .draft import Draft

FEW = 5
"""Products from which on nobody asks whether one sells them all."""
KINDS = 3
"""Categories of a supplier's other products that are named."""


def suppliers(found: Suppliers, offers: tuple[Offer, ...], draft: Draft, today: date, need: Need, what: str) -> None:
    wording = draft.wording
    if found.field is not None:
        _of_all(found.field, found, need, what, draft)
    elif not found.rows and not found.nameless:
        draft.say("supplier.none")
        return
    places = {offer.id: position for position, offer in enumerate(offers)}
    told = [offer for row in found.rows for offer in row.offers]
    if found.field is None and 1 < len(told) < FEW and not found.nameless:
        names = wording.listed([f"**{_name(row, wording)}**" for row in found.rows])
        draft.say("supplier.apart" if len(found.rows) > 1 else "supplier.alike", count=len(told), sellers=len(found.rows), names=names)
    if found.table:
        _leads(found, draft)
    for number, row in enumerate(found.rows, 1):
        _row(row, number if len(found.rows) > 1 else 0, draft, today)
    if found.nameless:
        draft.say("supplier.nameless", who=wording.opening(wording.positions(places[offer.id] for offer in found.nameless)))
    if found.best_rated:
        names = wording.listed([_name(row, wording) for row in found.best_rated])
        draft.say("supplier.best_rated", count=len(found.rows), names=names, rating=f"{found.best_rated[0].supplier.rating:g}")


def _of_all(field: Field, found: Suppliers, need: Need, what: str, draft: Draft) -> None:
    """How many there are and who is first, or that there is none, with those that are only called so."""
    wording, conditions = draft.wording, draft.wording.conditions(need.hard)
    what = what if need.category or need.query else wording.say("supplier.goods")
    if not field.total:
        draft.say("supplier.none_meet", what=what, conditions=conditions)
        if field.hinted:
            draft.say("supplier.hinted", count=field.called, shown=len(found.rows))
    elif field.best is None:
        key = "supplier.total" if conditions else "supplier.total_plain"
        draft.say(key, what=what, conditions=conditions, total=field.total, shown=len(found.rows))
    elif field.best.value is None:
        draft.say("supplier.best_unknown", what=what, total=field.total)
    else:
        _best(field.best, field.total, found, what, draft)


def _best(best: Best, total: int, found: Suppliers, what: str, draft: Draft) -> None:
    wording = draft.wording
    name = best.field.removeprefix("supplier.")
    says: dict[str, str] = {
        "rating": f"{best.value:g}",
        "repurchase_rate": wording.share(best.value or 0.0),
        "years": wording.count(int(best.value or 0), "years"),
        "response_hours": f"{best.value:g}" + wording.unit("response_hours"),
    }
    more = best.count - len(found.rows)
    draft.say(
        "supplier.best" if more <= 0 else "supplier.best_many",
        what=what,
        total=total,
        end=wording.say(f"supplier.{best.end}_{name}"),
        names=wording.listed([f"**{_name(row, wording)}**" for row in found.rows]),
        value=says[name],
        more=more,
        silent=wording.say("supplier.silent", count=best.silent) if best.silent else "",
    )


def _row(row: SupplierRow, number: int, draft: Draft, today: date) -> None:
    """All of one supplier; of several what the table can't say."""
    wording = draft.wording
    facts = wording.say("list_comma").join(_facts(row, draft))
    name = _name(row, wording)
    draft.add((f"{number}. " if number else "") + wording.say("supplier.open", name=name, facts=facts) + draft.cite_supplier(row.offers[0], facts))
    if number:
        lines = [*_able(row, wording), *_sells(row, wording), _products(row, wording), *_expired(row, wording, today), *_risks(row, wording)]
        draft.add(*(f"  {line}" for line in lines))
    else:
        draft.add(
            *_able(row, wording),
            *_sells(row, wording),
            *_certificates(row, wording, today),
            *_licences(row, draft),
            *_risks(row, wording),
            _products(row, wording),
        )


def _name(row: SupplierRow, wording: Wording) -> str:
    return named(supplier_name(row.offers[0], wording.language) or row.supplier.name)


def _facts(row: SupplierRow, draft: Draft) -> list[str]:
    wording, supplier = draft.wording, row.supplier
    facts = standing(supplier, draft)
    if supplier.response_hours is not None:
        facts.append(wording.say("supplier.response", hours=f"{supplier.response_hours:g}"))
    capabilities = wording.capabilities(supplier.text(wording.language).capabilities)
    if capabilities and not row.able:
        facts.append(wording.say("supplier.capabilities", list=capabilities))
    return facts or [wording.unknown]


def standing(supplier: Supplier, draft: Draft) -> list[str]:
    """What a supplier is by the record: its kind and place, its years, whether it was verified, what buyers think of it."""
    wording, facts = draft.wording, []
    if supplier.kind:
        place = wording.place(supplier)
        key = "supplier.kind_place" if place != wording.unknown else "supplier.kind_only"
        facts.append(wording.say(key, kind=wording.kind(supplier.kind), place=named(place)))
    if supplier.years is not None:
        facts.append(wording.say("supplier.years", count=wording.count(supplier.years, "years")))
    if supplier.verified:
        facts.append(wording.say("supplier.verified"))
    if supplier.rating is not None:
        facts.append(wording.say("supplier.rating", rating=f"{supplier.rating:g}"))
    if supplier.repurchase_rate is not None and not draft.retail:
        facts.append(wording.say("supplier.repurchase", share=wording.share(supplier.repurchase_rate)))
    return facts


def _able(row: SupplierRow, wording: Wording) -> list[str]:
    """Whether it does what was asked: yes where the record states it, else "not stated" and what it does state."""
    others = wording.capabilities(row.supplier.text(wording.language).capabilities)
    lines = []
    for name, stated in row.able:
        key = "supplier.able" if stated else "supplier.able_unknown" if others else "supplier.able_silent"
        label = wording.opening(wording.label(f"capability.{name}"))
        lines.append(wording.say(key, label=label, list=wording.capabilities(stated) if stated else others))
    return lines


def _sells(row: SupplierRow, wording: Wording) -> list[str]:
    """Whether it has other goods that were asked about."""
    said = []
    for goods, count in row.sells:
        key = "supplier.sells" if count else "supplier.sells_none"
        said.append(wording.say(key, goods=uncapitalised(plain(wording.word("category", goods))), count=wording.count(count, "products")))
    return said


def _products(row: SupplierRow, wording: Wording) -> str:
    titles = wording.listed([f"**{short(offer, wording.language)}**" for offer in row.offers])
    counted = [wording.say("reviews.count", aspect=uncapitalised(plain(kind)), count=count) for kind, count in row.kinds[:KINDS]]
    key = "supplier.makes" if row.products > len(row.offers) and counted else "supplier.makes_only"
    kinds = wording.say("supplier.kinds_etc", kinds=wording.listed(counted, "comma")) if len(row.kinds) > KINDS else wording.listed(counted)
    return wording.say(key, titles=titles, count=wording.count(row.products, "products"), kinds=kinds)


def _certificates(row: SupplierRow, wording: Wording, today: date) -> list[str]:
    valid = [wording.say("supplier.valid", list=plain(wording.certificates(row.valid, today)))] if row.valid else []
    return [*valid, *_expired(row, wording, today)] or [wording.say("supplier.no_certificates")]


def _expired(row: SupplierRow, wording: Wording, today: date) -> list[str]:
    return [wording.say("supplier.expired", list=plain(wording.certificates(row.expired, today)))] if row.expired else []


def _licences(row: SupplierRow, draft: Draft) -> list[str]:
    """What goods of the kind need where they are sold, against the product's record."""
    wording, offer = draft.wording, row.offers[0]
    if not row.licences or not row.of_papers:
        return []
    said = [
        wording.say("supplier.need", market=wording.market(one.market), names=wording.listed(one.words, "or"), held=held(one, wording))
        for one in row.licences
    ]
    goods = uncapitalised(plain(offer.product.text(wording.language).category[-1]))
    sources = wording.say("semicolon").join(dict.fromkeys(one.source for one in row.licences))
    return [wording.say("supplier.licences", goods=goods, list=wording.say("semicolon").join(said), sources=sources) + draft.cite_product(offer)]


def _risks(row: SupplierRow, wording: Wording) -> list[str]:
    said = [_risk(one, wording) for one in row.risks if one.kind != "expired"]
    return [wording.say("supplier.risks", list=wording.say("semicolon").join(said))] if said else []


def _risk(risk: Risk, wording: Wording) -> str:
    years = wording.count(int(risk.value), "years") if risk.kind == "young" else ""
    return wording.say(f"risk.{risk.kind}", value=years or risk.value)


def _leads(found: Suppliers, draft: Draft) -> None:
    """Who is ahead on what, as the table has it; the table goes along as data, a column a supplier."""
    wording = draft.wording
    wins = {place: [row.label for row in found.table if row.winner == place] for place in range(len(found.rows))}
    lines = [
        wording.say("supplier.ahead", name=found.table[0].values[place], labels=wording.listed(labels)) for place, labels in wins.items() if labels
    ]
    lines = lines or [wording.say("supplier.even")]
    draft.add(*lines)
    draft.comparison = Comparison(product_ids=tuple(row.offers[0].id for row in found.rows), rows=found.table, verdict=" ".join(lines))

// Products as cards, and as small cards beside the text.
import { picture } from "./pictures.js";
import { button, el, icon, narrow, toProduct } from "./view.js";
import { language, money, t, verdictText } from "./words.js";

const VERDICTS = [["failed", "cross"], ["unknown", "ask"], ["met", "check"]];

function verdicts(card, conditions) {
  const rows = VERDICTS.filter(([kind]) => card[kind]?.length).map(([kind, sign]) =>
    el("li", { class: `verdict verdict-${kind}` }, icon(sign), el("span", {}, el("b", {}, t(kind)), " ", card[kind].map((each) => verdictText(each, conditions, card.currency)).join(language === "zh" ? "、" : ", "))));
  return rows.length ? el("ul", { class: "verdicts" }, rows) : null;
}

function tiers(card) {
  const shown = card.price_tiers.slice(0, 4), long = shown.some((each) => each.unit_price.length > 6);
  if (shown.length < 2) return null;
  return el("dl", { class: shown.length === 4 && long ? "tiers tiers-long" : "tiers", "aria-label": t("tiers") }, shown.map((each) =>
    el("div", { class: each.unit_price === card.price ? "tier tier-now" : "tier" }, el("dt", {}, t("tier", { n: each.min_qty })), el("dd", {}, money(each.unit_price, card.currency)))));
}

// The supplier, its kind, and whether the platform has verified it.
function maker(each, on) {
  if (!each.supplier) return null;
  const asks = t("ask_supplier", { name: each.supplier }), name = [icon("shop"), el("span", {}, each.supplier)];
  return el("div", { class: "maker" },
    on.readonly ? el("span", { class: "supplier" }, name) : el("button", { type: "button", class: "supplier", "aria-label": asks, title: asks, onclick: () => on.supplier(each) }, name),
    each.supplier_kind ? el("span", { class: "badge" }, t(`maker_${each.supplier_kind}`)) : null,
    each.supplier_verified ? el("span", { class: "badge badge-verified" }, icon("check"), t("verified")) : null);
}

// A brand that only the title states is marked as such.
const brandOf = (each) => each.titled?.includes("brand") ? t("titled_brand", { name: each.brand }) : each.brand;

// A product's card. `on`: the page's handlers for compare, keep, ask.
export function card(each, place, { conditions, on }) {
  const kept = on.kept(each), chosen = on.chosen(each);
  const title = el("h3", { class: "card-title" }, toProduct(each, each.title));
  const box = el("input", { type: "checkbox", "aria-label": t("compare_it", { title: each.title }), onchange: (event) => on.choose(each, event.target) });
  box.checked = chosen;
  return el("li", { class: `card ${each.failed.length ? "card-near" : ""}`, "data-product": each.product_id },
    el("div", { class: "card-picture" }, picture(each), place ? el("span", { class: "place", "aria-hidden": "true" }, String(place)) : null,
      button("bookmark", t(kept ? "unkeep" : "keep", { title: each.title }), (event) => on.keep(each, event.currentTarget), { class: "keep", "aria-pressed": String(kept) })),
    el("div", { class: "card-body" }, title,
      el("p", { class: "price" }, el("strong", {}, money(each.price, each.currency)), each.moq ? el("span", {}, t("moq", { n: each.moq })) : null),
      tiers(each),
      el("p", { class: "facts" }, each.rating !== null && each.rating !== undefined ? el("span", { class: "rating" }, icon("star"), t("rating", { n: each.rating }), each.review_count ? el("small", {}, t("reviews", { n: each.review_count })) : null) : null, each.sold_90d ? el("span", {}, t("sold", { n: each.sold_90d })) : null, each.brand ? el("span", { class: "brand-name" }, brandOf(each)) : null),
      maker(each, on),
      verdicts(each, conditions),
      on.readonly ? null : el("div", { class: "card-doings" }, el("label", { class: "choose" }, box, el("span", {}, t("compare"))), el("button", { type: "button", class: "link", "aria-label": t("about", { title: each.title }), onclick: () => on.about(each) }, t("about_this")))));
}

export function cards(list, context) {
  const SHOWN = 5, known = list.map((each, number) => card(each, number + 1, context));
  const rest = known.slice(SHOWN);
  const row = el("ul", { class: "cards", tabindex: narrow(601) ? "0" : null, role: "list", "aria-label": t("found", { n: list.length }) }, known.slice(0, SHOWN));
  if (!rest.length) return row;
  const more = el("li", { class: "card-more" }, el("button", { type: "button", onclick: () => {
    more.remove();
    row.append(...rest);
    rest[0].querySelector("a, button").focus({ preventScroll: false });
  } }, icon("plus"), t("more_products", { n: rest.length })));
  row.append(more);
  return row;
}

// Products already shown in the conversation, as small cards beside the text.
export function strip(list, { on, brands }) {
  return el("ul", { class: "strip", tabindex: "0", role: "list", "aria-label": t("found", { n: list.length }) }, list.map((each, number) => {
    const box = el("input", { type: "checkbox", "aria-label": t("compare_it", { title: each.title }), onchange: (event) => on.choose(each, event.target) });
    box.checked = on.chosen(each);
    return el("li", { class: "strip-card", "data-product": each.product_id }, el("label", {}, picture(each), el("span", { class: "strip-words" }, el("span", { class: "strip-title" }, `${number + 1}. `, toProduct(each, each.title)), el("span", { class: "strip-price" }, money(each.price, each.currency), brands && each.brand ? el("small", {}, brandOf(each)) : null)), box));
  }));
}

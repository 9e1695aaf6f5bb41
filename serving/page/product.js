// A product's view: a drawer on a desktop, a sheet on a phone. Its address is `#product=ID`.
import { productAddress, unproduct, viewed } from "./address.js";
import { call, page, tell } from "./client.js";
import { doings, drawTray, inquire } from "./marked.js";
import { picture } from "./pictures.js";
import { copier } from "./reply.js";
import { dialog, el, find, icon, linked, outside, trouble } from "./view.js";
import { day, fieldName, language, money, t } from "./words.js";

const WAIT_MS = 180;  // behind the last digit that was typed

const route = (id, rest) => `/v1/products/${encodeURIComponent(id)}${rest}`;

export async function openProduct(id) {
  const open = find("dialog.product");
  if (open?.dataset.product === id) return;
  open?.close();
  const body = el("div", { class: "product-body", "aria-busy": "true" }, el("p", { class: "faint", role: "status" }, t("product_loading")));
  const made = dialog(t("product"), body, { kind: "product", onclose: () => viewed() === id && unproduct() });
  made.dataset.product = id;
  await fill(made, body, id);
}

async function fill(made, body, id) {
  let view;
  try {
    view = await call("GET", route(id, `?language=${language}${page.need?.quantity ? `&quantity=${page.need.quantity}` : ""}`));
  } catch (error) {
    body.removeAttribute("aria-busy");
    return body.replaceChildren(el("p", { role: "alert" }, trouble(error)), error.status === 404 ? "" : el("button", { type: "button", class: "quiet", onclick: () => fill(made, body, id) }, icon("retry"), t("retry")));
  }
  if (!made.open) return undefined;
  made.setAttribute("aria-label", view.card.title);
  made.querySelector(".dialog-head h2").textContent = view.card.title;
  body.removeAttribute("aria-busy");
  return body.replaceChildren(...[head(view), pricing(view), actions(view, made), facts(view), papers(view.papers, t("papers"), t("papers_none")), reviews(view.reviews), supplier(view.supplier)].filter((each) => each));
}

// ---- title and price

function head({ card, path, description, shop_url: shop, as_of: recorded }) {
  const url = outside(shop);
  return el("section", { class: "product-head" }, picture(card), el("div", {},
    path.length ? el("p", { class: "faint" }, path.join(" › ")) : null,
    el("p", { class: "price" }, el("strong", {}, money(card.price, card.currency))),
    el("p", { class: "facts" }, card.brand ? el("span", {}, card.titled.includes("brand") ? t("titled_brand", { name: card.brand }) : card.brand) : null, card.sold_90d ? el("span", {}, t("sold", { n: card.sold_90d })) : null, recorded ? el("span", {}, t("as_of", { date: day(recorded) })) : null),
    url ? el("p", {}, linked(url, icon("link"), t("open_shop"))) : null,
    description ? el("p", { class: "product-words", dir: "auto" }, description) : null));
}

// The price comes from the server for each quantity typed; late answers are ignored.
function pricing({ card, priced, wholesale }) {
  if (!card.price_tiers.length) return null;
  const told = el("div", { class: "sum", role: "status" });
  const input = el("input", { type: "number", min: "1", max: "9999999", step: "1", value: String(priced.quantity), inputmode: "numeric", id: "pieces", oninput: () => ask() });
  let waiting = 0, asked = 0;
  const show = (now) => told.replaceChildren(...sum(now));
  const ask = () => {
    clearTimeout(waiting);
    const mine = (asked += 1), quantity = Number(input.value);
    if (!Number.isInteger(quantity) || !input.checkValidity() || !input.value) return told.replaceChildren(el("p", { class: "warn" }, t("pieces_bad")));
    waiting = setTimeout(async () => {
      const now = await call("GET", route(card.product_id, `/price?quantity=${quantity}`)).catch((error) => error);
      if (mine === asked) now instanceof Error ? told.replaceChildren(el("p", { class: "warn" }, trouble(now))) : show(now);
    }, WAIT_MS);
    return undefined;
  };
  show(priced);
  return el("section", { class: "pricing" }, el("h3", {}, t("price_for")), wholesale && card.price_tiers.length > 1 ? tierTable(card) : null,
    el("div", { class: "row" }, el("label", { for: "pieces" }, t("how_many")), input), told);
}

function tierTable(card) {
  return el("table", { class: "tier-table" }, el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("quantity_from")), el("th", { scope: "col" }, t("each")))),
    el("tbody", {}, card.price_tiers.map((each) => el("tr", {}, el("td", {}, t("from", { n: each.min_qty })), el("td", {}, money(each.unit_price, card.currency))))));
}

function sum(now) {
  const say = (kind, text) => el("p", { class: kind }, text);
  return [now.total === null ? null : el("p", { class: "total" }, el("span", {}, t("sum_each", { price: money(now.unit_price, now.currency), n: now.quantity })), el("strong", {}, money(now.total, now.currency))),
    now.below_moq ? say("warn", t("below_moq", { n: now.moq })) : null,
    now.over_stock ? say("warn", t("over_stock", { n: now.stock })) : null,
    now.next_qty ? say("faint", t("next_tier", { n: now.next_qty, price: money(now.next_price, now.currency) })) : null].filter((each) => each);
}

// ---- actions

function actions({ card, supplier }, made) {
  const on = doings(), go = (doing) => () => {
    made.close();
    doing();
  };
  const keep = el("button", { type: "button", class: "quiet", onclick: () => {
    on.keep(card, keep);
    kept();
  } });
  const kept = () => {
    keep.setAttribute("aria-pressed", String(on.kept(card)));
    keep.setAttribute("aria-label", t(on.kept(card) ? "unkeep" : "keep", { title: card.title }));
    keep.replaceChildren(icon("bookmark"), t(on.kept(card) ? "is_kept" : "keep_it"));
  };
  kept();
  if (page.readonly) return el("div", { class: "row product-actions" }, keep, copier(() => productAddress(card.product_id), t("copy_link")));
  return el("div", { class: "row product-actions" },
    el("button", { type: "button", class: "primary", onclick: go(() => tell("about", card)) }, icon("chat"), t("about_this")),
    el("button", { type: "button", class: "quiet", onclick: go(() => {
      on.choose(card, { checked: true });
      drawTray();
    }) }, icon("scale"), t("compare")), keep,
    supplier ? el("button", { type: "button", class: "quiet", onclick: go(() => inquire([card])) }, icon("pen"), t("write_inquiry")) : null,
    copier(() => productAddress(card.product_id), t("copy_link")));
}

// ---- record

const rows = (list) => el("dl", { class: "stated" }, list.map((each) => el("div", {}, el("dt", {}, each.label), el("dd", {}, each.value))));

function facts({ attributes, card, wholesale }) {
  const first = wholesale && card.moq ? [{ label: fieldName("moq"), value: t("pieces", { n: card.moq }) }] : [];
  const list = [...first, ...attributes];
  return list.length ? el("section", {}, el("h3", {}, t("attributes")), rows(list)) : null;
}

function papers(list, title, none) {
  const until = (each) => (each.valid_until ? t(each.valid ? "valid_until" : "expired_on", { date: day(each.valid_until) }) : t("no_end"));
  return el("section", {}, el("h3", {}, title), list.length ? el("ul", { class: "papers" }, list.map((each) =>
    el("li", { class: each.valid ? "verdict verdict-met" : "verdict verdict-failed" }, icon(each.valid ? "check" : "cross"), el("span", {}, el("b", {}, each.name), each.number ? ` ${each.number}` : "", " · ", until(each))))) : el("p", { class: "faint" }, none));
}

function reviews(found) {
  const side = (title, list, kind, sign) => (list.length ? el("div", {}, el("h4", {}, title), el("ul", { class: "opinions" }, list.map((each) =>
    el("li", { class: `verdict ${kind}` }, icon(sign), el("span", {}, el("b", {}, `${each.label} (${each.count})`), each.quote ? el("q", { dir: "auto" }, each.quote) : null))))) : null);
  const stars = found.rating === null ? null : el("p", { class: "rating" }, icon("star"), t("rating", { n: found.rating }), found.recorded ? el("small", {}, t("reviews", { n: found.recorded })) : null);
  return el("section", { class: "product-reviews" }, el("h3", {}, t("reviews_of")), stars,
    found.read ? null : el("p", { class: "faint" }, t("reviews_none")),
    found.recorded > found.read && found.read ? el("p", { class: "faint" }, t("reviews_read", { n: found.read })) : null,
    side(t("praised"), found.praise, "verdict-met", "up"), side(t("blamed"), found.complaints, "verdict-failed", "down"),
    found.notes.map((each) => el("p", { class: "faint" }, each)),
    found.latest.length ? el("details", {}, el("summary", {}, t("reviews_latest", { n: found.latest.length })), el("ul", { class: "said" }, found.latest.map((each) =>
      el("li", { lang: each.language }, el("p", { class: "faint" }, [each.rating === null ? null : t("rating", { n: each.rating }), each.published ? day(each.published) : null].filter((part) => part).join(" · ")), el("p", { dir: "auto" }, each.text))))) : null);
}

function supplier(who) {
  if (!who) return null;
  return el("section", {}, el("h3", {}, t("supplier")), el("p", {}, el("b", {}, who.name)), rows(who.facts), who.papers.length ? papers(who.papers, t("papers_of_company"), "") : null);
}

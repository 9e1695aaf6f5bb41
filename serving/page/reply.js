// How a reply is drawn, part by part.
import { at, call, page, storage } from "./client.js";
import { beside, button, el, icon, linked, outside, picture, say, told } from "./view.js";
import { conditionText, day, fieldName, known, language, learn, money, t, verdictText } from "./words.js";

const PHONE = matchMedia("(max-width: 600px)");  // where cards lie in a row that scrolls

// What a reply's text uses of Markdown: bold, lists, quotes, tables, and [n].
export function markdown(text, cite) {
  return blocks(text.split("\n"), cite);
}

const ITEM = /^(\s*)(?:([-*])|(\d{1,3})[.)])\s+(.*)$/;
const ROW = /^\s*\|(.*)\|\s*$/;

function blocks(rows, cite) {
  const out = document.createDocumentFragment();
  for (let at = 0; at < rows.length;) {
    const row = rows[at];
    if (!row.trim()) at += 1;
    else if (/^\s*>/.test(row)) {
      const from = at;
      while (at < rows.length && /^\s*>/.test(rows[at])) at += 1;
      out.append(el("blockquote", {}, blocks(rows.slice(from, at).map((each) => each.replace(/^\s*> ?/, "")), cite)));
    } else if (ITEM.test(row)) at = list(rows, at, out, cite);
    else if (ROW.test(row) && /^[\s|:-]+$/.test(rows[at + 1] ?? "")) at = table(rows, at, out, cite);
    else {
      const from = at;
      while (at < rows.length && rows[at].trim() && (at === from || !(ITEM.test(rows[at]) || /^\s*>/.test(rows[at])))) at += 1;
      const heading = /^#{1,6}\s+(.*)$/.exec(row);
      out.append(heading && at === from + 1 ? el("p", {}, el("strong", {}, inline(heading[1], cite))) : el("p", {}, broken(rows.slice(from, at), cite)));
    }
  }
  return out;
}

function broken(rows, cite) {
  return rows.flatMap((row, number) => [number ? el("br") : null, inline(row.trim(), cite)]);
}

function list(rows, at, out, cite) {
  const [, indent, , first] = ITEM.exec(rows[at]);
  const node = el(first ? "ol" : "ul", first && first !== "1" ? { start: first } : {});
  let item = null;
  while (at < rows.length) {
    const row = rows[at], match = ITEM.exec(row), deep = /^\s*/.exec(row)[0].length;
    if (match && match[1].length <= indent.length) {
      if (match[1].length < indent.length || Boolean(match[3]) !== Boolean(first)) break;
      node.append((item = el("li", {}, inline(match[4], cite))));
      at += 1;
    } else if (match && item) at = list(rows, at, item, cite);
    else if (row.trim() && deep > indent.length && item) {
      item.append(el("br"), inline(row.trim(), cite));
      at += 1;
    } else if (!row.trim() && ITEM.test(rows[at + 1] ?? "") && /^\s*/.exec(rows[at + 1])[0].length >= indent.length && Boolean(ITEM.exec(rows[at + 1])[3]) === Boolean(first)) at += 1;
    else break;
  }
  out.append(node);
  return at;
}

function table(rows, at, out, cite) {
  const cells = (row) => ROW.exec(row)[1].split("|").map((each) => each.trim());
  const head = el("tr", {}, cells(rows[at]).map((each) => el("th", { scope: "col" }, inline(each, cite))));
  const body = [];
  for (at += 2; at < rows.length && ROW.test(rows[at]); at += 1) body.push(el("tr", {}, cells(rows[at]).map((each) => el("td", {}, inline(each, cite)))));
  out.append(el("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": t("comparison") }, el("table", {}, el("thead", {}, head), el("tbody", {}, body))));
  return at;
}

// A mark stays on the line of what it stands for, and what closes the sentence on the line of the mark: browsers would break on either side of a button.
const GLUED = /[^\s*[\]\\]?(?:\[\d{1,3}\])+[\p{Po}\p{Pe}\p{Pf}]*/u;
const PARTS = new RegExp(`(\\*\\*.+?\\*\\*|${GLUED.source}|\\\\[!-/:-@[-\`{-~])`, "u");

function inline(text, cite) {
  const out = document.createDocumentFragment();
  for (const part of text.split(PARTS)) {
    if (part.startsWith("**") && part.length > 4) out.append(el("strong", {}, inline(part.slice(2, -2), cite)));
    else if (/\[\d+\]/.test(part)) out.append(el("span", { class: "glued" }, part.split(/(\[\d+\])/).filter((each) => each).map((each) => (/^\[\d+\]$/.test(each) && cite(Number(each.slice(1, -1)))) || each)));
    else out.append(part.length === 2 && part[0] === "\\" ? part[1] : part);
  }
  return out;
}

const VERDICTS = [["failed", "cross"], ["unknown", "ask"], ["met", "check"]];

function verdicts(card, conditions) {
  const rows = VERDICTS.filter(([kind]) => card[kind]?.length).map(([kind, sign]) =>
    el("li", { class: `verdict verdict-${kind}` }, icon(sign), el("span", {}, el("b", {}, t(kind)), " ", card[kind].map((each) => verdictText(each, conditions)).join(language === "zh" ? "、" : ", "))));
  return rows.length ? el("ul", { class: "verdicts" }, rows) : null;
}

function tiers(card) {
  if (card.price_tiers.length < 2) return null;
  return el("dl", { class: `tiers tiers-${Math.min(4, card.price_tiers.length)}`, "aria-label": t("tiers") }, card.price_tiers.slice(0, 4).map((each) =>
    el("div", { class: each.unit_price === card.price ? "tier tier-now" : "tier" }, el("dt", {}, t("tier", { n: each.min_qty })), el("dd", {}, money(each.unit_price, card.currency)))));
}

// Who sells it, what kind of supplier that is, and whether the platform has verified it.
function maker(each, on) {
  if (!each.supplier) return null;
  const asks = t("ask_supplier", { name: each.supplier });
  return el("div", { class: "maker" },
    el("button", { type: "button", class: "supplier", "aria-label": asks, title: asks, onclick: () => on.supplier(each) }, icon("shop"), el("span", {}, each.supplier)),
    each.supplier_kind ? el("span", { class: "badge" }, t(`maker_${each.supplier_kind}`)) : null,
    each.supplier_verified ? el("span", { class: "badge badge-verified" }, icon("check"), t("verified")) : null);
}

// A product offered. `on` are the page's doings: compare, keep, ask.
export function card(each, place, { conditions, category, on }) {
  const url = outside(each.url);
  const kept = on.kept(each), chosen = on.chosen(each);
  const title = el("h3", { class: "card-title" }, url ? linked(url, each.title) : each.title);
  const box = el("input", { type: "checkbox", "aria-label": t("compare_it", { title: each.title }), onchange: (event) => on.choose(each, event.target) });
  box.checked = chosen;
  return el("li", { class: `card ${each.failed.length ? "card-near" : ""}`, "data-product": each.product_id },
    el("div", { class: "card-picture" }, picture(each, category), place ? el("span", { class: "place", "aria-hidden": "true" }, String(place)) : null,
      button("bookmark", t(kept ? "unkeep" : "keep", { title: each.title }), (event) => on.keep(each, event.currentTarget), { class: "keep", "aria-pressed": String(kept) })),
    el("div", { class: "card-body" }, title,
      el("p", { class: "price" }, el("strong", {}, money(each.price, each.currency)), each.moq ? el("span", {}, t("moq", { n: each.moq })) : null),
      tiers(each),
      el("p", { class: "facts" }, each.rating !== null && each.rating !== undefined ? el("span", { class: "rating" }, icon("star"), t("rating", { n: each.rating }), each.review_count ? el("small", {}, t("reviews", { n: each.review_count })) : null) : null, each.sold_90d ? el("span", {}, t("sold", { n: each.sold_90d })) : null, each.brand ? el("span", {}, each.brand) : null),
      maker(each, on),
      verdicts(each, conditions),
      el("label", { class: "choose" }, box, el("span", {}, t("compare")))));
}

export function cards(list, context) {
  const SHOWN = 5, known = list.map((each, number) => card(each, number + 1, context));
  const rest = known.slice(SHOWN);
  const row = el("ul", { class: "cards", tabindex: PHONE.matches ? "0" : null, role: "list", "aria-label": t("found", { n: list.length }) }, known.slice(0, SHOWN));
  if (!rest.length) return row;
  const more = el("li", { class: "card-more" }, el("button", { type: "button", onclick: () => {
    more.remove();
    row.append(...rest);
    rest[0].querySelector("a, button").focus({ preventScroll: false });
  } }, icon("plus"), t("more_products", { n: rest.length })));
  row.append(more);
  return row;
}

// Products that the conversation has seen already: small, beside the text that speaks of them.
export function strip(list, { category, on }) {
  return el("ul", { class: "strip", tabindex: "0", role: "list", "aria-label": t("found", { n: list.length }) }, list.map((each, number) => {
    const box = el("input", { type: "checkbox", "aria-label": t("compare_it", { title: each.title }), onchange: (event) => on.choose(each, event.target) });
    box.checked = on.chosen(each);
    return el("li", { class: "strip-card", "data-product": each.product_id }, el("label", {}, picture(each, category), el("span", { class: "strip-words" }, el("span", { class: "strip-title" }, `${number + 1}. ${each.title}`), el("span", { class: "strip-price" }, money(each.price, each.currency))), box));
  }));
}

// `known`: the cards by id. Head and first column stay where they are while the rest scrolls.
export function comparison(value, known, tongue, category) {
  learn(value.rows, tongue);
  const head = value.product_ids.map((id, number) => {
    const each = known.get(id) ?? { product_id: id, title: id };
    return el("th", { scope: "col" }, el("div", { class: "column" }, picture(each, category), el("b", { class: "column-number" }, String(number + 1)), el("span", { class: "column-title", title: each.title }, each.title)));
  });
  const rows = value.rows.map((row) => el("tr", {}, el("th", { scope: "row" }, row.label), row.values.map((each, number) =>
    el("td", { class: row.winner === number ? "winner" : "" }, each, row.winner === number ? el("span", { class: "best" }, icon("check"), t("best")) : null))));
  return el("figure", { class: `comparison of-${value.product_ids.length}` },
    el("figcaption", {}, icon("scale"), el("span", {}, t("comparison"))),
    el("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": `${t("comparison")}; ${t("table_hint")}` },
      el("table", {}, el("thead", {}, el("tr", {}, el("td", {}, el("span", { class: "hidden" }, t("property"))), head)), el("tbody", {}, rows))));
}

const KINDS = { product: "box", supplier: "shop", review: "chat", guide: "guide", web: "web" };

export function citation(each) {
  const url = outside(each.url) ?? (each.kind === "web" ? outside(each.ref) : null);
  const told = each.source_kind && known(`source_${each.source_kind}`) ? t(`source_${each.source_kind}`) : null;
  return el("div", { class: "citation" },
    el("p", { class: "citation-kind" }, icon(KINDS[each.kind] ?? "box"), el("b", {}, known(`kind_${each.kind}`) ? t(`kind_${each.kind}`) : each.kind), told ? ` · ${told}` : null),
    el("p", { class: "citation-title" }, each.title),
    el("blockquote", {}, each.quote),
    el("p", { class: "citation-foot" }, [each.source ?? (["product", "supplier", "review"].includes(each.kind) ? t("from_catalogue") : null), each.published ? t("published", { date: day(each.published) }) : null, each.retrieved_at ? t("read", { date: day(each.retrieved_at) }) : null].filter((part) => part).join(" · ")),
    url ? el("p", {}, linked(url, icon("link"), t("open_source"))) : null);
}

export function relaxations(list, conditions, on) {
  return el("section", { class: "relaxations", "aria-label": t("relax") }, el("h3", { class: "label" }, t("relax")), el("ul", {}, list.map((each) =>
    el("li", {}, el("button", { type: "button", class: "relaxation", onclick: () => on.relax(each) },
      el("span", {}, each.say || (each.instead.length ? t("becomes", { text: each.text || conditionText(each.instead[0]) }) : t("without", { text: each.text || each.remove.map((id) => conditionText(conditions.find((one) => one.id === id) ?? { field: id, op: "", value: "" })).join(", ") }))),
      el("b", {}, t("relax_count", { n: each.count })))))));
}

export function copier(words) {
  const label = el("span", {}, t("copy"));
  const made = el("button", { type: "button", class: "quiet", onclick: async () => {
    await navigator.clipboard.writeText(words()).catch(() => {});
    label.textContent = t("copied");
    setTimeout(() => (label.textContent = t("copy")), 1500);
  } }, icon("copy"), label);
  return made;
}

export function inquiry(each, supplier) {
  const text = el("textarea", { rows: String(Math.min(16, each.text.split("\n").length + 1)), lang: each.language, "aria-label": t("inquiry_to", { supplier }), spellcheck: "false" });
  text.value = each.text;
  return el("section", { class: "inquiry", "aria-label": t("inquiry_to", { supplier }) },
    el("h3", {}, icon("pen"), t("inquiry_to", { supplier })),
    el("p", { class: "facts" }, each.quantity ? el("span", {}, t("pieces", { n: each.quantity })) : null, each.target_price ? el("span", {}, t("target", { price: money(each.target_price, each.currency) })) : null, el("span", {}, t(each.status === "sent" ? "inquiry_sent" : "inquiry_note"))),
    text, el("div", { class: "row" }, copier(() => text.value)));
}

// The reply's text tells of all that was missing but what went missing behind it.
const UNTOLD = new Set(["model.write", "suggestions"]);

export function degraded(names) {
  const told = [...new Set(names.filter((name) => UNTOLD.has(name)).map((name) => `d_${name.split(".")[0]}`))];
  return told.length ? el("aside", { class: "degraded", "aria-label": t("degraded") }, icon("cloud"), el("div", {}, el("b", {}, t("degraded")), told.map((each) => el("p", {}, t(each))))) : null;
}

// What the cards say, side by side, where the products come from several lists.
export function records(chosen, category) {
  const rows = [
    ["price", (each) => money(each.price, each.currency)], ["moq", (each) => each.moq], ["rating", (each) => each.rating && [each.rating, each.review_count && t("reviews", { n: each.review_count })].filter((part) => part).join(" · ")], ["sold_90d", (each) => each.sold_90d], ["brand", (each) => each.brand], ["supplier", (each) => each.supplier],
  ].map(([field, of]) => ({ field, label: fieldName(field), values: chosen.map((each) => String(of(each) ?? t("unknown"))), winner: null }));
  return comparison({ product_ids: chosen.map((each) => each.product_id), rows }, new Map(chosen.map((each) => [each.product_id, each])), language, category);
}

// A mark in the text, which opens to its citation.
export function cite(turn, n) {
  const found = turn.reply.citations.find((each) => each.n === n);
  if (!found) return null;
  return el("button", { type: "button", class: "cite", "aria-label": t("cites", { n, title: found.title }), "aria-expanded": "false", "aria-haspopup": "dialog", onclick: (event) =>
    beside(event.currentTarget, [button("close", t("close"), () => document.querySelector(".beside").hidePopover()), citation(found)], { role: "dialog", "aria-label": t("cites", { n, title: found.title }), class: "sheet note" }) }, String(n));
}

// Thumbs, and what was wrong.
export function rater(turn) {
  const key = `rated.${page.thread}.${turn.reply.turn}`;
  const rate = async (score, comment, node) => {
    try {
      await call("POST", at(page.thread, "/feedback"), { turn: turn.reply.turn, score, ...(comment ? { comment } : {}) });
      storage(key, score);
      say(t("thanks"));
      const fresh = rater(turn);
      node.replaceWith(fresh);
      fresh.querySelector("[aria-pressed=true]").focus({ preventScroll: true });
    } catch (error) {
      told(error);
    }
  };
  const given = storage(key);
  const made = el("span", { class: "rater" },
    button("up", t("up"), () => rate(1, null, made), { "aria-pressed": String(given === 1) }),
    button("down", t("down"), (event) => reasons(event.currentTarget, (comment) => rate(-1, comment, made)), { "aria-pressed": String(given === -1) }),
    given ? el("small", {}, t("thanks")) : null);
  return made;
}

function reasons(anchor, done) {
  const chosen = ["wrong", "conditions", "choice", "unclear", "slow"].map((each) => [el("input", { type: "checkbox", value: t(`why_${each}`) }), t(`why_${each}`)]);
  const more = el("textarea", { rows: "2", maxlength: "1500", placeholder: t("why_more"), "aria-label": t("why_more") });
  const made = beside(anchor, el("form", { onsubmit: (event) => {
    event.preventDefault();
    made.hidePopover();
    done([...chosen.filter(([box]) => box.checked).map(([box]) => box.value), more.value.trim()].filter((each) => each).join("; "));
  } }, el("h3", {}, t("why")), el("div", { class: "reasons" }, chosen.map(([box, label]) => el("label", {}, box, el("span", {}, label)))), more, el("div", { class: "row" }, el("button", { type: "submit", class: "primary" }, t("why_send")))), { class: "sheet why", role: "dialog", "aria-label": t("why") });
}

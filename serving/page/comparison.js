// Product comparison, row by row.
import { picture } from "./pictures.js";
import { el, icon, toProduct } from "./view.js";
import { fieldName, language, learn, money, t } from "./words.js";

const FIT = 4;  // columns that are readable side by side on a phone; more scroll sideways
const WORTH = 3;  // rows alike that are worth folding away

// `known`: cards by id. The header is sticky; rows with equal values are hidden at first.
export function comparison(value, known, tongue) {
  learn(value.rows, tongue);
  const head = value.product_ids.map((id, number) => {
    const each = known.get(id) ?? { product_id: id, title: id };
    return el("th", { scope: "col", role: "columnheader" }, el("div", { class: "column" }, picture(each), el("b", { class: "column-number" }, String(number + 1)), el("span", { class: "column-title", title: each.title }, known.has(id) ? toProduct(each, each.title) : each.title)));
  });
  const rows = value.rows.map(rowOf), alike = rows.filter((_, number) => new Set(value.rows[number].values).size === 1);
  const folded = alike.length >= WORTH && alike.length < rows.length ? alike : [];
  for (const row of folded) row.hidden = true;
  const table = el("table", { role: "table" }, el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, el("td", { role: "cell" }, el("span", { class: "hidden" }, t("property"))), head)), el("tbody", { role: "rowgroup" }, rows));
  table.style.setProperty("--columns", value.product_ids.length);
  const many = value.product_ids.length > FIT;
  return el("figure", { class: many ? "comparison many" : "comparison" },
    el("figcaption", {}, icon("scale"), el("span", {}, t("comparison"))),
    el("div", { class: "table-frame", ...(many ? { tabindex: "0", role: "region", "aria-label": `${t("comparison")}; ${t("table_hint")}` } : {}) }, table),
    folded.length ? unfolder(rows, folded) : null);
}

function rowOf(row) {
  return el("tr", { role: "row" }, el("th", { scope: "row", role: "rowheader" }, row.label), row.values.map((each, number) =>
    el("td", { role: "cell", class: row.winner === number ? "winner" : "" }, each, row.winner === number ? el("span", { class: "best" }, icon("check"), t("best")) : null)));
}

function unfolder(rows, folded) {
  const made = el("button", { type: "button", class: "quiet show-all", onclick: () => {
    for (const row of folded) row.hidden = false;
    folded[0].setAttribute("tabindex", "-1");
    folded[0].focus({ preventScroll: true });
    made.remove();
  } }, icon("plus"), t("all_rows", { n: rows.length, same: folded.length }));
  return made;
}

// Comparison made from the cards, for products of several lists.
export function records(chosen) {
  const rows = [
    ["price", (each) => money(each.price, each.currency)], ["moq", (each) => each.moq], ["rating", (each) => each.rating && [each.rating, each.review_count && t("reviews", { n: each.review_count })].filter((part) => part).join(" · ")], ["sold_90d", (each) => each.sold_90d], ["brand", (each) => each.brand], ["supplier", (each) => each.supplier],
  ].map(([field, of]) => ({ field, label: fieldName(field), values: chosen.map((each) => String(of(each) ?? t("unknown"))), winner: null }));
  return comparison({ product_ids: chosen.map((each) => each.product_id), rows }, new Map(chosen.map((each) => [each.product_id, each])), language);
}

// The shortlist: products kept over conversations, to compare and to inquire about.
import { page, tell } from "./client.js";
import { inquiry } from "./inquiry.js";
import { MOST_COMPARED, compare, doings, pointed } from "./marked.js";
import { picture } from "./pictures.js";
import { update } from "./turn.js";
import { button, dialog, el, icon, outside } from "./view.js";
import { inTongue, language, money, t } from "./words.js";

export function openShortlist() {
  if (document.querySelector("dialog[open]")) return;
  const list = [...page.shortlist.values()];
  const body = el("div", {}, list.length ? el("ul", { class: "shortlist" }, list.map((each) => {
    const row = el("li", {}, picture(each, page.need?.category ?? ""), el("span", { class: "strip-words" }, outside(each.url) ? el("a", { href: outside(each.url), target: "_blank", rel: "noopener noreferrer" }, each.title) : el("b", {}, each.title), el("span", { class: "facts" }, money(each.price, each.currency), each.moq ? ` · ${t("moq", { n: each.moq })}` : "", each.supplier ? ` · ${each.supplier}` : "")),
      button("close", t("unkeep", { title: each.title }), () => {
        doings().keep(each, row);
        made.close();
        for (const turn of page.turns) update(turn, "cards");
        openShortlist();
      }));
    return row;
  })) : el("div", { class: "nothing" }, icon("bookmark"), el("p", {}, t("shortlist_none"))));
  const actions = list.length ? [[t("write_inquiry"), () => {
    const these = page.thread && pointed(list);
    if (these) tell("ask", language === "zh" ? `给${these}的供应商写询价` : `Draft an inquiry to the supplier${list.length > 1 ? "s" : ""} of ${these}`);
    else draft(list);
  }, list.length > 1 ? "quiet" : "primary"], ...(list.length > 1 ? [[t("compare_now", { n: Math.min(list.length, MOST_COMPARED) }), () => void compare(list.slice(0, MOST_COMPARED)), "primary"]] : [])] : [];
  const made = dialog(t("shortlist"), body, { kind: "panel", actions });
}

// Products of several lists: a message to each supplier, in both languages, made of what the cards say.
function draft(list) {
  const suppliers = new Map();
  for (const each of list) suppliers.set(each.supplier ?? "", [...(suppliers.get(each.supplier ?? "") ?? []), each]);
  const other = language === "zh" ? "en" : "zh";
  dialog(t("inquiry"), [...suppliers].map(([supplier, products]) => inquiry({ text: letter(supplier, products, language), translation: letter(supplier, products, other), status: "prepared", language, product_ids: products.map((each) => each.product_id) }, supplier || t("a_supplier"))), { kind: "wide" });
}

function letter(supplier, products, tongue) {
  const lines = products.map((each, number) => inTongue(tongue, "inquiry_line", { n: number + 1, title: each.title, id: each.product_id }));
  return inTongue(tongue, "inquiry_text", { supplier: supplier || inTongue(tongue, "a_supplier"), lines: lines.join("\n") });
}

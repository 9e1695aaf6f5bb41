// The shortlist: products kept over conversations, to compare and to inquire about.
import { page } from "./client.js";
import { inquiry } from "./reply.js";
import { MOST_COMPARED, ask, compare, doings, pointed, update } from "./turns.js";
import { button, dialog, el, icon, outside, picture } from "./view.js";
import { language, money, t } from "./words.js";

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
    if (these) ask(language === "zh" ? `给${these}的供应商写询价` : `Draft an inquiry to the supplier${list.length > 1 ? "s" : ""} of ${these}`);
    else draft(list);
  }, list.length > 1 ? "quiet" : "primary"], ...(list.length > 1 ? [[t("compare_now", { n: Math.min(list.length, MOST_COMPARED) }), () => void compare(list.slice(0, MOST_COMPARED)), "primary"]] : [])] : [];
  const made = dialog(t("shortlist"), body, { kind: "panel", actions });
}

// Products of several lists: a message to each supplier, made of what the cards say.
function draft(list) {
  const suppliers = new Map();
  for (const each of list) suppliers.set(each.supplier ?? "", [...(suppliers.get(each.supplier ?? "") ?? []), each]);
  dialog(t("inquiry"), [...suppliers].map(([supplier, products]) => inquiry({
    text: t("inquiry_text", { supplier: supplier || t("a_supplier"), lines: products.map((each, number) => t("inquiry_line", { n: number + 1, title: each.title, id: each.product_id })).join("\n") }),
    status: "prepared", language, product_ids: products.map((each) => each.product_id),
  }, supplier || t("a_supplier"))), { kind: "wide" });
}

// The shortlist: products kept across conversations, to compare or inquire about.
import { fetchFile, page } from "./client.js";
import { handOver } from "./files.js";
import { MOST_COMPARED, compare, doings, inquire } from "./marked.js";
import { picture } from "./pictures.js";
import { update } from "./turn.js";
import { button, dialog, el, find, icon, toProduct, told } from "./view.js";
import { language, money, t } from "./words.js";

export function openShortlist() {
  if (find("dialog[open]")) return;
  const list = [...page.shortlist.values()];
  const body = el("div", {}, list.length ? el("div", {}, el("ul", { class: "shortlist" }, list.map((each) => {
    const row = el("li", {}, picture(each), el("span", { class: "strip-words" }, toProduct(each, each.title), el("span", { class: "facts" }, money(each.price, each.currency), each.moq ? ` · ${t("moq", { n: each.moq })}` : "", each.supplier ? ` · ${each.supplier}` : "")),
      button("close", t("unkeep", { title: each.title }), () => {
        doings().keep(each, row);
        made.close();
        for (const turn of page.turns) update(turn, "cards");
        openShortlist();
      }));
    return row;
  })), el("p", { class: "row exports" }, ["xlsx", "csv"].map((format) => el("button", { type: "button", class: "quiet", onclick: () => exported(list, format) }, icon("export"), t(`export_${format}`))))) : el("div", { class: "nothing" }, icon("bookmark"), el("p", {}, t("shortlist_none"))));
  const actions = list.length ? [[t("write_inquiry"), () => void inquire(list), list.length > 1 ? "quiet" : "primary"], ...(list.length > 1 ? [[t("compare_now", { n: Math.min(list.length, MOST_COMPARED) }), () => void compare(list.slice(0, MOST_COMPARED)), "primary"]] : [])] : [];
  const made = dialog(t("shortlist"), body, { kind: "panel", actions });
}

// Exported from the current records, which may be newer than the cards.
async function exported(list, format) {
  try {
    handOver(...(await fetchFile("/v1/products/export", { product_ids: list.map((each) => each.product_id), format, language, ...(page.need?.quantity ? { quantity: page.need.quantity } : {}) })));
  } catch (error) {
    told(error);
  }
}

// Marked products: on the shortlist, selected for comparison, named in messages.
import { page, shortlisted, tell } from "./client.js";
import { records } from "./comparison.js";
import { storage } from "./kept.js";
import { picture } from "./pictures.js";
import { $, dialog, el, icon, land, say, use } from "./view.js";
import { language, ordinals, t } from "./words.js";

export const MOST_COMPARED = 4;

// An inquiry to the suppliers: by the conversation if its lists contain the products, else made from the cards.
export function inquire(list) {
  const these = page.thread && pointed(list);
  if (these) return tell("ask", language === "zh" ? `给${these}的供应商写询价` : `Draft an inquiry to the supplier${list.length > 1 ? "s" : ""} of ${these}`);
  return use(import("./letters.js"), ({ draft }) => draft(list));
}

export function doings() {
  return {
    readonly: page.readonly,
    kept: (each) => page.shortlist.has(each.product_id),
    chosen: (each) => page.selected.has(each.product_id),
    choose: (each, box) => {
      if (box.checked && page.selected.size >= MOST_COMPARED) {
        box.checked = false;
        return say(t("compare_most", { n: MOST_COMPARED }));
      }
      if (box.checked) page.selected.set(each.product_id, each);
      else page.selected.delete(each.product_id);
      marks();
      return drawTray();
    },
    keep: (each, node) => {
      page.shortlist = shortlisted();
      const kept = !page.shortlist.delete(each.product_id);
      if (kept) page.shortlist.set(each.product_id, each);
      storage("shortlist", [...page.shortlist.values()]);
      for (const mark of [node, ...$.root.querySelectorAll(`[data-product="${CSS.escape(each.product_id)}"] .keep`)]) {
        mark.setAttribute("aria-pressed", String(kept));
        mark.setAttribute("aria-label", t(kept ? "unkeep" : "keep", { title: each.title }));
      }
      tell("head");
    },
    about: (each) => tell("about", each),
    supplier: (each) => {
      const it = pointed([each]);
      if (!it) return dialog(each.supplier, el("p", {}, t("older_list")), { actions: [[t("done"), () => {}, "primary"]] });
      return tell("ask", language === "zh" ? `${it}的供应商靠谱吗？` : `Is the supplier of ${it} reliable?`);
    },
  };
}

// A product may be in several replies.
function marks() {
  for (const node of $.root.querySelectorAll("[data-product] input[type=checkbox]")) node.checked = page.selected.has(node.closest("[data-product]").dataset.product);
}

// Products in words that the server resolves, by their positions in the last list, the one before, or the first; null if no list has them all.
function pointed(products) {
  const lists = page.shown.map((each) => each.product_ids);
  for (const [which, list] of [["", lists.at(-1)], ["previous", lists.at(-2)], ["first", lists[0]]]) {
    const found = products.map((each) => (list ?? []).indexOf(each.product_id) + 1);
    if (found.every((each) => each > 0 && each <= 10)) return ordinals(found.sort((one, other) => one - other), which);
  }
  return null;
}

export function drawTray() {
  const chosen = [...page.selected.values()];
  $.tray.hidden = !chosen.length;
  if (!chosen.length) return;
  $.tray.replaceChildren(el("div", { class: "tray-pictures" }, chosen.map((each) => picture(each))), el("span", { class: chosen.length > 1 ? "tray-words enough" : "tray-words", role: "status" }, chosen.length > 1 ? t("selected", { n: chosen.length }) : t("compare_need")),
    el("button", { type: "button", class: "quiet", onclick: () => {
      page.selected.clear();
      marks();
      drawTray();
      land();
    } }, t("clear")),
    el("button", { type: "button", class: "primary", disabled: chosen.length < 2, onclick: () => compare(chosen) }, icon("scale"), t("compare_now", { n: chosen.length })));
}

export function compare(chosen) {
  const these = pointed(chosen), last = page.shown.at(-1)?.product_ids ?? [];
  const places = chosen.map((each) => last.indexOf(each.product_id) + 1).sort((one, other) => one - other);
  const commands = places.every((each) => each > 0) ? [{ command: "compare", among: places.map((ordinal) => ({ kind: "ordinal", ordinal })) }] : []; // of earlier lists by words
  page.selected.clear();
  marks();
  drawTray();
  if (these) return tell("ask", language === "zh" ? `对比${these}` : `Compare ${these}`, null, commands);
  return dialog(t("comparison"), records(chosen), { kind: "wide" });
}

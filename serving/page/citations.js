// Citations: marks in the text, and their notes.
import { beside, button, el, find, icon, linked, outside } from "./view.js";
import { day, known, t } from "./words.js";

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

// A mark in the text that opens its citation.
export function cite(turn, n) {
  const found = turn.reply.citations.find((each) => each.n === n);
  if (!found) return null;
  return el("button", { type: "button", class: "cite", "aria-label": t("cites", { n, title: found.title }), "aria-expanded": "false", "aria-haspopup": "dialog", onclick: (event) =>
    beside(event.currentTarget, [button("close", t("close"), () => find(".beside").hidePopover()), citation(found)], { role: "dialog", "aria-label": t("cites", { n, title: found.title }), class: "sheet note" }) }, String(n));
}

// Further parts of a reply: relaxations, missing parts, copying its text.
import { dialog, el, icon } from "./view.js";
import { conditionText, t } from "./words.js";

export function relaxations(list, conditions, on) {
  return el("section", { class: "relaxations", "aria-label": t("relax") }, el("h3", { class: "label" }, t("relax")), el("ul", {}, list.map((each) =>
    el("li", {}, el("button", { type: "button", class: "relaxation", onclick: () => on.relax(each) },
      el("span", {}, each.say || (each.instead.length ? t("becomes", { text: each.text || conditionText(each.instead[0]) }) : t("without", { text: each.text || each.remove.map((id) => conditionText(conditions.find((one) => one.id === id) ?? { field: id, op: "", value: "" })).join(", ") }))),
      el("b", {}, t("relax_count", { n: each.count })))))));
}

export function copier(words, word = t("copy")) {
  const label = el("span", {}, word);
  return el("button", { type: "button", class: "quiet", onclick: async () => {
    try {
      await navigator.clipboard.writeText(words());
    } catch {
      return byHand(words());
    }
    label.textContent = t("copied");
    return void setTimeout(() => (label.textContent = word), 1500);
  } }, icon("copy"), label);
}

// For browsers that don't allow copying.
function byHand(words) {
  const box = el("textarea", { readonly: true, rows: "6", "aria-label": t("copy_by_hand"), autofocus: true });
  box.value = words;
  dialog(t("copy"), [el("p", {}, t("copy_by_hand")), box]);
  box.select();
}

// The reply's text reports missing parts, except those that went missing after it was written.
const UNTOLD = new Set(["model.write", "suggestions"]);

export function degraded(names) {
  const told = [...new Set(names.filter((name) => UNTOLD.has(name)).map((name) => `d_${name.split(".")[0]}`))];
  return told.length ? el("aside", { class: "degraded", "aria-label": t("degraded") }, icon("cloud"), el("div", {}, el("b", {}, t("degraded")), told.map((each) => el("p", {}, t(each))))) : null;
}

// Where a condition, or how many are wanted, is changed by hand.
import { beside, el } from "./view.js";
import { conditionText, money, t } from "./words.js";

const kindOf = (value) => (Array.isArray(value) ? "list" : typeof value);

export function editChip(anchor, condition, turns, changeNeed) {
  const kind = kindOf(condition.value), text = conditionText(condition);
  const input = kind === "boolean"
    ? el("select", { "aria-label": t("value") }, [true, false].map((each) => el("option", { value: String(each), selected: each === condition.value }, t(each ? "yes" : "no"))))
    : el("input", { type: kind === "number" ? "number" : "text", step: "any", min: kind === "number" ? "0" : null, maxlength: "200", required: true, value: kind === "list" ? condition.value.join(", ") : String(condition.value), "aria-label": t("value") });
  const firm = el("select", { "aria-label": t("how_hard") }, ["must", "wish"].map((each) => el("option", { value: each, selected: (each === "must") === condition.hard }, t(each))));
  const origin = turns.find((each) => each.reply?.turn === condition.turn);
  const made = beside(anchor, el("form", { onsubmit: (event) => {
    event.preventDefault();
    const value = { number: () => Number(input.value), boolean: () => input.value === "true", list: () => input.value.split(/[,，、]/).map((each) => each.trim()).filter((each) => each), string: () => input.value.trim() }[kind]();
    made.hidePopover();
    const moved = JSON.stringify(value) !== JSON.stringify(condition.value), hard = firm.value === "must";
    if (!moved && hard === condition.hard) return;
    changeNeed(`${conditionText({ ...condition, value, text: moved ? "" : condition.text })}${hard === condition.hard ? "" : ` · ${t(hard ? "must" : "wish")}`}`, { change: [{ id: condition.id, ...(moved ? { value } : {}), ...(hard === condition.hard ? {} : { hard }) }] });
  } },
    el("h3", {}, text),
    origin && condition.origin !== "profile" ? el("p", { class: "origin" }, t("from_turn_long", { n: condition.turn }), el("q", {}, origin.text), " ", el("button", { type: "button", class: "link", onclick: () => {
      made.hidePopover();
      origin.view.li.scrollIntoView({ block: "start" });
    } }, t("show_turn"))) : el("p", { class: "origin" }, condition.origin === "profile" ? t("from_profile") : t("from_turn", { n: condition.turn })),
    el("label", {}, el("span", {}, t("value"), condition.field === "price" && condition.unit ? ` (${money("", condition.unit).trim()})` : ""), input), kind === "list" ? el("small", { class: "faint" }, t("values_hint")) : null,
    el("label", {}, el("span", {}, t("how_hard")), firm),
    el("div", { class: "row" }, el("button", { type: "button", class: "quiet", onclick: () => {
      made.hidePopover();
      changeNeed(t("without", { text }), { remove: [condition.id] });
    } }, t("remove")), el("button", { type: "submit", class: "primary" }, t("apply")))), { class: "sheet chip-form", role: "dialog", "aria-label": t("edit_it", { text, turn: "" }) });
  input.select?.();
}

export function editQuantity(anchor, n, ask) {
  const input = el("input", { type: "number", min: "1", max: "9999999", step: "1", required: true, value: String(n), "aria-label": t("quantity") });
  const made = beside(anchor, el("form", { onsubmit: (event) => {
    event.preventDefault();
    made.hidePopover();
    if (Number(input.value) !== n) ask(t("say_quantity", { n: Number(input.value) }));
  } }, el("label", {}, el("span", {}, t("quantity")), input), el("div", { class: "row" }, el("button", { type: "submit", class: "primary" }, t("apply")))), { class: "sheet chip-form", role: "dialog", "aria-label": t("edit_quantity", { text: t("pieces", { n }) }) });
  input.select();
}

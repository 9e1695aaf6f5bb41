// Where a condition, or how many are wanted, is changed by hand.
import { at, call, page, tell } from "./client.js";
import { beside, el } from "./view.js";
import { conditionText, language, learn, money, t } from "./words.js";

const PERCENT = new Set(["supplier.repurchase_rate"]);
const IDS = new Set(["product", "supplier"]);
const MOST = { rating: "5", "supplier.rating": "5", "supplier.repurchase_rate": "100" };

// What it may be changed to is asked of the server: a value in words is chosen, since any other would be refused.
export async function editChip(anchor, condition) {
  const path = at(page.thread, `/need/${encodeURIComponent(condition.id)}?language=${language}`);
  const found = typeof condition.value === "boolean" ? null : await call("GET", path).catch(() => null);
  if (found) learn([{ field: condition.field, label: found.label }], language);
  form(anchor, condition, found?.choices ?? []);
}

function form(anchor, condition, choices) {
  const text = conditionText(condition), [fields, read] = valueOf(condition, choices);
  const firm = el("select", { "aria-label": t("how_hard") }, ["must", "wish"].map((each) => el("option", { value: each, selected: (each === "must") === condition.hard }, t(each))));
  const origin = page.turns.find((each) => each.reply?.turn === condition.turn);
  const made = sheet(anchor, { text, origin: condition.origin === "profile" ? t("from_profile") : originOf(origin, condition.turn, () => made) }, [fields, el("label", {}, el("span", {}, t("how_hard")), firm)], () => {
    const value = read(), hard = firm.value === "must";
    const moved = JSON.stringify(value) !== JSON.stringify(condition.value);
    if (!moved && hard === condition.hard) return;
    const words = conditionText({ ...condition, value, text: moved ? "" : condition.text }, new Map(choices.map((each) => [each.value, each.label])));
    tell("changeNeed", t(moved ? "edited_changed" : hard ? "edited_must" : "edited_wish", { text: words }), { change: [{ id: condition.id, ...(moved ? { value } : {}), ...(hard === condition.hard ? {} : { hard }) }] });
  }, () => tell("changeNeed", t("edited_removed", { text }), { remove: [condition.id] }));
}

// The fields for a value, and what reads it from them.
function valueOf({ field, value, unit }, choices) {
  if (Array.isArray(value) && choices.length) return several(value, choices);
  if (typeof value === "string" || Array.isArray(value)) {
    if (!choices.length) return [IDS.has(field) ? null : el("p", { class: "faint" }, t("no_choices")), () => value];
    const one = el("select", {}, choices.map((each) => el("option", { value: each.value, selected: each.value === value }, each.label)));
    return [labelled(t("value"), one), () => one.value];
  }
  if (typeof value === "boolean") {
    const flag = el("select", {}, [true, false].map((each) => el("option", { value: String(each), selected: each === value }, t(each ? "yes" : "no"))));
    return [labelled(t("value"), flag), () => flag.value === "true"];
  }
  const share = PERCENT.has(field) ? 100 : 1, measured = field === "price" ? money("", unit).trim() : share === 100 ? "%" : unit;
  const number = el("input", { type: "number", step: "any", min: "0", max: MOST[field], required: true, value: String(Number((value * share).toFixed(6))) });
  return [labelled(measured ? `${t("value")} (${measured})` : t("value"), number), () => Number(number.value) / share];
}

const labelled = (label, input) => el("label", {}, el("span", {}, label), input);

function several(value, choices) {
  const boxes = choices.map((each) => el("input", { type: "checkbox", value: each.value, checked: value.includes(each.value) }));
  const check = () => boxes[0].setCustomValidity(boxes.some((each) => each.checked) ? "" : t("choose_one"));
  return [el("fieldset", { class: "several", onchange: check }, el("legend", {}, t("any_of")), choices.map((each, number) => el("label", {}, boxes[number], el("span", {}, each.label)))),
    () => boxes.filter((each) => each.checked).map((each) => each.value)];
}

// Where it was said, with the way there.
function originOf(turn, number, sheetOf) {
  if (!turn) return number ? t("from_turn", { n: number }) : "";
  return [t("from_turn_long", { n: number }), el("q", {}, turn.text), " ", el("button", { type: "button", class: "link", onclick: () => {
    sheetOf().hidePopover();
    turn.view.li.scrollIntoView({ block: "start" });
  } }, t("show_turn"))];
}

function sheet(anchor, { text, origin }, fields, apply, remove) {
  const made = beside(anchor, el("form", { onsubmit: (event) => {
    event.preventDefault();
    made.hidePopover();
    apply();
  } }, el("h3", {}, text), origin ? el("p", { class: "origin" }, origin) : null, fields,
    el("div", { class: "row" }, el("button", { type: "button", class: "quiet", onclick: () => {
      made.hidePopover();
      remove();
    } }, t("remove")), el("button", { type: "submit", class: "primary" }, t("apply")))), { class: "sheet chip-form", role: "dialog", "aria-label": t("edit_it", { text, turn: "" }) });
  made.querySelector("input[type=number]")?.select();
  return made;
}

export function editQuantity(anchor, { n, turn }) {
  const input = el("input", { type: "number", min: "1", max: "9999999", step: "1", required: true, value: String(n) });
  const made = sheet(anchor, { text: t("pieces", { n }), origin: originOf(page.turns.find((each) => turn && each.reply?.turn === turn), turn, () => made) }, labelled(t("quantity"), input),
    () => Number(input.value) !== n && tell("changeNeed", t("edited_changed", { text: t("pieces", { n: Number(input.value) }) }), { quantity: Number(input.value) }),
    () => tell("changeNeed", t("edited_removed", { text: t("pieces", { n }) }), { quantity: null }));
}

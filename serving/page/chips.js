// Chips above the conversation: the active conditions and the quantity.
import { at, call, page, tell } from "./client.js";
import { $, beside, button, el, focused, icon, land, told, use } from "./view.js";
import { conditionText, inRow, language, learn, learnValues, t, toldApart, unspelled } from "./words.js";

export function drawNeed() {
  const need = page.need, active = (need?.conditions ?? []).filter((each) => !["removed", "relaxed"].includes(each.status) && !(each.field === "product" && each.op === "not_in"));
  const topic = need && ((need.language === "zh" ? need.category || need.query : need.query || need.category) || "");
  const refocus = focusedChip();
  $.need.hidden = !active.length && !topic && !need?.quantity;
  const row = el("ul", { class: "chips", onscroll: () => faded(row) },
    topic ? el("li", { class: "topic" }, el("span", { class: "hidden" }, `${t("looking_for")} `), icon("search"), topic) : null,
    need?.quantity ? quantityChip(need.quantity) : null,
    ranges(active).map(chip),
    page.thread && need ? el("li", {}, el("button", { type: "button", class: "chip-add", "aria-haspopup": "dialog", onclick: ({ currentTarget: anchor }) => use(import("./wanted.js"), (wanted) => wanted.addWanted(anchor)) }, icon("plus"), t("add_condition"))) : null);
  $.need.replaceChildren(el("h2", { class: "hidden" }, t("conditions")), row, el("button", { type: "button", class: "chips-more", hidden: true, onclick: () => row.scrollBy({ left: row.clientWidth * 0.8, behavior: "smooth" }) }));
  faded(row);
  refocus();
  if (page.thread && !page.running) spell(active.filter(unspelled));
}

const spelled = new Set();

// Values in another language than the page's get the server's names, once they are loaded.
async function spell(conditions) {
  const key = (each) => [language, page.thread, each.id, ...[each.value].flat()].join(" "), some = conditions.map(key).filter((each) => !spelled.has(each)), tongue = language;
  if (!some.length) return;
  for (const each of some) spelled.add(each);
  const found = await call("GET", at(page.thread, `/need/names?language=${tongue}`)).catch(() => null);
  if (!found) return some.forEach((each) => spelled.delete(each));
  learn(found.conditions, tongue);
  for (const { field, values } of found.conditions) learnValues(field, values, tongue);
  if (tongue !== language) return;
  drawNeed();
  tell("spelled");
}

// On a phone the row scrolls: an end with more chips fades out and counts them.
function faded(row) {
  const edge = row.getBoundingClientRect().right, hidden = [...row.children].filter((each) => !each.querySelector(".chip-add") && each.getBoundingClientRect().right > edge + 4).length;
  row.classList.toggle("before", row.scrollLeft > 4);
  row.classList.toggle("more", hidden > 0);
  const more = $.need.querySelector(".chips-more");
  more.hidden = !hidden;
  more.textContent = `+${hidden}`;
  more.setAttribute("aria-label", t("more_conditions", { n: hidden }));
}

// After redrawing, focus the same chip, else the one in its place, the last one, or the message box.
function focusedChip() {
  const own = focused()?.closest(".chip");
  if (!own || !$.need.contains(own)) return () => {};
  const place = [...$.need.querySelectorAll(".chip")].indexOf(own), part = ["chip-remove", "chip-every"].find((each) => focused().classList.contains(each)) ?? "chip-text";
  return () => {
    const chips = [...$.need.querySelectorAll(".chip")];
    const next = chips.find((each) => each.dataset.condition === own.dataset.condition) ?? chips[place] ?? chips.at(-1);
    if (next) (next.querySelector(`.${part}`) ?? next.querySelector(".chip-text")).focus({ preventScroll: false });
    else land();
  };
}

// The turn that first set the quantity; the need has only the number.
function sinceWhen(n) {
  const replies = page.turns.filter((each) => each.reply?.turn).map((each) => each.reply);
  return replies[replies.findLastIndex((each) => each.need.quantity !== n) + 1]?.turn;
}

// The quantity is edited like a condition.
function quantityChip(n) {
  const text = t("pieces", { n }), turn = sinceWhen(n);
  return chipOf("quantity", { text, from: turn ? t("from_turn", { n: turn }) : "", fresh: turn === page.turns.at(-1)?.reply?.turn },
    (form, anchor) => form.editQuantity(anchor, { n, turn }), () => tell("changeNeed", t("edited_removed", { text }), { quantity: null }));
}

// Conditions grouped by chip: both ends of a range share one.
function ranges(active) {
  const alike = (one, other) => ["field", "unit", "turn", "hard", "origin"].every((name) => one[name] === other[name]);
  const upper = (low) => active.find((each) => low.op.startsWith(">") && each.op.startsWith("<") && alike(low, each));
  const closed = new Set(active.map(upper));
  return active.filter((each) => !closed.has(each)).map((each) => [each, upper(each)].filter(Boolean)).map((each) => each.length > 1 ? each : [toldApart(each[0], active)]);
}

function chip(conditions) {
  const [condition] = conditions, text = inRow([...new Set(conditions.map((each) => conditionText(each)))]);
  const from = condition.origin === "profile" ? t("from_profile") : t("from_turn", { n: condition.turn });
  const kind = NEGATIVE.test(condition.op) ? "barred" : condition.hard ? "must" : "wish";
  const remove = () => tell("changeNeed", t("edited_removed", { text }), { remove: conditions.map((each) => each.id) });
  return chipOf(condition.id, { text, from, kind, soft: condition.status === "inferred" ? t("inferred") : null, fresh: condition.status === "current", every: everySwitch(condition, text) }, (form, anchor) => form.editChip(anchor, conditions, { text, remove }), remove);
}

const NEGATIVE = /^(!=|not_)/;

// Toggles whether any or all of several values are required, if products have several.
function everySwitch(condition, text) {
  if (!Array.isArray(condition.value) || condition.value.length < 2 || NEGATIVE.test(condition.op)) return null;
  const every = Boolean(condition.every);
  return el("button", { type: "button", class: "chip-every", "aria-pressed": String(every), title: t(every ? "all_told" : "any_told", { text }), "aria-label": t(every ? "all_told" : "any_told", { text }), onclick: async ({ currentTarget: anchor }) => {
    let ways;
    const { opening } = page;
    try {
      ({ ways } = await call("GET", at(page.thread, `/need/${encodeURIComponent(condition.id)}`)));
    } catch (error) {
      return told(error);
    }
    if (opening !== page.opening) return undefined;
    const other = ways.find((way) => way.op === condition.op && way.every !== every);
    if (!other) return void beside(anchor, el("p", {}, t("never_all")), { class: "sheet", role: "status" });
    const { field, op, value, unit } = condition;
    return tell("changeNeed", t("edited_changed", { text: conditionText({ field, op, value, unit, every: !every }) }), { change: [{ id: condition.id, value, op, every: !every }] });
  } }, t(every ? "all" : "any"));
}

const SIGNS = { must: "check", wish: "heart", barred: "cross" };

function chipOf(id, { text, from, kind = null, soft = null, fresh = false, every = null }, edit, remove) {
  return el("li", { class: `chip ${kind ?? ""} ${soft ? "soft" : ""} ${fresh ? "fresh" : ""}`, "data-condition": id, "data-kind": kind },
    el("button", { type: "button", class: "chip-text", "aria-haspopup": "dialog", "aria-label": t("edit_it", { text: kind ? t("kind_of_condition", { kind: t(kind), text }) : text, turn: from }), onkeydown: ({ key }) => key === "Delete" && remove(), onclick: ({ currentTarget: anchor }) => use(import("./conditions.js"), (form) => edit(form, anchor)) },
      kind ? el("em", { title: t(kind) }, icon(SIGNS[kind]), kind === "must" ? null : t(kind)) : null, soft ? el("em", {}, soft) : null, el("span", {}, text), from ? el("small", {}, from) : null), every,
    button("close", t("remove_it", { text }), remove, { class: "chip-remove" }));
}

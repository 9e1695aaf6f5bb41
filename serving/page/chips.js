// The conditions in force, as chips above the conversation, and how many are wanted.
import { page, tell } from "./client.js";
import { $, button, el, icon, land, use } from "./view.js";
import { conditionText, inRow, t, toldApart } from "./words.js";

export function drawNeed() {
  const need = page.need, active = (need?.conditions ?? []).filter((each) => !["removed", "relaxed"].includes(each.status) && !(each.field === "product" && each.op === "not_in"));
  const topic = need && ((need.language === "zh" ? need.category || need.query : need.query || need.category) || "");
  const refocus = focusedChip();
  $.need.hidden = !active.length && !topic && !need?.quantity;
  const row = el("ul", { class: "chips", onscroll: () => faded(row) },
    topic ? el("li", { class: "topic" }, el("span", { class: "hidden" }, `${t("looking_for")} `), icon("search"), topic) : null,
    need?.quantity ? quantityChip(need.quantity) : null,
    ranges(active).map(chip));
  $.need.replaceChildren(el("h2", { class: "hidden" }, t("conditions")), row, el("button", { type: "button", class: "chips-more", hidden: true, onclick: () => row.scrollBy({ left: row.clientWidth * 0.8, behavior: "smooth" }) }));
  faded(row);
  refocus();
}

// On a phone they lie in a row that scrolls: an end that goes on fades out, and says how many more there are.
function faded(row) {
  const edge = row.getBoundingClientRect().right, hidden = [...row.children].filter((each) => each.getBoundingClientRect().right > edge + 4).length;
  row.classList.toggle("before", row.scrollLeft > 4);
  row.classList.toggle("more", hidden > 0);
  const more = $.need.querySelector(".chips-more");
  more.hidden = !hidden;
  more.textContent = `+${hidden}`;
  more.setAttribute("aria-label", t("more_conditions", { n: hidden }));
}

// Chips are drawn anew while one has the focus: it goes to the same, else to the one in its place, the last, or the message box.
function focusedChip() {
  const own = document.activeElement.closest?.(".chip");
  if (!own || !$.need.contains(own)) return () => {};
  const place = [...$.need.querySelectorAll(".chip")].indexOf(own), part = document.activeElement.classList.contains("chip-remove") ? ".chip-remove" : ".chip-text";
  return () => {
    const chips = [...$.need.querySelectorAll(".chip")];
    const next = chips.find((each) => each.dataset.condition === own.dataset.condition) ?? chips[place] ?? chips.at(-1);
    if (next) next.querySelector(part).focus({ preventScroll: false });
    else land();
  };
}

// The turn in which so many were asked for first: a need tells the number alone.
function sinceWhen(n) {
  const replies = page.turns.filter((each) => each.reply?.turn).map((each) => each.reply);
  return replies[replies.findLastIndex((each) => each.need.quantity !== n) + 1]?.turn;
}

// How many are wanted is no condition, and changed like one.
function quantityChip(n) {
  const text = t("pieces", { n }), turn = sinceWhen(n);
  return chipOf("quantity", { text, from: turn ? t("from_turn", { n: turn }) : "", fresh: turn === page.turns.at(-1)?.reply?.turn },
    (form, anchor) => form.editQuantity(anchor, { n, turn }), () => tell("changeNeed", t("edited_removed", { text }), { quantity: null }));
}

// Both ends of a range lie in one chip: as lists of conditions, mostly of one.
function ranges(active) {
  const alike = (one, other) => ["field", "unit", "turn", "hard", "origin"].every((name) => one[name] === other[name]);
  const upper = (low) => active.find((each) => low.op.startsWith(">") && each.op.startsWith("<") && alike(low, each));
  const closed = new Set(active.map(upper));
  return active.filter((each) => !closed.has(each)).map((each) => [each, upper(each)].filter(Boolean)).map((each) => each.length > 1 ? each : [toldApart(each[0], active)]);
}

function chip(conditions) {
  const [condition] = conditions, text = inRow([...new Set(conditions.map((each) => conditionText(each)))]);
  const from = condition.origin === "profile" ? t("from_profile") : t("from_turn", { n: condition.turn });
  const soft = condition.status === "inferred" ? t("inferred") : condition.hard ? null : t("wish");
  const remove = () => tell("changeNeed", t("edited_removed", { text }), { remove: conditions.map((each) => each.id) });
  return chipOf(condition.id, { text, from, soft, fresh: condition.status === "current" }, (form, anchor) => form.editChip(anchor, conditions, { text, remove }), remove);
}

function chipOf(id, { text, from, soft = null, fresh = false }, edit, remove) {
  return el("li", { class: `chip ${soft ? "soft" : ""} ${fresh ? "fresh" : ""}`, "data-condition": id },
    el("button", { type: "button", class: "chip-text", "aria-haspopup": "dialog", "aria-label": t("edit_it", { text, turn: from }), onclick: ({ currentTarget: anchor }) => use(import("./conditions.js"), (form) => edit(form, anchor)) },
      soft ? el("em", {}, soft) : null, el("span", {}, text), from ? el("small", {}, from) : null),
    button("close", t("remove_it", { text }), remove, { class: "chip-remove" }));
}

// Editors of conditions and of the quantity.
import { at, call, page, tell } from "./client.js";
import { $, beside, el, trouble } from "./view.js";
import { conditionText, language, learn, inRow, money, t, wayName } from "./words.js";

const PERCENT = new Set(["supplier.repurchase_rate"]);
const IDS = new Set(["product", "supplier"]);
const MOST = { rating: "5", "supplier.rating": "5", "supplier.repurchase_rate": "100" };

const NOTHING = { choices: [], ways: [], problem: null };
let asked = 0;

// The possible values come from the server, since it would refuse others. If it can't be reached, the form says so and offers the rest.
export async function editChip(anchor, conditions, told) {
  const [condition] = conditions, mine = (asked += 1), { opening } = page, path = at(page.thread, `/need/${encodeURIComponent(condition.id)}?language=${language}`);
  const found = typeof condition.value === "boolean" ? NOTHING : await call("GET", path).catch((error) => ({ ...NOTHING, problem: trouble(error) }));
  const chip = anchor.isConnected ? anchor : $.need.querySelector(`[data-condition="${CSS.escape(condition.id)}"] .chip-text`);  // drawn anew meanwhile
  if (mine !== asked || opening !== page.opening || !chip) return;
  if (found.label) learn([{ field: condition.field, label: found.label }], language);
  form(chip, conditions, told, found);
}

function form(anchor, conditions, told, found) {
  const { text, remove } = told, [condition] = conditions, [fields, read] = conditions.length > 1 ? range(conditions, found) : part(condition, found);
  const firm = el("select", { "aria-label": t("how_hard") }, ["must", "wish"].map((each) => el("option", { value: each, selected: (each === "must") === condition.hard }, t(each))));
  const origin = page.turns.find((each) => each.reply?.turn === condition.turn);
  const problem = found.problem && el("div", { role: "alert" }, el("p", {}, found.problem), el("button", { type: "button", class: "link", onclick: () => editChip(anchor, conditions, told) }, t("retry")));
  const made = sheet(anchor, { text, origin: condition.origin === "profile" ? t("from_profile") : originOf(origin, condition.turn, () => made) }, [problem, fields, el("label", {}, el("span", {}, t("how_hard")), firm)],
    () => apply(conditions, read(), firm.value === "must", new Map(found.choices.map((each) => [each.value, each.label]))), remove);
}

// `states`: new states of the conditions with `value`, `op` and `every`; null removes one.
function apply(conditions, states, hard, labels) {
  const changed = (one, now) => ["value", "op", "every"].some((name) => JSON.stringify(now?.[name]) !== JSON.stringify(one[name]));
  const moved = conditions.some((each, place) => changed(each, states[place])), [first] = conditions;
  if (!moved && hard === first.hard) return;
  const kept = conditions.map((each, place) => [each, states[place]]).filter(([, now]) => now), gone = conditions.filter((each, place) => !states[place]);
  const words = (some) => inRow(some.map(([each, now]) => conditionText({ ...each, ...now, text: moved ? "" : each.text }, labels)));
  const said = [kept.length ? t(moved ? "edited_changed" : hard ? "edited_must" : "edited_wish", { text: words(kept) }) : "", gone.length ? t("edited_removed", { text: words(gone.map((each) => [each, {}])) }) : ""];
  tell("changeNeed", inRow(said.filter(Boolean)), { remove: gone.map((each) => each.id), change: kept.map(([each, now]) => ({ id: each.id, ...(moved ? { value: now.value, ...otherwise(each, now) } : {}), ...(hard === each.hard ? {} : { hard }) })) });
}

const otherwise = (one, { op, every }) => (op === one.op && every === one.every ? {} : { op, every });

// The fields of a condition, and a function that reads them.
function part(condition, { choices, ways, problem }) {
  const { value } = condition, [way, readWay] = wayOf(condition, ways), [fields, read] = valueOf(condition, choices, !problem);
  return [typeof value === "boolean" || IDS.has(condition.field) ? fields : typeof value === "number" ? el("div", { class: "bound" }, way, fields) : [labelled(t("way"), way), fields], () => [{ value: read(), ...readWay() }]];
}

// One of `ways`, or the current operator if there is no other.
function wayOf({ op, every, value }, ways) {
  const own = { op, every }, all = ways.length ? ways : [own];
  const one = el("select", { class: "way", "aria-label": t("way"), disabled: all.length < 2 }, all.map((each, place) => el("option", { value: String(place), selected: each.op === op && each.every === every }, wayName(each, value))));
  return [one, () => all[Number(one.value)]];
}

// The ends of a range; an empty one is removed.
function range(conditions, { ways }) {
  const ends = conditions.map((each) => [wayOf(each, ways.filter(({ op }) => op.startsWith(each.op[0]))), valueOf(each, [])]);
  const [low, high] = ends.map(([, [field]]) => field.querySelector("input"));
  low.required = high.required = false;
  const check = () => {
    low.setCustomValidity(low.value && high.value && Number(low.value) > Number(high.value) ? t("from_low") : "");
    high.required = !low.value;
  };
  return [el("div", { class: "range", oninput: check }, ends.map(([[way], [field]]) => el("div", { class: "bound" }, way, field))),
    () => ends.map(([[, readWay], [field, read]]) => field.querySelector("input").value ? { value: read(), ...readWay() } : null)];
}

// The fields of a value, and a function that reads them.
function valueOf({ field, value, unit }, choices, known = true) {
  if (Array.isArray(value) && choices.length) return several(value, choices);
  if (typeof value === "string" || Array.isArray(value)) {
    if (!choices.length) return [IDS.has(field) || !known ? null : el("p", { class: "faint" }, t("no_choices")), () => value];
    const one = el("select", { class: "value" }, choices.map((each) => el("option", { value: each.value, selected: each.value === value }, each.label)));
    return [labelled(t("value"), one), () => one.value];
  }
  if (typeof value === "boolean") {
    const flag = el("select", {}, [true, false].map((each) => el("option", { value: String(each), selected: each === value }, t(each ? "yes" : "no"))));
    return [labelled(t("value"), flag), () => flag.value === "true"];
  }
  const share = PERCENT.has(field) ? 100 : 1, measured = field === "price" ? money("", unit).trim() : share === 100 ? "%" : unit;
  const number = el("input", { type: "number", step: "any", min: field.startsWith("attr.") ? undefined : "0", max: MOST[field], required: true, value: String(Number((value * share).toFixed(6))) });
  return [labelled(measured ? `${t("value")} (${measured})` : t("value"), number), () => Number(number.value) / share];
}

const labelled = (label, input) => el("label", {}, el("span", {}, label), input);

function several(value, choices) {
  const boxes = choices.map((each) => el("input", { type: "checkbox", value: each.value, checked: value.includes(each.value) }));
  const check = () => boxes[0].setCustomValidity(boxes.some((each) => each.checked) ? "" : t("choose_one"));
  return [el("fieldset", { class: "several", onchange: check }, el("legend", {}, t("value")), choices.map((each, number) => el("label", {}, boxes[number], el("span", {}, each.label)))),
    () => boxes.filter((each) => each.checked).map((each) => each.value)];
}

// Where it was said, with a link.
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

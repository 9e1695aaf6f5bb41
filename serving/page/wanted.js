// Editor for a new condition: a field of the goods, an available value, and must, wish or exclusion; also for unused words.
import { at, call, page, tell } from "./client.js";
import { beside, el, menu, told } from "./view.js";
import { language, learn, t } from "./words.js";

// Possible meanings of an unused word; each sends its command.
export function useAs(anchor, word) {
  const said = (as, command) => tell("ask", t("used_as", { word, as }), null, [command]);
  menu(anchor, [
    [t("as_property"), "check", () => addWanted(anchor, word)],
    [t("as_goods"), "search", () => said(t("as_goods"), { command: "seek", goods: word, by: "tap" })],
    [t("as_question"), "guide", () => said(t("as_question"), { command: "learn", subject: word, by: "tap" })],
  ]);
}

export async function addWanted(anchor, word = null) {
  let fields;
  const { opening } = page;
  try {
    ({ fields } = await call("GET", at(page.thread, `/need?language=${language}`)));
  } catch (error) {
    return told(error);
  }
  if (opening !== page.opening) return undefined;
  if (!fields.length) return beside(anchor, el("p", {}, t("no_choices")), { class: "sheet", role: "status" });
  learn(fields, language);
  return form(anchor, fields, word);
}

function form(anchor, fields, word) {
  const title = word ? t("use_word_as", { word }) : t("add_condition");
  const what = el("select", { onchange: () => redraw(), "aria-label": t("property") }, fields.map((each, place) => el("option", { value: String(place) }, each.label)));
  const asks = el("div", { class: "bound" });
  const firm = el("select", { "aria-label": t("how_hard") }, ["must", "wish", "barred"].map((each) => el("option", { value: each }, t(each))));
  let read = null;
  const redraw = () => {
    const field = fields[Number(what.value)], [nodes, reader] = valueOf(field);
    asks.replaceChildren(...nodes);
    firm.lastChild.hidden = firm.lastChild.disabled = field.kind !== "text";
    if (firm.value === "barred" && field.kind !== "text") firm.value = "must";
    read = reader;
  };
  redraw();
  const labelled = (label, node) => el("label", {}, el("span", {}, label), node);
  const made = beside(anchor, el("form", { onsubmit: (event) => {
    event.preventDefault();
    const field = fields[Number(what.value)], { op, value, told: words } = read(), barred = firm.value === "barred";
    made.hidePopover();
    const text = t(barred ? "asks_barred" : "asks", { field: field.label, value: words });
    tell("ask", word ? t("used_as", { word, as: `${t(firm.value)}: ${text}` }) : t("added", { text: `${t(firm.value)}: ${text}` }), null,
      [{ command: "want", by: "tap", field: field.field, op: barred ? "!=" : op, value, strength: firm.value === "wish" ? "wish" : "must", text, ...(field.field === "price" ? { unit: field.unit } : {}) }]);
  } }, el("h3", {}, title), labelled(t("property"), what), asks, labelled(t("how_hard"), firm), el("div", { class: "row" }, el("button", { type: "submit", class: "primary" }, t("apply")))), { class: "sheet chip-form", role: "dialog", "aria-label": title });
  what.focus();
  return made;
}

// The fields of a value, and a function that reads them.
function valueOf(field) {
  if (field.kind === "flag") {
    const flag = el("select", { "aria-label": t("value") }, ["yes", "no"].map((each) => el("option", { value: each }, t(each))));
    return [[el("span", { class: "faint" }, t("value")), flag], () => ({ op: "=", value: flag.value === "yes", told: t(flag.value) })];
  }
  if (field.kind === "text") {
    const one = el("select", { class: "value", "aria-label": t("value") }, field.choices.map((each) => el("option", { value: each.value }, `${each.label} (${each.count})`)));
    return [[el("span", { class: "faint" }, t("value")), one], () => ({ op: "=", value: one.value, told: field.choices.find((each) => each.value === one.value).label })];
  }
  const ways = { "<=": "at_most", ">=": "at_least", "=": "exactly" };
  const way = el("select", { class: "way", "aria-label": t("way") }, Object.entries(ways).map(([op, label]) => el("option", { value: op }, t(label))));
  const number = el("input", { type: "number", step: "any", min: "0", required: true, "aria-label": [t("value"), field.unit].filter((each) => each).join(" "), placeholder: field.unit });
  return [[way, number], () => ({ op: way.value, value: Number(number.value), told: [t(ways[way.value]), number.value, field.unit].filter((each) => each).join(" ") })];
}

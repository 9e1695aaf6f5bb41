// Draws a turn, as far as its reply has arrived.
import { page, tell } from "./client.js";
import { cards, strip } from "./cards.js";
import { citation, cite } from "./citations.js";
import { comparison } from "./comparison.js";
import { inquiry, withoutLetters } from "./inquiry.js";
import { markdown } from "./markdown.js";
import { doings } from "./marked.js";
import { copier, degraded, relaxations } from "./reply.js";
import { rater } from "./rating.js";
import { $, button, el, failure, icon, skeletons, use } from "./view.js";
import { conditionName, language, t } from "./words.js";

// A turn's id tells its kind: a condition edited by hand, or an edited message.
const changed = (turn) => turn.id.startsWith("chip.");

const replaces = (turn) => turn.id.startsWith("edit.");

export const blank = () => ({ text: "", cards: [], relaxations: [], comparison: null, inquiries: [], citations: [], suggestions: [], degraded: [], language, need: page.need });

const PARTS = ["cards", "text", "step", "unused", "degraded", "comparison", "relaxations", "inquiries", "citations", "problem", "suggestions", "actions"];

export function drawTurn(turn) {
  if (!turn.view) {
    const parts = Object.fromEntries(PARTS.map((part) => [part, el("div", { class: `part part-${part}` })]));
    const answer = el("div", { class: "answer" }, Object.values(parts));
    turn.view = { li: el("li", { class: "turn" }), parts, answer, ask: el("div", {}) };
    turn.view.li.append(turn.view.ask, answer);
    $.log.append(turn.view.li);
  }
  update(turn);
}

export function update(turn, only = null) {
  if (!turn.view) return;
  if (!only) drawAsked(turn);
  for (const part of only ? [only, "step"] : PARTS) if (DRAW[part]) turn.view.parts[part].replaceChildren(...[DRAW[part](turn)].flat().filter((each) => each));
}

function drawAsked(turn) {
  const { ask: node, li } = turn.view, last = page.turns.at(-1) === turn, place = page.turns.indexOf(turn);
  li.classList.toggle("running", turn.status === "running");
  li.lang = turn.reply?.language === "zh" ? "zh-CN" : turn.reply?.language ?? "";
  if (turn.reply?.turn) li.dataset.turn = turn.reply.turn;
  for (const before of page.turns.slice(0, place)) before.view?.ask.querySelector(".pen")?.remove();
  if (changed(turn)) return node.replaceChildren(el("p", { class: "changed" }, icon("pen"), turn.text));
  node.className = "asked";
  node.replaceChildren(el("h2", { class: "hidden" }, t("you")), last && !changed(turn) && !page.readonly ? button("pen", t("edit"), () => tell("edit", turn), { class: "pen" }) : "", el("p", { class: "bubble", dir: "auto" }, turn.text));
  if (replaces(turn) && place > 0) fold(page.turns[place - 1]);
  return undefined;
}

function fold(turn) {
  if (!turn.view || turn.view.folded) return;
  turn.view.folded = true;
  const { li } = turn.view;
  const inside = el("details", { class: "folded" }, el("summary", {}, t("edited")), ...li.childNodes);
  li.append(inside);
}

const settledOf = (turn) => turn.reply ?? blank();

const conditionsOf = (turn) => (settledOf(turn).need ?? page.need)?.conditions ?? [];

// An inferred condition isn't in the buyer's words; a list shows it, and later turns use it.
function understoodOf(turn) {
  const told = new Map(page.turns.flatMap((each) => each.reply?.criteria ?? []).filter((each) => each.kind === "inferred").flatMap((each) => each.conditions.map((name) => [name, each.text])));
  return conditionsOf(turn).map((each) => ({ ...each, text: told.get(conditionName(each)) ?? each.text }));
}

function seenBefore(turn) {
  const before = new Set(page.turns.slice(0, page.turns.indexOf(turn)).flatMap((each) => (each.reply?.cards ?? []).map((card) => card.product_id)));
  const offered = turn.reply.cards;
  return offered.length > 0 && !changed(turn) && offered.every((each) => before.has(each.product_id)) && !["search", "refine"].includes(turn.reply.intent);
}

// A reply about brands: the products beside it have numbers of their own.
const ofBrands = (turn) => turn.reply.intent === "brand";

const DRAW = {
  degraded: (turn) => (turn.reply?.degraded.length ? degraded(turn.reply.degraded) : null),
  cards: (turn) => {
    const list = turn.reply?.cards ?? [];
    if (!list.length) return turn.status === "running" && turn.searching && !turn.reply?.text ? skeletons() : null;
    const context = { conditions: understoodOf(turn), on: doings(), brands: ofBrands(turn) };
    return [turn.reason ? el("p", { class: "revised" }, icon("retry"), turn.reason) : null, context.brands ? el("h3", { class: "label of-brands" }, t("of_brands")) : null, seenBefore(turn) ? strip(list, context) : cards(list, context)];
  },
  step: (turn) => {
    if (turn.status !== "running") return null;
    if (!turn.reply?.text && !turn.reply?.cards.length && turn.searching && !turn.view.parts.cards.firstChild) turn.view.parts.cards.replaceChildren(skeletons());
    return el("p", { class: "step" }, el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")), turn.step ?? t("step_waiting"));
  },
  text: (turn) => (turn.reply?.text ? el("div", { class: "text" }, markdown(withoutLetters(turn.reply.text, turn.reply.inquiries ?? []), (n) => cite(turn, n))) : null),
  unused: (turn) => {
    const words = turn.status === "done" && page.turns.at(-1) === turn ? turn.reply.understood?.unused ?? [] : [];
    return words.length ? el("section", { class: "unused", "aria-label": t("unused") }, el("span", { class: "faint" }, t("unused")), words.map((word) =>
      el("button", { type: "button", class: "unused-word", "aria-haspopup": "menu", "aria-label": t("use_it_as", { word }), onclick: ({ currentTarget }) => use(import("./wanted.js"), (wanted) => wanted.useAs(currentTarget, word)) }, el("q", {}, word), t("use_as")))) : null;
  },
  comparison: (turn) => (turn.reply?.comparison ? comparison(turn.reply.comparison, everyCard(), turn.reply.language) : null),
  relaxations: (turn) => (turn.reply?.relaxations.length && !page.readonly ? relaxations(turn.reply.relaxations, conditionsOf(turn), { relax: (each) => (each.say ? tell("ask", each.say) : tell("changeNeed", t("edited_removed", { text: each.text }), { remove: each.remove })) }) : null),
  inquiries: (turn) => (turn.reply?.inquiries ?? []).map((each) => inquiry(each, everyCard().get(each.product_ids[0])?.supplier ?? t("a_supplier"))),
  citations: (turn) => {
    const list = turn.reply?.citations ?? [];
    if (!list.length || turn.status === "running") return null;
    return el("details", { class: "sources" }, el("summary", {}, t("sources", { n: list.length })), el("ol", {}, list.map((each) => el("li", { value: each.n }, citation(each)))));
  },
  problem: (turn) => {
    if (turn.status === "stopped") return el("div", { class: "ended" }, icon("stop"), el("span", {}, t("stopped")), retrier(turn));
    if (turn.status === "failed") return failure(turn.problem, [[t(!turn.gone ? "retry" : turn.asks ? "ask_anew" : "new"), () => tell("again", turn)], ...(turn.asks ? [[t("edit"), () => tell("edit", turn)]] : [])]);
    return null;
  },
  suggestions: (turn) => {
    const above = new Set((turn.reply?.relaxations ?? []).map((each) => each.say));
    const list = (turn.reply?.suggestions ?? []).filter((each) => !above.has(each.text));
    if (!list.length || turn.status !== "done" || page.turns.at(-1) !== turn) return null;
    return el("section", { "aria-label": t("next") }, el("h3", { class: "label" }, t("next")), el("ul", { class: "suggestions" }, list.map((each) => el("li", {}, el("button", { type: "button", class: `suggestion suggestion-${each.kind}`, onclick: () => tell("ask", each.text, null, each.commands) }, el("span", {}, each.text), icon("chevron"))))));
  },
  actions: (turn) => {
    if (turn.status !== "done" || page.readonly) return null;
    return el("div", { class: "actions" }, rater(turn), copierOf(turn), retrier(turn, "again"));
  },
};

function retrier(turn, word = "retry") {
  const plain = button("retry", t(word), () => tell("again", turn));
  return word === "retry" ? el("button", { type: "button", class: "quiet", onclick: () => tell("again", turn) }, icon("retry"), t("retry")) : page.turns.at(-1) === turn && !changed(turn) ? plain : null;
}

function copierOf(turn) {
  const made = copier(() => turn.reply.text);
  made.setAttribute("aria-label", t("copy_reply"));
  return made;
}

const everyCard = () => new Map(page.turns.flatMap((turn) => (turn.reply?.cards ?? []).map((each) => [each.product_id, each])));

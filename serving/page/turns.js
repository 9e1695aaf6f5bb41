// A turn: how it is asked, followed, stopped and drawn; with the conditions that it leaves and the products marked in it.
import { Refused, at, call, follow, insist, others, page, pending, storage, tell } from "./client.js";
import { cards, cite, citation, comparison, copier, degraded, inquiry, markdown, rater, records, relaxations, strip } from "./reply.js";
import { $, button, dialog, el, failure, icon, land, picture, say, skeletons, told, trouble, use } from "./view.js";
import { conditionText, language, ordinals, t } from "./words.js";

const name = (kind) => `${kind}.${[...crypto.getRandomValues(new Uint8Array(12))].map((each) => each.toString(36)).join("")}`;

// A turn's name tells what it was: a condition changed by hand, or the message edited that stands before it.
const changed = (turn) => turn.id.startsWith("chip.");

const replaces = (turn) => turn.id.startsWith("edit.");

export async function ask(text, replacing = null) {
  const turn = { text, id: name(replacing?.status === "done" ? "edit" : "say"), reply: null, status: "running", asks: true };
  if (replacing && replacing.status !== "done") {
    if (replacing.status === "running") await stop();
    drop(replacing);
  }
  await begin(turn, (thread) => ({ method: "POST", path: at(thread, "/turns"), body: { text, turn_id: turn.id } }));
}

export async function changeNeed(text, body) {
  if (!page.thread) return;
  const turn = { text, id: name("chip"), reply: null, status: "running", body };
  await begin(turn, (thread) => ({ method: "PATCH", path: at(thread, "/need"), body: { ...body, turn_id: turn.id } }));
}

async function begin(turn, request) {
  turn.begin = () => begin(turn, request);
  turn.status = "running";
  if (!page.thread && !(await opened(turn))) return undefined;
  const asked = request(page.thread);
  pending(page.thread, { ...turn, view: undefined, begin: undefined, request: asked });
  return run(turn, asked);
}

// A new conversation for the turn; the message waits where there is no network. Whether it is there.
async function opened(turn) {
  const abort = new AbortController(), opening = page.opening;
  page.running = { turn, abort };
  show(turn);
  tell("composer");
  try {
    const made = await insist(abort.signal, () => step(turn, t(navigator.onLine ? "reconnecting" : "waiting_online")), "POST", "/v1/threads", {});
    if (!made || opening !== page.opening) return false;
    page.thread = made.thread_id;
    page.title = turn.text.slice(0, 60);
    history.pushState(null, "", `/?thread=${encodeURIComponent(page.thread)}`);
    tell("head");
    return true;
  } catch (error) {
    if (opening === page.opening) ended(turn, "failed", trouble(error));
    return false;
  }
}

function show(turn) {
  page.notice = null;
  if (!page.turns.includes(turn)) page.turns.push(turn);
  for (const before of page.turns.slice(0, page.turns.indexOf(turn))) before.view?.parts.suggestions.replaceChildren();  // now, or what is read would move later
  drawTurn(turn);
  tell("hello");
  $.log.querySelector(".latest")?.classList.remove("latest");
  turn.view.li.classList.add("latest");
  if (!$.form.contains(document.activeElement) && !$.need.contains(document.activeElement)) land();
  turn.view.li.scrollIntoView({ block: "start" });
}

function drop(turn) {
  page.turns = page.turns.filter((each) => each !== turn);
  turn.view?.li.remove();
}

async function run(turn, request) {
  const thread = page.thread, abort = new AbortController();
  page.running = { turn, abort };
  show(turn);
  tell("composer");
  try {
    for await (const event of follow(request, abort.signal, () => step(turn, t(navigator.onLine ? "reconnecting" : "waiting_online")))) if (!abort.signal.aborted) take(turn, event);
    if (turn.status === "running" && !abort.signal.aborted) ended(turn, "failed", t("lost"));
  } catch (error) {
    turn.gone = error.code === "thread_unknown";
    if (!abort.signal.aborted) ended(turn, "failed", trouble(error));
  }
  if (page.running?.turn === turn) page.running = null;
  if (page.thread !== thread) return void tell("list");
  tell("composer");
  others.postMessage({ kind: "ended", thread, turn: turn.id });
  await settle(thread);
}

// What only the server knows of a turn that has ended: the list that "the second one" points at, and the title.
async function settle(thread) {
  const whole = await call("GET", at(thread, "?limit=1")).catch(() => null);
  if (!whole || page.thread !== thread) return;
  page.shown = whole.shown;
  page.title = whole.title || page.title;
  tell("head");
  tell("list");
}

export function restore(whole) {
  const said = whole.messages.filter((each) => each.role === "user");
  const first = said.length - whole.replies.length;
  page.title = whole.title;
  page.need = whole.need;
  page.shown = whole.shown;
  page.turns = whole.replies.map((reply, number) => ({ text: said[first + number].content, id: said[first + number].turn_id ?? `turn-${reply.turn}`, reply, status: "done" }));
  tell("redraw");
  const running = whole.running, sent = pending(whole.thread_id);
  const known = (id) => page.turns.some((each) => each.id === id);
  if (running && !known(running.turn_id))
    run({ text: running.text, id: running.turn_id, reply: null, status: "running" }, { method: "GET", path: at(whole.thread_id, `/turns/${encodeURIComponent(running.turn_id)}/events`) });
  else if (sent && !known(sent.id)) run({ ...sent, reply: null, status: "running" }, sent.request);
  else page.turns.at(-1)?.view.li.scrollIntoView({ block: "start" });
}

const blank = () => ({ text: "", cards: [], relaxations: [], comparison: null, inquiries: [], citations: [], suggestions: [], degraded: [], language, need: page.need });

function take(turn, event) {
  switch (event.type) {
    case "RUN_STARTED":
      turn.reply = blank();
      if (turn.begin) others.postMessage({ kind: "begun", thread: page.thread, turn: turn.id });
      return update(turn);
    case "STEP_STARTED":
      if (event.stepName === "internal_retrieval" || event.stepName === "external_search") turn.searching = true;
      return step(turn, t(`step_${event.stepName}`));
    case "STATE_SNAPSHOT":
      return needed(turn, event.snapshot.need);
    case "STATE_DELTA":
      return needed(turn, event.delta.find((each) => each.path === "/need")?.value);
    case "CUSTOM":
      turn.reply[event.name] = event.name === "cards" ? event.value.cards : event.value;
      if (event.name === "cards") {
        turn.reason = event.value.reason;
        say(turn.reason ?? t("found", { n: turn.reply.cards.length }));
      }
      return update(turn, event.name);
    case "TEXT_MESSAGE_CONTENT":
      turn.reply.text += event.delta;
      say(event.delta.replace(/\*\*|\[\d+\]|^\s*[-*]\s/g, ""));
      return update(turn, "text");
    case "RUN_FINISHED":
      if (event.outcome?.type === "cancelled") return ended(turn, "stopped");
      turn.reply = event.result;
      page.need = event.result.need;
      drawNeed();
      return ended(turn, "done");
    case "RUN_ERROR":
      return ended(turn, "failed", trouble(new Refused(500, event.message, event.code)));
    default:
      return undefined;
  }
}

function needed(turn, need) {
  if (!need) return;
  turn.reply.need = page.need = need;
  turn.reply.language = need.language;
  drawNeed();
}

function step(turn, text) {
  turn.step = text;
  update(turn, "step");
}

function ended(turn, status, problem = null) {
  Object.assign(turn, { status, problem, step: null });
  pending(page.thread, null);
  if (status === "stopped" && !page.turns.some((each) => each.status === "done")) {
    page.thread = null;  // a conversation without a turn is none
    history.replaceState(null, "", "/");
  }
  if (status !== "done") page.need = page.turns.findLast((each) => each.status === "done")?.reply.need ?? null;
  if (page.running?.turn === turn) page.running = null;
  update(turn);
  drawNeed();
  tell("composer");
  if (problem) say(problem);
  if (status === "failed" && turn.asks && !$.input.value) tell("edit", turn, false);
}

export async function stop() {
  const running = page.running;
  if (!running) return;
  if (!page.thread || !navigator.onLine) {
    running.abort.abort();
    if (!page.thread) return ended(running.turn, "stopped");
  }
  try {
    const { stopped } = await call("POST", at(page.thread, "/stop"), {});
    if (!stopped) say(t("failed_stop"));
  } catch (error) {
    told(error);
  }
}

const PARTS = ["cards", "text", "step", "degraded", "comparison", "relaxations", "inquiries", "citations", "problem", "suggestions", "actions"];

function drawTurn(turn) {
  if (!turn.view) {
    const parts = Object.fromEntries(PARTS.map((part) => [part, el("div", { class: `part part-${part}` })]));
    const answer = el("div", { class: "answer" }, Object.values(parts));
    turn.view = { li: el("li", { class: "turn" }), parts, answer, ask: el("div", {}) };
    turn.view.li.append(turn.view.ask, answer);
    $.log.append(turn.view.li);
  }
  update(turn);
}

// All of the conversation at hand, in a frame that is new.
export function redraw() {
  for (const turn of page.turns) {
    turn.view = null;
    drawTurn(turn);
  }
  drawNeed();
  drawTray();
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
  if (changed(turn)) return node.replaceChildren(el("p", { class: "changed" }, icon("pen"), `${t("condition_changed")}：${turn.text}`.replace("：", language === "zh" ? "：" : ": ")));
  node.className = "asked";
  node.replaceChildren(el("h2", { class: "hidden" }, t("you")), last && !changed(turn) ? button("pen", t("edit"), () => tell("edit", turn), { class: "pen" }) : "", el("p", { class: "bubble", dir: "auto" }, turn.text));
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

const topicOf = (turn) => (settledOf(turn).need ?? page.need)?.category ?? "";

function seenBefore(turn) {
  const before = new Set(page.turns.slice(0, page.turns.indexOf(turn)).flatMap((each) => (each.reply?.cards ?? []).map((card) => card.product_id)));
  const offered = turn.reply.cards;
  return offered.length > 0 && !changed(turn) && offered.every((each) => before.has(each.product_id)) && !["search", "refine"].includes(turn.reply.intent);
}

const DRAW = {
  degraded: (turn) => (turn.reply?.degraded.length ? degraded(turn.reply.degraded) : null),
  cards: (turn) => {
    const list = turn.reply?.cards ?? [];
    if (!list.length) return turn.status === "running" && turn.searching && !turn.reply?.text ? skeletons() : null;
    const context = { conditions: conditionsOf(turn), category: topicOf(turn), on: doings(turn) };
    return [turn.reason ? el("p", { class: "revised" }, icon("retry"), turn.reason) : null, seenBefore(turn) ? strip(list, context) : cards(list, context)];
  },
  step: (turn) => {
    if (turn.status !== "running") return null;
    if (!turn.reply?.text && !turn.reply?.cards.length && turn.searching && !turn.view.parts.cards.firstChild) turn.view.parts.cards.replaceChildren(skeletons());
    return el("p", { class: "step" }, el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")), turn.step ?? t("step_waiting"));
  },
  text: (turn) => (turn.reply?.text ? el("div", { class: "text" }, markdown(turn.reply.text, (n) => cite(turn, n))) : null),
  comparison: (turn) => (turn.reply?.comparison ? comparison(turn.reply.comparison, everyCard(), turn.reply.language, topicOf(turn)) : null),
  relaxations: (turn) => (turn.reply?.relaxations.length ? relaxations(turn.reply.relaxations, conditionsOf(turn), { relax: (each) => (each.say ? ask(each.say) : changeNeed(t("without", { text: each.text }), { remove: each.remove })) }) : null),
  inquiries: (turn) => (turn.reply?.inquiries ?? []).map((each) => inquiry(each, everyCard().get(each.product_ids[0])?.supplier ?? t("a_supplier"))),
  citations: (turn) => {
    const list = turn.reply?.citations ?? [];
    if (!list.length || turn.status === "running") return null;
    return el("details", { class: "sources" }, el("summary", {}, t("sources", { n: list.length })), el("ol", {}, list.map((each) => el("li", { value: each.n }, citation(each)))));
  },
  problem: (turn) => {
    if (turn.status === "stopped") return el("div", { class: "ended" }, icon("stop"), el("span", {}, t("stopped")), retrier(turn));
    if (turn.status === "failed") return failure(turn.problem, [[t(!turn.gone ? "retry" : turn.asks ? "ask_anew" : "new"), () => again(turn)], ...(turn.asks ? [[t("edit"), () => tell("edit", turn)]] : [])]);
    return null;
  },
  suggestions: (turn) => {
    const above = new Set((turn.reply?.relaxations ?? []).map((each) => each.say));
    const list = (turn.reply?.suggestions ?? []).filter((each) => !above.has(each.text));
    if (!list.length || turn.status !== "done" || page.turns.at(-1) !== turn) return null;
    return el("section", { "aria-label": t("next") }, el("h3", { class: "label" }, t("next")), el("ul", { class: "suggestions" }, list.map((each) => el("li", {}, el("button", { type: "button", class: `suggestion suggestion-${each.kind}`, onclick: () => ask(each.text) }, el("span", {}, each.text), icon("chevron"))))));
  },
  actions: (turn) => {
    if (turn.status !== "done") return null;
    return el("div", { class: "actions" }, rater(turn), copierOf(turn), retrier(turn, "again"));
  },
};

function retrier(turn, word = "retry") {
  const plain = button("retry", t(word), () => again(turn));
  return word === "retry" ? el("button", { type: "button", class: "quiet", onclick: () => again(turn) }, icon("retry"), t("retry")) : page.turns.at(-1) === turn && !changed(turn) ? plain : null;
}

function again(turn) {
  if (turn.status === "done") return ask(turn.text, turn);
  if (page.editing === turn) tell("edit", null, false);
  drop(turn);
  turn.view = null;
  if (turn.gone) tell("go", null);
  if (turn.body && turn.gone) return undefined;
  if (turn.body) return changeNeed(turn.text, turn.body);
  return ask(turn.text);
}

function copierOf(turn) {
  const made = copier(() => turn.reply.text);
  made.setAttribute("aria-label", t("copy_reply"));
  return made;
}

const everyCard = () => new Map(page.turns.flatMap((turn) => (turn.reply?.cards ?? []).map((each) => [each.product_id, each])));

function drawNeed() {
  const need = page.need, active = (need?.conditions ?? []).filter((each) => !["removed", "relaxed"].includes(each.status) && !(each.field === "product" && each.op === "not_in"));
  const topic = need && ((need.language === "zh" ? need.category || need.query : need.query || need.category) || "");
  const refocus = focusedChip();
  $.need.hidden = !active.length && !topic && !need?.quantity;
  $.need.replaceChildren(el("h2", { class: "hidden" }, t("conditions")), el("ul", { class: "chips" },
    topic ? el("li", { class: "topic" }, el("span", { class: "hidden" }, `${t("looking_for")} `), icon("search"), topic) : null,
    need?.quantity ? quantityChip(need.quantity) : null,
    active.map(chip)));
  refocus();
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

// How many are wanted is no condition that the server can be told to drop: both go by words that it reads.
function quantityChip(n) {
  const text = t("pieces", { n });
  return el("li", { class: "chip", "data-condition": "quantity" },
    el("button", { type: "button", class: "chip-text", "aria-haspopup": "dialog", "aria-label": t("edit_quantity", { text }), onclick: (event) => edited(event, (form, anchor) => form.editQuantity(anchor, n, ask)) }, el("span", {}, text)),
    button("close", t("remove_it", { text }), () => ask(t("say_any_quantity")), { class: "chip-remove" }));
}

function edited({ currentTarget: anchor }, doing) {
  use(import("./conditions.js"), (form) => doing(form, anchor));
}

function chip(condition) {
  const text = conditionText(condition), from = condition.origin === "profile" ? t("from_profile") : t("from_turn", { n: condition.turn });
  const soft = !condition.hard || condition.status === "inferred";
  return el("li", { class: `chip ${soft ? "soft" : ""} ${condition.status === "current" ? "fresh" : ""}`, "data-condition": condition.id },
    el("button", { type: "button", class: "chip-text", "aria-haspopup": "dialog", "aria-label": t("edit_it", { text, turn: from }), onclick: (event) => edited(event, (form, anchor) => form.editChip(anchor, condition, page.turns, changeNeed)) },
      soft ? el("em", {}, condition.status === "inferred" ? t("inferred") : t("wish")) : null, el("span", {}, text), el("small", {}, from)),
    button("close", t("remove_it", { text }), () => changeNeed(t("without", { text }), { remove: [condition.id] }), { class: "chip-remove" }));
}

export const MOST_COMPARED = 4;

export function doings() {
  return {
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
      const kept = !page.shortlist.delete(each.product_id);
      if (kept) page.shortlist.set(each.product_id, each);
      storage("shortlist", [...page.shortlist.values()]);
      node.setAttribute("aria-pressed", String(kept));
      node.setAttribute("aria-label", t(kept ? "unkeep" : "keep", { title: each.title }));
      tell("head");
    },
    supplier: (each) => {
      const it = pointed([each]);
      if (!it) return dialog(each.supplier, el("p", {}, t("older_list")), { actions: [[t("done"), () => {}, "primary"]] });
      return ask(language === "zh" ? `${it}的供应商靠谱吗？` : `Is the supplier of ${it} reliable?`);
    },
  };
}

// The same product may stand in several replies.
function marks() {
  for (const node of document.querySelectorAll("[data-product] input[type=checkbox]")) node.checked = page.selected.has(node.closest("[data-product]").dataset.product);
}

// Products in words that the server resolves: by their places in the last list, the one before it, or the very first; null where no list has them all.
export function pointed(products) {
  const lists = page.shown.map((each) => each.product_ids);
  for (const [which, list] of [["", lists.at(-1)], ["previous", lists.at(-2)], ["first", lists[0]]]) {
    const found = products.map((each) => (list ?? []).indexOf(each.product_id) + 1);
    if (found.every((each) => each > 0 && each <= 10)) return ordinals(found.sort((one, other) => one - other), which);
  }
  return null;
}

function drawTray() {
  const chosen = [...page.selected.values()];
  $.tray.hidden = !chosen.length;
  if (!chosen.length) return;
  $.tray.replaceChildren(el("div", { class: "tray-pictures" }, chosen.map((each) => picture(each, page.need?.category ?? ""))), el("span", { class: chosen.length > 1 ? "tray-words enough" : "tray-words", role: "status" }, chosen.length > 1 ? t("selected", { n: chosen.length }) : t("compare_need")),
    el("button", { type: "button", class: "quiet", onclick: () => {
      page.selected.clear();
      marks();
      drawTray();
      land();
    } }, t("clear")),
    el("button", { type: "button", class: "primary", disabled: chosen.length < 2, onclick: () => compare(chosen) }, icon("scale"), t("compare_now", { n: chosen.length })));
}

export function compare(chosen) {
  const these = pointed(chosen);
  page.selected.clear();
  marks();
  drawTray();
  if (these) return ask(language === "zh" ? `对比${these}` : `Compare ${these}`);
  return dialog(t("comparison"), records(chosen, page.need?.category ?? ""), { kind: "wide" });
}

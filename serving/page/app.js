// The page: conversations at the side, one of them open, the message box below it.
import { Refused, at, call, follow } from "./client.js";
import { button, cards, citation, comparison, copier, degraded, el, icon, inquiry, markdown, outside, picture, relaxations, skeletons, strip } from "./view.js";
import { conditionText, fieldName, language, money, ordinals, speak, t } from "./words.js";

const MOST_COMPARED = 4;
const root = document.documentElement;
const others = new BroadcastChannel("daogou");
const storage = (key, value) => (value === undefined ? JSON.parse(localStorage.getItem(`daogou.${key}`) ?? "null") : localStorage.setItem(`daogou.${key}`, JSON.stringify(value)));

const page = {
  threads: [], query: "", thread: null, title: "", turns: [], need: null, shown: [], running: null,
  selected: new Map(), shortlist: new Map((storage("shortlist") ?? []).map((each) => [each.product_id, each])), editing: null, opening: 0,
};
const $ = {};  // the parts of the page by name

// ---- look and language

function dress() {
  const theme = storage("theme") ?? "auto";
  root.dataset.theme = theme === "auto" ? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light") : theme;
  root.lang = language === "zh" ? "zh-CN" : "en";
}

function settings() {
  const theme = storage("theme") ?? "auto";
  const next = { auto: "light", light: "dark", dark: "auto" }[theme];
  return el("div", { class: "settings" },
    el("button", { type: "button", class: "quiet", lang: language === "zh" ? "en" : "zh-CN", "aria-label": language === "zh" ? "Switch to English" : "切换到中文", onclick: () => {
      speak(language === "zh" ? "en" : "zh");
      build();
      $.settings.firstChild.focus();
    } }, language === "zh" ? "English" : "中文"),
    el("button", { type: "button", class: "quiet", "aria-label": `${t("theme")}: ${t(`theme_${theme}`)}`, onclick: () => {
      storage("theme", next);
      dress();
      const fresh = settings();
      $.settings.replaceWith(fresh);
      $.settings = fresh;
      fresh.lastChild.focus();
    } }, icon({ auto: "auto", light: "sun", dark: "moon" }[theme]), t(`theme_${theme}`)));
}

// ---- the frame

function build() {
  const draft = $.input?.value ?? "";
  dress();
  $.settings = settings();
  $.search = el("input", { type: "search", placeholder: t("find"), "aria-label": t("find"), oninput: searched, value: page.query });
  $.list = el("div", { class: "threads" });
  $.side = el("nav", { class: "side", id: "side", "aria-label": t("conversations") },
    el("div", { class: "brand" }, el("span", { class: "mark", "aria-hidden": "true" }, icon("bookmark")), el("span", {}, el("b", {}, t("name")), el("small", {}, t("tagline"))), button("close", t("close"), () => drawer(false), { class: "only-narrow" })),
    el("button", { type: "button", class: "new", onclick: () => go(null) }, icon("plus"), t("new")),
    el("label", { class: "search" }, icon("search"), $.search), $.list, $.settings);
  $.title = el("h1", {});
  $.menu = button("menu", t("menu"), () => drawer(true), { class: "only-narrow", "aria-expanded": "false", "aria-controls": "side" });
  $.kept = el("button", { type: "button", class: "quiet kept", onclick: openShortlist });
  $.header = el("header", { class: "top" }, $.menu, $.title, $.kept);
  $.need = el("section", { class: "need", "aria-label": t("conditions") });
  $.banner = el("div", { class: "banner", role: "status", hidden: navigator.onLine }, icon("cloud"), t("offline"));
  $.log = el("ol", { class: "turns", "aria-label": t("message") });
  $.hello = el("section", { class: "hello" });
  $.main = el("main", { id: "main", class: "main", tabindex: "-1" }, $.hello, $.log);
  $.tray = el("div", { class: "tray", hidden: true, role: "region", "aria-label": t("compare") });
  $.input = el("textarea", { id: "message", rows: "1", maxlength: "4000", "aria-label": t("message"), "aria-describedby": "hint", oninput: grow, onkeydown: typed, enterkeyhint: "send" });
  $.input.value = draft;
  $.go = el("button", { type: "submit", class: "go" });
  $.editing = el("p", { class: "editing", hidden: true });
  $.form = el("form", { class: "composer", onsubmit: submitted }, $.editing, el("div", { class: "box" }, $.input, $.go), el("p", { class: "hint", id: "hint" }, t("hint")));
  $.live = el("div", { class: "hidden", "aria-live": "polite", role: "status" });
  $.veil = el("div", { class: "veil", hidden: true, onclick: () => drawer(false) });
  const skip = el("a", { href: "#main", class: "skip", onclick: (event) => {
    event.preventDefault();
    $.main.focus();
  } }, t("skip"));
  document.body.replaceChildren(skip, $.side, $.veil, el("div", { class: "talk" }, $.header, $.need, $.banner, $.main, el("div", { class: "bottom" }, $.tray, $.form)), $.live);
  redraw();
}

// All of the conversation at hand, in the frame that stands.
function redraw() {
  $.log.replaceChildren();
  for (const turn of page.turns) {
    turn.view = null;
    drawTurn(turn);
  }
  drawList();
  drawHead();
  drawNeed();
  drawTray();
  drawComposer();
  drawHello();
}

const narrow = matchMedia("(max-width: 899px)");

function drawer(open) {
  $.side.classList.toggle("open", open);
  $.veil.hidden = !open;
  $.menu.setAttribute("aria-expanded", String(open));
  if (open) $.search.focus();
  else if (narrow.matches && $.side.contains(document.activeElement)) $.menu.focus();
}

function drawHead() {
  $.title.textContent = page.thread ? page.title || t("untitled") : t("new");
  document.title = page.thread && page.title ? `${page.title} · ${t("name")}` : `${t("name")} · ${t("tagline")}`;
  $.kept.replaceChildren(icon("bookmark"), el("span", { class: "kept-word" }, t("shortlist")), el("b", {}, String(page.shortlist.size)));
  $.kept.setAttribute("aria-label", t("shortlist_n", { n: page.shortlist.size }));
}

function say(text) {
  $.live.append(el("p", {}, text));
  while ($.live.childNodes.length > 6) $.live.firstChild.remove();
}

// ---- a dialog; the page behind it waits

function dialog(title, body, { kind = "", actions = [] } = {}) {
  const made = el("dialog", { class: `dialog ${kind}`, "aria-label": title, onclose: () => made.remove(), onclick: (event) => event.target === made && made.close() });
  made.append(el("div", { class: "dialog-inside" }, el("div", { class: "dialog-head" }, el("h2", {}, title), button("close", t("close"), () => made.close())), el("div", { class: "dialog-body" }, body),
    actions.length ? el("div", { class: "dialog-actions" }, actions.map(([label, doing, look = "quiet"]) => el("button", { type: "button", class: look, onclick: async () => (await doing()) !== false && made.close() }, label))) : null));
  document.body.append(made);
  made.showModal();
  return made;
}

function trouble(error) {
  const waits = error instanceof Refused && error.status === 429 ? t("busy", { n: error.after ?? 10 }) : null;
  return waits ?? (error instanceof Refused ? error.message : t("lost"));
}

const told = (error) => dialog(t("failed_title"), el("p", {}, trouble(error)), { actions: [[t("done"), () => {}, "primary"]] });

// ---- conversations

let searching = 0;
function searched() {
  clearTimeout(searching);
  searching = setTimeout(() => {
    page.query = $.search.value.trim();
    listThreads();
  }, 220);
}

async function listThreads() {
  try {
    page.threads = (await call("GET", `/v1/threads?limit=100${page.query ? `&q=${encodeURIComponent(page.query)}` : ""}`)).threads;
    page.listed = null;
  } catch (error) {
    page.listed = trouble(error);
  }
  drawList();
}

function when(date) {
  const midnight = new Date();
  midnight.setHours(0, 0, 0, 0);
  const age = (midnight - new Date(date)) / 86_400_000;
  return age <= 0 ? "today" : age <= 1 ? "yesterday" : "earlier";
}

function drawList() {
  if (page.listed) return $.list.replaceChildren(el("p", { class: "faint" }, t("list_failed"), " ", el("button", { type: "button", class: "link", onclick: listThreads }, t("retry"))));
  if (!page.threads.length) return $.list.replaceChildren(el("p", { class: "faint" }, t(page.query ? "none_found" : "none_yet")));
  const groups = Map.groupBy ? Map.groupBy(page.threads, (each) => when(each.updated_at)) : new Map([["conversations", page.threads]]);
  $.list.replaceChildren(...[...groups].flatMap(([name, threads]) => [el("h2", { class: "label" }, t(name)), el("ul", {}, threads.map(listed))]));
}

function listed(thread) {
  const title = thread.title || t("untitled"), here = thread.thread_id === page.thread;
  const link = el("a", { href: `/?thread=${encodeURIComponent(thread.thread_id)}`, "aria-current": here ? "page" : null, onclick: (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(thread.thread_id);
  } }, title);
  return el("li", { class: here ? "thread here" : "thread" }, link, button("more", t("more_of", { title }), (event) => menu(event.currentTarget, [
    [t("rename"), "pen", () => rename(thread)], [t("export_md"), "copy", () => exported(thread, "md")], [t("export_json"), "copy", () => exported(thread, "json")], [t("delete"), "cross", () => erase(thread), "danger"],
  ]), { "aria-haspopup": "menu" }));
}

// A small menu or note beside what opened it; a click elsewhere or Esc closes it.
function beside(anchor, content, props = {}) {
  document.querySelector(".beside")?.hidePopover();
  const made = el("div", { popover: "auto", ...props, class: `beside ${props.class ?? ""}` }, content);
  made.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    if (made.contains(document.activeElement) || document.activeElement === document.body) anchor.isConnected && anchor.focus();
    made.remove();
    anchor.setAttribute("aria-expanded", "false");
  });
  document.body.append(made);
  made.showPopover();
  anchor.setAttribute("aria-expanded", "true");
  const spot = anchor.getBoundingClientRect(), size = made.getBoundingClientRect(), margin = 10;
  if (innerWidth > 560 || !made.classList.contains("sheet")) {
    const above = spot.bottom + size.height + margin > innerHeight && spot.top - size.height - margin > 0;
    made.style.setProperty("top", `${Math.max(margin, above ? spot.top - size.height - 6 : Math.min(spot.bottom + 6, innerHeight - size.height - margin))}px`);
    made.style.setProperty("left", `${Math.max(margin, Math.min(spot.left, innerWidth - size.width - margin))}px`);
  }
  made.querySelector("[autofocus], button, a, input, textarea")?.focus({ preventScroll: true });
  return made;
}

function menu(anchor, items) {
  const made = beside(anchor, items.map(([label, sign, doing, look = ""]) => el("button", { type: "button", role: "menuitem", class: look, onclick: () => {
    made.hidePopover();
    doing();
  } }, icon(sign), label)), { role: "menu", class: "menu", onkeydown: (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = [...made.querySelectorAll("button")];
    all.at((all.indexOf(document.activeElement) + step) % all.length).focus();
  } });
}

function rename(thread) {
  const input = el("input", { type: "text", value: thread.title, maxlength: "200", "aria-label": t("title_label"), autofocus: true });
  const save = async () => {
    const title = input.value.trim();
    if (!title) return false;
    try {
      await call("PATCH", at(thread.thread_id), { title });
    } catch (error) {
      told(error);
    }
    if (thread.thread_id === page.thread) page.title = title;
    drawHead();
    listThreads();
    return true;
  };
  const made = dialog(t("rename_title"), input, { actions: [[t("cancel"), () => {}], [t("save"), save, "primary"]] });
  input.addEventListener("keydown", async (event) => event.key === "Enter" && !event.isComposing && (await save()) && made.close());
  input.select();
}

function erase(thread) {
  dialog(t("delete_title"), el("p", {}, t("delete_body", { title: thread.title || t("untitled") })), { actions: [[t("cancel"), () => {}], [t("delete"), async () => {
    try {
      await call("DELETE", at(thread.thread_id));
    } catch (error) {
      if (error.status !== 404) return told(error);
    }
    others.postMessage({ kind: "list" });
    if (thread.thread_id === page.thread) go(null);
    return listThreads();
  }, "danger"]] });
}

async function exported(thread, kind) {
  let whole;
  try {
    whole = await call("GET", at(thread.thread_id, "?limit=500"));
  } catch (error) {
    return told(error);
  }
  const text = kind === "json" ? JSON.stringify(whole, null, 2) : [`# ${whole.title}`, ...whole.messages.map((each) => `## ${t(each.role === "user" ? "you" : "guide")} · ${t("answer_at", { n: each.turn })}\n\n${each.content}`)].join("\n\n");
  const url = URL.createObjectURL(new Blob([text], { type: kind === "json" ? "application/json" : "text/markdown" }));
  el("a", { href: url, download: `${(whole.title || "daogou").replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60)}.${kind}` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

// ---- opening one

const drafts = new Map();

function go(thread) {
  history.pushState(null, "", thread ? `/?thread=${encodeURIComponent(thread)}` : "/");
  moved(thread);
}

function moved(thread) {
  drafts.set(page.thread, page.editing ? "" : $.input.value);
  drawer(false);
  open(thread);
  $.input.value = drafts.get(thread) ?? "";
  grow();
  (narrow.matches ? $.main : $.input).focus();
}

function leave() {
  page.running?.abort.abort();
  Object.assign(page, { title: "", turns: [], need: null, shown: [], running: null, editing: null });
  page.selected.clear();
}

async function open(thread) {
  const opening = ++page.opening;
  leave();
  page.thread = thread;
  redraw();
  if (!thread) return;
  $.hello.replaceChildren(el("p", { class: "faint", role: "status" }, t("loading")), skeletons());
  $.hello.hidden = false;
  try {
    const whole = await call("GET", at(thread, "?limit=100"));
    if (opening === page.opening) restore(whole);
  } catch (error) {
    if (opening !== page.opening) return;
    const sent = error.status === 404 && pending(thread);
    if (sent) return restore({ thread_id: thread, title: sent.text, messages: [], replies: [], need: null, shown: [], running: null });
    $.hello.replaceChildren(failure(error.status === 404 ? t("gone") : trouble(error), [...(error.status === 404 ? [] : [[t("retry"), () => open(thread)]]), [t("new"), () => go(null)]]));
  }
}

function restore(whole) {
  const said = whole.messages.filter((each) => each.role === "user");
  const first = said.length - whole.replies.length;
  page.title = whole.title;
  page.need = whole.need;
  page.shown = whole.shown;
  page.turns = whole.replies.map((reply, number) => ({ text: said[first + number].content, id: said[first + number].turn_id ?? `turn-${reply.turn}`, reply, status: "done" }));
  redraw();
  const running = whole.running, sent = pending(whole.thread_id);
  const known = (id) => page.turns.some((each) => each.id === id);
  if (running && !known(running.turn_id))
    run({ text: running.text, id: running.turn_id, reply: null, status: "running" }, { method: "GET", path: at(whole.thread_id, `/turns/${encodeURIComponent(running.turn_id)}/events`) });
  else if (sent && !known(sent.id)) run({ ...sent, reply: null, status: "running" }, sent.request);
  else page.turns.at(-1)?.view.li.scrollIntoView({ block: "start" });
}

async function openers() {
  const found = await call("POST", "/v1/suggestions", { text: language === "zh" ? "你好" : "hello" }).catch(() => null);
  page.openers = { [language]: found?.suggestions ?? [] };
  if (!page.thread && !page.turns.length) drawHello();
}

function drawHello() {
  $.hello.hidden = Boolean(page.thread || page.turns.length);
  if ($.hello.hidden) return;
  if (!page.openers?.[language]) {
    page.openers = { [language]: [] };
    openers();
  }
  const tries = page.openers[language];
  $.hello.replaceChildren(
    el("div", { class: "hello-art", "aria-hidden": "true" }, ["包 bag", "睡袋", "保温杯", "耳机"].map((title, number) => picture({ title, product_id: "bcde"[number] }, ""))),
    el("h2", {}, t("hello")), el("p", { class: "lead" }, t("hello_body")),
    tries.length ? el("div", { class: "tries" }, el("h3", { class: "label" }, t("hello_try")), el("ul", {}, tries.map((each) => el("li", {}, el("button", { type: "button", class: "suggestion", onclick: () => ask(each.text) }, el("span", {}, each.text), icon("chevron")))))) : "");
}

function failure(text, actions = []) {
  return el("div", { class: "failure", role: "alert" }, icon("cloud"), el("div", {}, el("b", {}, t("failed_title")), el("p", {}, text), el("div", { class: "row" }, actions.map(([label, doing]) => el("button", { type: "button", class: "quiet", onclick: doing }, label)))));
}

// ---- the message box

function grow() {
  $.input.style.setProperty("height", "auto");
  $.input.style.setProperty("height", `${Math.min($.input.scrollHeight, 180)}px`);
  drawComposer();
}

function typed(event) {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    $.form.requestSubmit();
  } else if (event.key === "Escape" && page.editing) edit(null);
}

function submitted(event) {
  event.preventDefault();
  const text = $.input.value.trim();
  if (page.running && !text) return stop();
  if (!text) return $.input.focus();
  const replaces = page.editing;
  $.input.value = "";
  page.editing = null;
  grow();
  return ask(text, replaces);
}

function drawComposer() {
  const stops = page.running && !$.input.value.trim();
  $.go.replaceChildren(icon(stops ? "stop" : "send"));
  $.go.setAttribute("aria-label", t(stops ? "stop" : "send"));
  $.go.title = t(stops ? "stop" : "send");
  $.go.classList.toggle("stops", Boolean(stops));
  $.go.toggleAttribute("data-empty", !stops && !$.input.value.trim());
  $.input.placeholder = page.turns.length ? t("placeholder_more") : innerWidth < 600 ? t("placeholder_short") : t("placeholder", { example: t("example") });
  $.editing.hidden = !page.editing;
  $.editing.replaceChildren(icon("pen"), t("editing"), button("close", t("cancel"), () => edit(null)));
}

function edit(turn) {
  page.editing = turn;
  $.input.value = turn ? turn.text : "";
  grow();
  $.input.focus();
}

// ---- a turn

const name = (kind) => `${kind}.${[...crypto.getRandomValues(new Uint8Array(12))].map((each) => each.toString(36)).join("")}`;

// A turn's name tells what it was: a condition changed by hand, or the message edited that stands before it.
const changed = (turn) => turn.id.startsWith("chip.");
const replaces = (turn) => turn.id.startsWith("edit.");

async function ask(text, replacing = null) {
  const turn = { text, id: name(replacing?.status === "done" ? "edit" : "say"), reply: null, status: "running", asks: true };
  if (replacing && replacing.status !== "done") {
    if (replacing.status === "running") await stop();
    drop(replacing);
  }
  await begin(turn, (thread) => ({ method: "POST", path: at(thread, "/turns"), body: { text, turn_id: turn.id } }));
}

async function changeNeed(text, body) {
  if (!page.thread) return;
  const turn = { text, id: name("chip"), reply: null, status: "running", body };
  await begin(turn, (thread) => ({ method: "PATCH", path: at(thread, "/need"), body: { ...body, turn_id: turn.id } }));
}

async function begin(turn, request) {
  turn.begin = () => begin(turn, request);
  turn.status = "running";
  const fresh = !page.thread;
  try {
    if (fresh) {
      show(turn);
      const { thread_id: thread } = await call("POST", "/v1/threads", {});
      page.thread = thread;
      page.title = turn.text.slice(0, 60);
      history.pushState(null, "", `/?thread=${encodeURIComponent(thread)}`);
      drawHead();
    }
  } catch (error) {
    return ended(turn, "failed", trouble(error));
  }
  const asked = request(page.thread);
  pending(page.thread, { ...turn, view: undefined, begin: undefined, request: asked });
  return run(turn, asked);
}

// What was sent and not answered yet, so that a reload can send it again by its name: to a server that began anew, or another worker, which knows nothing of it.
function pending(thread, turn) {
  const key = `daogou.pending.${thread}`;
  if (turn === undefined) return JSON.parse(sessionStorage.getItem(key) ?? "null");
  return turn ? sessionStorage.setItem(key, JSON.stringify(turn)) : sessionStorage.removeItem(key);
}

function show(turn) {
  if (!page.turns.includes(turn)) page.turns.push(turn);
  drawTurn(turn);
  drawHello();
  $.log.querySelector(".latest")?.classList.remove("latest");
  turn.view.li.classList.add("latest");
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
  drawComposer();
  try {
    for await (const event of follow(request, abort.signal, () => step(turn, t("reconnecting")))) if (!abort.signal.aborted) take(turn, event);
    if (turn.status === "running" && !abort.signal.aborted) ended(turn, "failed", t("lost"));
  } catch (error) {
    if (!abort.signal.aborted) ended(turn, "failed", trouble(error));
  }
  if (page.running?.turn === turn) page.running = null;
  if (page.thread !== thread) return void listThreads();
  drawComposer();
  others.postMessage({ kind: "ended", thread });
  await settle(thread);
}

// What only the server knows of a turn that has ended: the list that "the second one" points at, and the title.
async function settle(thread) {
  const whole = await call("GET", at(thread, "?limit=1")).catch(() => null);
  if (!whole || page.thread !== thread) return;
  page.shown = whole.shown;
  page.title = whole.title || page.title;
  drawHead();
  listThreads();
}

const blank = () => ({ text: "", cards: [], relaxations: [], comparison: null, inquiries: [], citations: [], suggestions: [], degraded: [], language, need: page.need });

function take(turn, event) {
  switch (event.type) {
    case "RUN_STARTED":
      turn.reply = blank();
      if (turn.begin) others.postMessage({ kind: "begun", thread: page.thread });
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
      return ended(turn, "failed", event.message);
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
  drawComposer();
  if (problem) say(problem);
}

async function stop() {
  const running = page.running;
  if (!running) return;
  try {
    const { stopped } = await call("POST", at(page.thread, "/stop"), {});
    if (!stopped) say(t("failed_stop"));
  } catch (error) {
    told(error);
  }
}

// ---- drawing a turn: parts that are replaced one by one, so that a card keeps its focus while text comes

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

function update(turn, only = null) {
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
  node.replaceChildren(el("h2", { class: "hidden" }, t("you")), last && !changed(turn) ? button("pen", t("edit"), () => edit(turn), { class: "pen" }) : "", el("p", { class: "bubble", dir: "auto" }, turn.text));
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
  comparison: (turn) => (turn.reply?.comparison ? comparison(turn.reply.comparison, titles(), turn.reply.language, topicOf(turn)) : null),
  relaxations: (turn) => (turn.reply?.relaxations.length ? relaxations(turn.reply.relaxations, conditionsOf(turn), { relax: (each) => (each.say ? ask(each.say) : changeNeed(t("without", { text: each.text }), { remove: each.remove })) }) : null),
  inquiries: (turn) => (turn.reply?.inquiries ?? []).map((each) => inquiry(each, everyCard().get(each.product_ids[0])?.supplier ?? t("a_supplier"))),
  citations: (turn) => {
    const list = turn.reply?.citations ?? [];
    if (!list.length || turn.status === "running") return null;
    return el("details", { class: "sources" }, el("summary", {}, t("sources", { n: list.length })), el("ol", {}, list.map((each) => el("li", { value: each.n }, citation(each)))));
  },
  problem: (turn) => {
    if (turn.status === "stopped") return el("div", { class: "ended" }, icon("stop"), el("span", {}, t("stopped")), retrier(turn));
    if (turn.status === "failed") return failure(turn.problem, [[t("retry"), () => again(turn)], ...(turn.asks ? [[t("edit"), () => edit(turn)]] : [])]);
    return null;
  },
  suggestions: (turn) => {
    const list = turn.reply?.suggestions ?? [];
    if (!list.length || turn.status !== "done" || page.turns.at(-1) !== turn) return null;
    return el("section", { "aria-label": t("next") }, el("h3", { class: "label" }, t("next")), el("ul", { class: "suggestions" }, list.map((each) => el("li", {}, el("button", { type: "button", class: `suggestion suggestion-${each.kind}`, onclick: () => ask(each.text) }, el("span", {}, each.text), icon("chevron"))))));
  },
  actions: (turn) => {
    if (turn.status !== "done") return null;
    for (const before of page.turns.slice(0, page.turns.indexOf(turn))) before.view?.parts.suggestions.replaceChildren();
    return el("div", { class: "actions" }, rater(turn), copierOf(turn), retrier(turn, "again"));
  },
};

function retrier(turn, word = "retry") {
  const plain = button("retry", t(word), () => again(turn));
  return word === "retry" ? el("button", { type: "button", class: "quiet", onclick: () => again(turn) }, icon("retry"), t("retry")) : page.turns.at(-1) === turn && !changed(turn) ? plain : null;
}

function again(turn) {
  if (turn.status === "done") return ask(turn.text, turn);
  drop(turn);
  turn.view = null;
  if (turn.body) return changeNeed(turn.text, turn.body);
  return ask(turn.text);
}

function copierOf(turn) {
  const made = copier(() => turn.reply.text);
  made.setAttribute("aria-label", t("copy_reply"));
  return made;
}

const everyCard = () => new Map(page.turns.flatMap((turn) => (turn.reply?.cards ?? []).map((each) => [each.product_id, each])));
const titles = () => new Map([...everyCard()].map(([id, each]) => [id, each.title]));

function cite(turn, n) {
  const found = turn.reply.citations.find((each) => each.n === n);
  if (!found) return null;
  return el("button", { type: "button", class: "cite", "aria-label": t("cites", { n, title: found.title }), "aria-expanded": "false", "aria-haspopup": "dialog", onclick: (event) =>
    beside(event.currentTarget, [button("close", t("close"), () => document.querySelector(".beside").hidePopover()), citation(found)], { role: "dialog", "aria-label": t("cites", { n, title: found.title }), class: "sheet note" }) }, String(n));
}

// ---- thumbs

function rater(turn) {
  const key = `rated.${page.thread}.${turn.reply.turn}`;
  const rate = async (score, comment, node) => {
    try {
      await call("POST", at(page.thread, "/feedback"), { turn: turn.reply.turn, score, ...(comment ? { comment } : {}) });
      storage(key, score);
      say(t("thanks"));
      node.replaceWith(rater(turn));
    } catch (error) {
      told(error);
    }
  };
  const given = storage(key);
  const made = el("span", { class: "rater" },
    button("up", t("up"), () => rate(1, null, made), { "aria-pressed": String(given === 1) }),
    button("down", t("down"), (event) => reasons(event.currentTarget, (comment) => rate(-1, comment, made)), { "aria-pressed": String(given === -1) }),
    given ? el("small", {}, t("thanks")) : null);
  return made;
}

function reasons(anchor, done) {
  const chosen = ["wrong", "conditions", "choice", "unclear", "slow"].map((each) => [el("input", { type: "checkbox", value: t(`why_${each}`) }), t(`why_${each}`)]);
  const more = el("textarea", { rows: "2", maxlength: "1500", placeholder: t("why_more"), "aria-label": t("why_more") });
  const made = beside(anchor, el("form", { onsubmit: (event) => {
    event.preventDefault();
    made.hidePopover();
    done([...chosen.filter(([box]) => box.checked).map(([box]) => box.value), more.value.trim()].filter((each) => each).join("; "));
  } }, el("h3", {}, t("why")), el("div", { class: "reasons" }, chosen.map(([box, label]) => el("label", {}, box, el("span", {}, label)))), more, el("div", { class: "row" }, el("button", { type: "submit", class: "primary" }, t("why_send")))), { class: "sheet why", role: "dialog", "aria-label": t("why") });
}

// ---- conditions

function drawNeed() {
  const need = page.need, active = (need?.conditions ?? []).filter((each) => !["removed", "relaxed"].includes(each.status) && !(each.field === "product" && each.op === "not_in"));
  const topic = need && ((need.language === "zh" ? need.category || need.query : need.query || need.category) || "");
  $.need.hidden = !active.length && !topic;
  if ($.need.hidden) return;
  $.need.replaceChildren(el("h2", { class: "hidden" }, t("conditions")), el("ul", { class: "chips" },
    topic ? el("li", { class: "topic" }, el("span", { class: "hidden" }, `${t("looking_for")} `), icon("search"), topic) : null,
    need.quantity ? el("li", { class: "topic" }, t("pieces", { n: need.quantity })) : null,
    active.map(chip)));
}

function chip(condition) {
  const text = conditionText(condition), from = condition.origin === "profile" ? t("from_profile") : t("from_turn", { n: condition.turn });
  const soft = !condition.hard || condition.status === "inferred";
  return el("li", { class: `chip ${soft ? "soft" : ""} ${condition.status === "current" ? "fresh" : ""}`, "data-condition": condition.id },
    el("button", { type: "button", class: "chip-text", "aria-haspopup": "dialog", "aria-label": t("edit_it", { text, turn: from }), onclick: (event) => editChip(event.currentTarget, condition) },
      soft ? el("em", {}, condition.status === "inferred" ? t("inferred") : t("wish")) : null, el("span", {}, text), el("small", {}, from)),
    button("close", t("remove_it", { text }), () => changeNeed(t("without", { text }), { remove: [condition.id] }), { class: "chip-remove" }));
}

const kindOf = (value) => (Array.isArray(value) ? "list" : typeof value);

function editChip(anchor, condition) {
  const kind = kindOf(condition.value), text = conditionText(condition);
  const input = kind === "boolean"
    ? el("select", { "aria-label": t("value") }, [true, false].map((each) => el("option", { value: String(each), selected: each === condition.value }, t(each ? "yes" : "no"))))
    : el("input", { type: kind === "number" ? "number" : "text", step: "any", min: kind === "number" ? "0" : null, maxlength: "200", required: true, value: kind === "list" ? condition.value.join(", ") : String(condition.value), "aria-label": t("value") });
  const firm = el("select", { "aria-label": t("how_hard") }, ["must", "wish"].map((each) => el("option", { value: each, selected: (each === "must") === condition.hard }, t(each))));
  const origin = page.turns.find((each) => each.reply?.turn === condition.turn);
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

// ---- compare, shortlist, inquiry

function doings() {
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
      drawHead();
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
function pointed(products) {
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
    } }, t("clear")),
    el("button", { type: "button", class: "primary", disabled: chosen.length < 2, onclick: () => compare(chosen) }, icon("scale"), t("compare_now", { n: chosen.length })));
}

function compare(chosen) {
  const these = pointed(chosen);
  page.selected.clear();
  marks();
  drawTray();
  if (these) return ask(language === "zh" ? `对比${these}` : `Compare ${these}`);
  return dialog(t("comparison"), records(chosen), { kind: "wide" });
}

// What the cards say, side by side, where the products come from several lists.
function records(chosen) {
  const rows = [
    ["price", (each) => money(each.price, each.currency)], ["moq", (each) => each.moq], ["rating", (each) => each.rating], ["sold_90d", (each) => each.sold_90d], ["brand", (each) => each.brand], ["supplier", (each) => each.supplier],
  ].map(([field, of]) => ({ field, label: fieldName(field), values: chosen.map((each) => String(of(each) ?? t("unknown"))), winner: null }));
  return comparison({ product_ids: chosen.map((each) => each.product_id), rows }, new Map(chosen.map((each) => [each.product_id, each.title])), language, page.need?.category ?? "");
}

function openShortlist() {
  const list = [...page.shortlist.values()];
  const body = el("div", {}, list.length ? el("ul", { class: "shortlist" }, list.map((each) => {
    const row = el("li", {}, picture(each, page.need?.category ?? ""), el("span", { class: "strip-words" }, outside(each.url) ? el("a", { href: outside(each.url), target: "_blank", rel: "noopener noreferrer" }, each.title) : el("b", {}, each.title), el("span", { class: "facts" }, money(each.price, each.currency), each.moq ? ` · ${t("moq", { n: each.moq })}` : "", each.supplier ? ` · ${each.supplier}` : "")),
      button("close", t("unkeep", { title: each.title }), () => {
        doings().keep(each, row);
        made.close();
        for (const turn of page.turns) update(turn, "cards");
        openShortlist();
      }));
    return row;
  })) : el("div", { class: "nothing" }, icon("bookmark"), el("p", {}, t("shortlist_none"))));
  const actions = list.length ? [[t("write_inquiry"), () => {
    const these = page.thread && pointed(list);
    if (these) ask(language === "zh" ? `给${these}的供应商写询价` : `Draft an inquiry to the supplier${list.length > 1 ? "s" : ""} of ${these}`);
    else draft(list);
  }, list.length > 1 ? "quiet" : "primary"], ...(list.length > 1 ? [[t("compare_now", { n: Math.min(list.length, MOST_COMPARED) }), () => void compare(list.slice(0, MOST_COMPARED)), "primary"]] : [])] : [];
  const made = dialog(t("shortlist"), body, { kind: "panel", actions });
}

// Products of several lists: a message to each supplier, made of what the cards say.
function draft(list) {
  const suppliers = new Map();
  for (const each of list) suppliers.set(each.supplier ?? "", [...(suppliers.get(each.supplier ?? "") ?? []), each]);
  dialog(t("inquiry"), [...suppliers].map(([supplier, products]) => inquiry({
    text: t("inquiry_text", { supplier: supplier || t("a_supplier"), lines: products.map((each, number) => t("inquiry_line", { n: number + 1, title: each.title, id: each.product_id })).join("\n") }),
    status: "prepared", language, product_ids: products.map((each) => each.product_id),
  }, supplier || t("a_supplier"))), { kind: "wide" });
}

// ---- beginning

const asked = () => new URLSearchParams(location.search).get("thread");

addEventListener("popstate", () => moved(asked()));
addEventListener("online", () => {
  $.banner.hidden = true;
  listThreads();
});
addEventListener("offline", () => ($.banner.hidden = false));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", dress);
document.addEventListener("keydown", (event) => event.key === "Escape" && $.side.classList.contains("open") && drawer(false));
others.onmessage = ({ data }) => {
  if (data.kind !== "begun") listThreads();
  if (data.thread && data.thread === page.thread && !page.running) open(page.thread);
};
build();
listThreads();
open(asked());
if (!narrow.matches) $.input.focus();

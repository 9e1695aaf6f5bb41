// The frame of page and element: list of conversations, the open one, message box. The conversation itself (turns.js) is loaded when one is opened or begun.
import { address, productAsked, sharedAsked, threadAsked } from "./address.js";
import { at, call, on, others, page, pending, shop, shortlisted, tell } from "./client.js";
import { about, drawComposer, edit, grow, submitted, typed } from "./composer.js";
import { drawList, listThreads, searched } from "./conversations.js";
import { drawHello, openOn } from "./hello.js";
import { dress, settings } from "./look.js";
import { $, button, el, failure, find, focused, icon, narrow, say, skeletons, trouble, use } from "./view.js";
import { t } from "./words.js";

let talk = null;
const talking = async () => (talk ??= await import("./turns.js"));

// If loading that part fails, the message stays in the box.
async function ask(text, replaced = null, commands = []) {
  try {
    await talking();
  } catch {
    $.input.value ||= text;
    grow();
    say(t("waiting_online"));
    return addEventListener("online", () => $.input.value === text && $.form.requestSubmit(), { once: true });
  }
  return talk.ask(text, replaced, commands);
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
  $.title = el(shop.embedded ? "h2" : "h1", { class: "title" });
  $.menu = button("menu", t("menu"), () => drawer(true), { class: "only-narrow", "aria-expanded": "false", "aria-controls": "side" });
  $.kept = el("button", { type: "button", class: "quiet kept", onclick: () => use(import("./shortlist.js"), (list) => list.openShortlist()) });
  $.header = el("header", { class: "top" }, $.menu, $.title, $.kept);
  $.need = el("section", { class: "need", hidden: true, "aria-label": t("conditions") });
  $.banner = el("div", { class: "banner", role: "status" });
  $.log = el("ol", { class: "turns", "aria-label": t("message") });
  $.hello = el("section", { class: "hello" });
  $.main = el(shop.embedded ? "section" : "main", { id: "main", class: "main", tabindex: "-1", "aria-label": shop.embedded ? t("name") : null }, $.hello, $.log);
  $.tray = el("div", { class: "tray", hidden: true, role: "region", "aria-label": t("compare") });
  $.input = el("textarea", { id: "message", rows: "1", maxlength: "4000", "aria-label": t("message"), "aria-describedby": "hint", oninput: grow, onkeydown: typed, enterkeyhint: "send" });
  $.input.value = draft;
  $.go = el("button", { type: "submit", class: "go" });
  $.editing = el("p", { class: "editing", hidden: true });
  $.about = el("p", { class: "editing about", hidden: true });
  $.form = el("form", { class: "composer", onsubmit: submitted }, $.about, $.editing, el("div", { class: "box" }, $.input, $.go), el("p", { class: "hint", id: "hint" }, t("hint")));
  $.live = el("div", { class: "hidden", "aria-live": "polite", role: "status" });
  $.veil = el("div", { class: "veil", hidden: true, onclick: () => drawer(false) });
  const skip = el("a", { href: "#main", class: "skip", onclick: (event) => {
    event.preventDefault();
    $.main.focus();
  } }, t("skip"));
  $.root.replaceChildren(shop.embedded ? "" : skip, $.side, $.veil, el("div", { class: "talk" }, $.header, $.need, $.banner, $.main, el("div", { class: "bottom" }, $.tray, $.form)), $.live);
  redraw();
}

// Keep the scroll position while everything is redrawn.
function inPlace(drawing) {
  const parts = () => [...$.log.querySelectorAll(".part")], top = (part) => part?.getBoundingClientRect().top ?? 0;
  const edge = top($.main) + 1, place = parts().findLastIndex((each) => each.firstChild && top(each) <= edge), before = top(parts()[place]);
  const scrolled = $.main.scrollTop;
  drawing();
  $.main.scrollTop = scrolled;
  $.main.scrollTop += top(parts()[place]) - before;
}

// Redraw the current conversation within the frame.
function redraw() {
  $.log.replaceChildren();
  talk?.redraw();
  drawBanner();
  drawList();
  drawHead();
  drawComposer();
  drawHello();
}

function drawer(open) {
  $.side.classList.toggle("open", open);
  $.veil.hidden = !open;
  $.menu.setAttribute("aria-expanded", String(open));
  if (open) $.search.focus();
  else if (narrow() && $.side.contains(focused())) $.menu.focus();
}

function drawHead() {
  $.title.textContent = page.thread || page.readonly ? page.title || t("untitled") : t("new");
  if (!shop.embedded) document.title = (page.thread || page.readonly) && page.title ? `${page.title} · ${t("name")}` : `${t("name")} · ${t("tagline")}`;
  $.kept.replaceChildren(icon("bookmark"), el("span", { class: "kept-word" }, t("shortlist")), el("b", {}, String(page.shortlist.size)));
  $.kept.setAttribute("aria-label", t("shortlist_n", { n: page.shortlist.size }));
}

// The current problem: no network, or a server without its storage.
function drawBanner() {
  $.banner.hidden = navigator.onLine && !page.partial;
  $.banner.replaceChildren(icon("cloud"), t(navigator.onLine ? "partial" : "offline"));
}

// ---- opening one

const drafts = new Map();

function go(thread) {
  address(thread);
  moved(thread);
}

export function moved(thread) {
  page.notice = null;
  drafts.set(page.thread, page.editing ? "" : $.input.value);
  drawer(false);
  open(thread);
  $.input.value = drafts.get(thread) ?? "";
  grow();
  (narrow() ? $.main : $.input).focus();
}

export function leave() {
  find(".beside")?.hidePopover();
  page.running?.abort.abort();
  Object.assign(page, { title: "", partial: false, turns: [], need: null, shown: [], running: null, editing: null, product: null });
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
    const [whole] = await Promise.all([call("GET", at(thread, "?limit=100")), talking()]);
    if (opening === page.opening) talk.restore(whole);
  } catch (error) {
    if (opening !== page.opening) return;
    const sent = error.status === 404 && pending(thread);
    if (sent) return (await talking()).restore({ thread_id: thread, title: sent.text, messages: [], replies: [], need: null, shown: [], running: null });
    $.hello.replaceChildren(failure(error.status === 404 ? t("gone") : trouble(error), [...(error.status === 404 ? [] : [[t("retry"), () => open(thread)]]), [t("new"), () => go(null)]]));
  }
}

// ---- beginning

// Start, drawing in `root`.
export function begin(root) {
  $.root = root;
  page.thread = threadAsked();
  build();
  root.addEventListener("keydown", (event) => event.key === "Escape" && $.side.classList.contains("open") && drawer(false));
  for (const sign of ["pointerdown", "keydown", "input"]) root.addEventListener(sign, () => talking().catch(() => {}), { once: true, passive: true });
  if (sharedAsked()) return use(talking().then(() => import("./shared.js")), (link) => link.openShared(sharedAsked()));
  listThreads();
  open(page.thread);
  if (productAsked()) openOn(productAsked());
  return undefined;
}

export const viewProduct = (id) => use(import("./product.js"), (product) => product.openProduct(id));

const standing = (doing) => (event) => $.root?.isConnected && doing(event);

addEventListener("online", standing(() => {
  drawBanner();
  if (!page.readonly) listThreads();
}));
addEventListener("offline", standing(drawBanner));
addEventListener("storage", standing(({ key }) => {
  if (key !== "daogou.shortlist") return;
  page.shortlist = shortlisted();
  drawHead();
  tell("kept");
}));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", standing(dress));
others.onmessage = standing(({ data }) => {
  if (page.readonly) return;
  if (data.kind !== "begun") listThreads();
  if (!data.thread || data.thread !== page.thread) return;
  if (data.kind === "deleted") lostElsewhere();
  else if (!page.running && !page.turns.some((each) => each.id === data.turn)) refresh();
});

// Another tab continued the open conversation: show it once the rest is loaded.
async function refresh() {
  const { opening, thread } = page;
  const [whole] = await Promise.all([call("GET", at(thread, "?limit=100")), talking()]).catch(() => []);
  if (whole && opening === page.opening && !page.running) talk.restore(whole);
}

// Another tab deleted the open conversation: say so; the next message begins a new one.
function lostElsewhere() {
  page.notice = "deleted_elsewhere";
  address(null, true);
  open(null);
}

on({ head: drawHead, banner: drawBanner, list: listThreads, composer: drawComposer, hello: drawHello, redraw, edit, about, go, ask, product: viewProduct, rebuild: () => inPlace(build) });

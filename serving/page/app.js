// The page: conversations at the side, one of them open, the message box below it. The conversation itself (turns.js) is loaded when one is opened or begun.
import { at, call, on, others, page, pending, shortlisted, tell } from "./client.js";
import { about, drawComposer, edit, grow, submitted, typed } from "./composer.js";
import { drawList, listThreads, searched } from "./conversations.js";
import { drawHello, openOn } from "./hello.js";
import { dress, settings } from "./look.js";
import { $, button, el, failure, icon, say, skeletons, trouble, use, viewed } from "./view.js";
import { t } from "./words.js";

let talk = null;
const talking = async () => (talk ??= await import("./turns.js"));

// Without a network for that part, the words lie in the box until there is one.
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
  $.title = el("h1", {});
  $.menu = button("menu", t("menu"), () => drawer(true), { class: "only-narrow", "aria-expanded": "false", "aria-controls": "side" });
  $.kept = el("button", { type: "button", class: "quiet kept", onclick: () => use(import("./shortlist.js"), (list) => list.openShortlist()) });
  $.header = el("header", { class: "top" }, $.menu, $.title, $.kept);
  $.need = el("section", { class: "need", hidden: true, "aria-label": t("conditions") });
  $.banner = el("div", { class: "banner", role: "status" });
  $.log = el("ol", { class: "turns", "aria-label": t("message") });
  $.hello = el("section", { class: "hello" });
  $.main = el("main", { id: "main", class: "main", tabindex: "-1" }, $.hello, $.log);
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
  document.body.replaceChildren(skip, $.side, $.veil, el("div", { class: "talk" }, $.header, $.need, $.banner, $.main, el("div", { class: "bottom" }, $.tray, $.form)), $.live);
  redraw();
}

// What is read stays where it is on the screen, though all is drawn anew.
function inPlace(drawing) {
  const parts = () => [...$.log.querySelectorAll(".part")], top = (part) => part?.getBoundingClientRect().top ?? 0;
  const edge = top($.main) + 1, place = parts().findLastIndex((each) => each.firstChild && top(each) <= edge), before = top(parts()[place]);
  const scrolled = $.main.scrollTop;
  drawing();
  $.main.scrollTop = scrolled;
  $.main.scrollTop += top(parts()[place]) - before;
}

// All of the conversation at hand, in the frame that stands.
function redraw() {
  $.log.replaceChildren();
  talk?.redraw();
  drawBanner();
  drawList();
  drawHead();
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
  $.title.textContent = page.thread || page.readonly ? page.title || t("untitled") : t("new");
  document.title = (page.thread || page.readonly) && page.title ? `${page.title} · ${t("name")}` : `${t("name")} · ${t("tagline")}`;
  $.kept.replaceChildren(icon("bookmark"), el("span", { class: "kept-word" }, t("shortlist")), el("b", {}, String(page.shortlist.size)));
  $.kept.setAttribute("aria-label", t("shortlist_n", { n: page.shortlist.size }));
}

// What is in the way: no network, or a server without the place where conversations are kept.
function drawBanner() {
  $.banner.hidden = navigator.onLine && !page.partial;
  $.banner.replaceChildren(icon("cloud"), t(navigator.onLine ? "partial" : "offline"));
}

// ---- opening one

const drafts = new Map();

function go(thread) {
  history.pushState(null, "", thread ? `/?thread=${encodeURIComponent(thread)}` : "/");
  moved(thread);
}

function moved(thread) {
  page.notice = null;
  drafts.set(page.thread, page.editing ? "" : $.input.value);
  drawer(false);
  open(thread);
  $.input.value = drafts.get(thread) ?? "";
  grow();
  (narrow.matches ? $.main : $.input).focus();
}

function leave() {
  document.querySelector(".beside")?.hidePopover();
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

function viewProduct() {
  const id = viewed();
  if (id) return use(import("./product.js"), (product) => product.openProduct(id));
  return document.querySelector("dialog.product")?.close();
}

const shared = () => new URLSearchParams(location.search).get("shared");
const asked = () => new URLSearchParams(location.search).get("thread");
const openedOn = () => (asked() ? null : new URLSearchParams(location.search).get("product"));

// A conversation gone back to, or a product's own view opened or left: its address is a part of the page's.
addEventListener("popstate", () => {
  if (asked() !== page.thread) moved(asked());
  if (openedOn() && openedOn() !== page.product?.product_id) openOn(openedOn());
  viewProduct();
});
addEventListener("online", () => {
  drawBanner();
  listThreads();
});
addEventListener("offline", drawBanner);
addEventListener("storage", ({ key }) => {
  if (key !== "daogou.shortlist") return;
  page.shortlist = shortlisted();
  drawHead();
  tell("kept");
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", dress);
for (const sign of ["pointerdown", "keydown", "input"]) addEventListener(sign, () => talking().catch(() => {}), { once: true, passive: true });
document.addEventListener("keydown", (event) => event.key === "Escape" && $.side.classList.contains("open") && drawer(false));
others.onmessage = ({ data }) => {
  if (data.kind !== "begun") listThreads();
  if (!data.thread || data.thread !== page.thread) return;
  if (data.kind === "deleted") lostElsewhere();
  else if (!page.running && !page.turns.some((each) => each.id === data.turn)) refresh();
};

// Another tab went on with what is open here: what stands here stays until the rest is there too.
async function refresh() {
  const { opening, thread } = page;
  const [whole] = await Promise.all([call("GET", at(thread, "?limit=100")), talking()]).catch(() => []);
  if (whole && opening === page.opening && !page.running) talk.restore(whole);
}

// Another tab deleted what is open here: it is said, and what is written next begins a new one.
function lostElsewhere() {
  page.notice = "deleted_elsewhere";
  history.replaceState(null, "", "/");
  open(null);
}

on({ head: drawHead, banner: drawBanner, list: listThreads, composer: drawComposer, hello: drawHello, redraw, edit, about, go, ask, rebuild: () => inPlace(build) });
page.thread = asked();
build();
if (!shared()) listThreads();
if (shared()) use(talking().then(() => import("./shared.js")), (link) => link.openShared(shared()));
else open(page.thread);
if (openedOn()) openOn(openedOn());
viewProduct();
if (!narrow.matches) $.input.focus();

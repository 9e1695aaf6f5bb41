// The list of conversations: by day, searchable.
import { threadAddress } from "./address.js";
import { call, page, shop, tell } from "./client.js";
import { $, button, el, focused, trouble, use } from "./view.js";
import { t } from "./words.js";

let searching = 0, listing = 0;

export function searched() {
  clearTimeout(searching);
  searching = setTimeout(() => {
    page.query = $.search.value.trim();
    listThreads();
  }, 220);
}

// Late results of an earlier search are ignored.
export async function listThreads() {
  const mine = (listing += 1), found = await call("GET", `/v1/threads?limit=100${page.query ? `&q=${encodeURIComponent(page.query)}` : ""}`).catch((error) => error);
  if (mine !== listing) return;
  Object.assign(page, found instanceof Error ? { listed: trouble(found) } : { threads: found.threads, listed: null, fewer: found.degraded.length > 0 });
  drawList();
}

function when(date) {
  const midnight = new Date();
  midnight.setHours(0, 0, 0, 0);
  const age = (midnight - new Date(date)) / 86_400_000;
  return age <= 0 ? "today" : age <= 1 ? "yesterday" : "earlier";
}

export function drawList() {
  if (page.listed) return $.list.replaceChildren(el("p", { class: "faint" }, t("list_failed"), " ", el("button", { type: "button", class: "link", onclick: listThreads }, t("retry"))));
  const fewer = page.fewer ? el("p", { class: "faint" }, t("list_partial")) : "";
  if (!page.threads.length) return $.list.replaceChildren(fewer || el("p", { class: "faint" }, t(page.query ? "none_found" : "none_yet")));
  const groups = Map.groupBy ? Map.groupBy(page.threads, (each) => when(each.updated_at)) : new Map([["conversations", page.threads]]);
  const refocus = focusedThread();
  $.list.replaceChildren(fewer, ...[...groups].flatMap(([name, threads]) => [el("h2", { class: "label" }, t(name)), el("ul", {}, threads.map(listed))]));
  refocus();
}

// After redrawing, focus the same conversation, else the search box.
function focusedThread() {
  const own = focused(), link = (node) => node.closest("li").querySelector("a").href;
  if (!own?.closest(".thread")) return () => {};
  const address = link(own), part = own.tagName;
  return () => ([...$.list.querySelectorAll(part)].find((each) => link(each) === address) ?? $.search).focus({ preventScroll: true });
}

function listed(thread) {
  const title = thread.title || t("untitled"), here = thread.thread_id === page.thread;
  const link = el("a", { href: threadAddress(thread.thread_id), "aria-current": here ? "page" : null, onclick: (event) => {
    if (!shop.embedded && (event.metaKey || event.ctrlKey || event.shiftKey)) return;
    event.preventDefault();
    tell("go", thread.thread_id);
  } }, title);
  return el("li", { class: here ? "thread here" : "thread" }, link, button("more", t("more_of", { title }), ({ currentTarget }) => use(import("./threads.js"), (doings) => doings.actions(currentTarget, thread)), { "aria-haspopup": "menu" }));
}

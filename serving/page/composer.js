// The message box: a new message, an edited one, or one about a product.
import { page, tell } from "./client.js";
import { $, button, composing, el, icon, narrow } from "./view.js";
import { t } from "./words.js";

export function grow() {
  $.input.style.setProperty("height", "auto");
  $.input.style.setProperty("height", `${Math.min($.input.scrollHeight, 180)}px`);
  drawComposer();
}

export function typed(event) {
  if (event.key === "Enter" && !event.shiftKey && !composing(event)) {
    event.preventDefault();
    $.form.requestSubmit();
  } else if (event.key === "Escape" && page.editing) edit(null);
}

export function submitted(event) {
  event.preventDefault();
  const text = $.input.value.trim();
  if (page.running && !text) return tell("stop");
  if (!text) return $.input.focus();
  const replaces = page.editing;
  $.input.value = "";
  page.editing = null;
  grow();
  return tell("ask", text, replaces);
}

export function drawComposer() {
  const stops = page.running && !$.input.value.trim();
  $.go.replaceChildren(icon(stops ? "stop" : "send"));
  $.go.setAttribute("aria-label", t(stops ? "stop" : "send"));
  $.go.title = t(stops ? "stop" : "send");
  $.go.classList.toggle("stops", Boolean(stops));
  $.go.toggleAttribute("data-empty", !stops && !$.input.value.trim());
  $.input.placeholder = page.turns.length ? t("placeholder_more") : narrow(600) ? t("placeholder_short") : t("placeholder", { example: t("example") });
  $.editing.hidden = !page.editing;
  $.editing.replaceChildren(icon("pen"), t(page.editing?.status === "failed" ? "unsent" : "editing"), button("close", t("cancel"), () => edit(null)));
  $.about.hidden = !page.product;
  $.about.replaceChildren(...(page.product ? [icon("chat"), el("span", {}, t("about", { title: page.product.title })), button("close", t("about_nothing"), () => {
    about(null);
    tell("hello");
    $.input.focus();
  })] : []));
}

// The product that the next message is about, or null.
export function about(card, focus = true) {
  page.product = card;
  drawComposer();
  if (card && focus) $.input.focus();
}

// A failed message returns to the box; the focus stays.
export function edit(turn, focus = true) {
  page.editing = turn;
  $.input.value = turn ? turn.text : "";
  grow();
  if (focus) $.input.focus();
}

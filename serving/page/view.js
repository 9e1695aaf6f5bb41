// Building blocks: elements, icons, popups. Texts are inserted as text; nothing here parses HTML from strings.
import { productAddress } from "./address.js";
import { Refused, shop, tell } from "./client.js";
import { known, t } from "./words.js";

export const $ = {};  // the parts of the frame by name; `root` is the frame itself

export const find = (selector) => $.root.querySelector(selector);

// The focused element within the page or element, or null.
export function focused() {
  const node = $.root.getRootNode().activeElement;
  return node && node !== document.body ? node : null;
}

export const narrow = (width = 900) => $.root.clientWidth < width;

const SVG = "http://www.w3.org/2000/svg";

export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((each) => each !== null && each !== undefined && each !== false));
  return node;
}

export function svg(tag, props, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(props)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

const ICONS = {
  menu: "M3 6h18M3 12h18M3 18h18", plus: "M12 5v14M5 12h14", search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l5 5", close: "M6 6l12 12M18 6L6 18", more: "M5 12h.01M12 12h.01M19 12h.01",
  send: "M12 19V5M5.5 11.5L12 5l6.5 6.5", stop: "M8 8h8v8H8z", check: "M5 12.5l4.5 4.5L19 7.5", cross: "M7 7l10 10M17 7L7 17", ask: "M9 9.2a3 3 0 1 1 4.3 2.7c-.9.5-1.3 1-1.3 2.1M12 17.6h.01",
  bookmark: "M7 4h10v16l-5-4-5 4z", up: "M7 11v9H4v-9zM7 11l4-7c1.5 0 2.5 1 2.2 2.6L12.6 10H18a2 2 0 0 1 2 2.4l-1.3 6A2 2 0 0 1 16.8 20H7", down: "M7 13V4H4v9zM7 13l4 7c1.5 0 2.5-1 2.2-2.6L12.6 14H18a2 2 0 0 0 2-2.4l-1.3-6A2 2 0 0 0 16.8 4H7",
  export: "M12 15V4M7.5 8.5L12 4l4.5 4.5M5 14v6h14v-6", copy: "M9 9h10v11H9zM5 15V4h10", pen: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3", retry: "M19 12a7 7 0 1 1-2.2-5.1M19 4v4h-4", shop: "M4 10h16v10H4zM4 10l2-6h12l2 6M9 20v-6h6v6", star: "M12 4l2.5 5.2 5.5.8-4 4 1 5.6-5-2.7-5 2.7 1-5.6-4-4 5.5-.8z",
  scale: "M12 4v16M7 20h10M5 8h14M5 8l-3 6h6zM19 8l-3 6h6z", link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1", cloud: "M7 18a4 4 0 0 1 0-8 5.5 5.5 0 0 1 10.5 1A3.6 3.6 0 0 1 17 18zM4 4l16 16",
  box: "M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8", chat: "M4 5h16v11H10l-4 4v-4H4z", guide: "M5 4h11a3 3 0 0 1 3 3v13H8a3 3 0 0 1-3-3zM5 17a3 3 0 0 1 3-3h11", web: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.5 1.5M17.5 17.5L19 19M5 19l1.5-1.5M17.5 6.5L19 5", moon: "M20 14a8 8 0 1 1-10-10 6.5 6.5 0 0 0 10 10z", auto: "M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18", chevron: "M9 6l6 6-6 6", heart: "M12 20S4 15 4 9.5A4.3 4.3 0 0 1 12 7a4.3 4.3 0 0 1 8 2.5C20 15 12 20 12 20z",
};

export function icon(name) {
  return svg("svg", { viewBox: "0 0 24 24", class: `icon icon-${name}`, "aria-hidden": "true" }, svg("path", { d: ICONS[name] }));
}

export function button(name, label, onclick, props = {}) {
  return el("button", { type: "button", title: label, "aria-label": label, onclick, ...props, class: `icon-button ${props.class ?? ""}` }, icon(name));
}

export function outside(url) {
  try {
    const parsed = new URL(url);
    return /^https?:$/.test(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}

export const linked = (url, ...inside) => el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, ...inside);

// A product's view opens by the page's address; embedded, by the element.
export const toProduct = (each, ...inside) => el("a", { href: shop.embedded ? productAddress(each.product_id) : `#product=${encodeURIComponent(each.product_id)}`, class: "to-product", "aria-haspopup": "dialog", onclick: shop.embedded && ((event) => {
  event.preventDefault();
  tell("product", each.product_id);
}) }, inside);

// True if a key event belongs to an input method; Safari marks the last one only by its code.
export const composing = (event) => event.isComposing || event.keyCode === 229;

export function skeletons() {
  return el("ul", { class: "cards skeletons", "aria-hidden": "true" }, Array.from({ length: 3 }, () => el("li", { class: "card skeleton" }, el("div", { class: "card-picture" }), el("div", { class: "card-body" }, el("i"), el("i"), el("i")))));
}

export function say(text) {
  $.live.append(el("p", {}, text));
  while ($.live.childNodes.length > 6) $.live.firstChild.remove();
}

export function dialog(title, body, { kind = "", actions = [], onclose = () => {} } = {}) {
  const opener = focused();
  const made = el("dialog", { class: `dialog ${kind}`, "aria-label": title, onclose: () => {
    onclose();
    made.remove();
    if (!find("dialog[open]") && !focused()) (opener?.isConnected ? opener : $.input).focus({ preventScroll: true });
  }, onclick: (event) => event.target === made && made.close() });
  made.append(el("div", { class: "dialog-inside" }, el("div", { class: "dialog-head" }, el("h2", {}, title), button("close", t("close"), () => made.close())), el("div", { class: "dialog-body" }, body),
    actions.length ? el("div", { class: "dialog-actions" }, actions.map(([label, doing, look = "quiet"]) => el("button", { type: "button", class: look, onclick: async () => (await doing()) !== false && made.close() }, label))) : null));
  $.root.append(made);
  made.showModal();
  return made;
}

export function failure(text, actions = []) {
  return el("div", { class: "failure", role: "alert" }, icon("cloud"), el("div", {}, el("b", {}, t("failed_title")), el("p", {}, text), el("div", { class: "row" }, actions.map(([label, doing]) => el("button", { type: "button", class: "quiet", onclick: doing }, label)))));
}

// An error in the buyer's language: by the server's code, else by status. The server's text is for programs.
export function trouble(error) {
  if (!(error instanceof Refused)) return t("lost");
  if (error.status === 429) return t("busy", { n: error.after ?? 10 });
  const kinds = [`e_${error.code}`, `e_${error.status}`, error.status < 500 ? "e_input_bad" : "e_internal"];
  return t(kinds.find(known));
}

export const told = (error) => dialog(t("failed_title"), el("p", {}, trouble(error)), { actions: [[t("done"), () => {}, "primary"]] });

// A small menu or note beside its button; a click elsewhere or Esc closes it.
export function beside(anchor, content, props = {}) {
  find(".beside")?.hidePopover();
  const made = el("div", { popover: "auto", ...props, class: `beside ${props.class ?? ""}` }, content);
  made.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    if (made.contains(focused()) || !focused()) (anchor.isConnected ? anchor : $.input).focus();
    made.remove();
    anchor.setAttribute("aria-expanded", "false");
  });
  $.root.append(made);
  made.showPopover();
  anchor.setAttribute("aria-expanded", "true");
  const spot = anchor.getBoundingClientRect(), size = made.getBoundingClientRect(), margin = 10;
  if (innerWidth > 600 || !made.classList.contains("sheet")) {
    const above = spot.bottom + size.height + margin > innerHeight && spot.top - size.height - margin > 0;
    made.style.setProperty("top", `${Math.max(margin, above ? spot.top - size.height - 6 : Math.min(spot.bottom + 6, innerHeight - size.height - margin))}px`);
    made.style.setProperty("left", `${Math.max(margin, Math.min(spot.left, innerWidth - size.width - margin))}px`);
  }
  made.querySelector("[autofocus], button, a, input, textarea")?.focus({ preventScroll: true });
  return made;
}

export function menu(anchor, items) {
  const made = beside(anchor, items.map(([label, sign, doing, look = ""]) => el("button", { type: "button", role: "menuitem", class: look, onclick: () => {
    made.hidePopover();
    doing();
  } }, icon(sign), label)), { role: "menu", class: "menu", onkeydown: (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = [...made.querySelectorAll("button")];
    all.at((all.indexOf(focused()) + step) % all.length).focus();
  } });
}

// If the focused element is removed with its turn, focus the message box, or on a touch device the conversation, to keep the keyboard closed.
export function land() {
  (matchMedia("(pointer: coarse)").matches ? $.main : $.input).focus({ preventScroll: true });
}

// Modules not needed at first are loaded when first used.
export async function use(module, doing) {
  try {
    await doing(await module);
  } catch (error) {
    told(error);
  }
}

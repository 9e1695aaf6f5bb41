// <daogou-chat>: the page as an element on another site. It uses a shadow root and leaves the site's address, title and styles alone.
import { inTab } from "./kept.js";
import { page, shop, tell } from "./client.js";
import { begin, leave } from "./frame.js";
import { openOn } from "./hello.js";
import { dress } from "./look.js";
import { el } from "./view.js";
import { speak, t } from "./words.js";

const HOME = new URL("/", import.meta.url).origin, STYLE = new URL("./embed.css", import.meta.url).href;
let present = null;  // the one of this page: all that a tab knows is known once

class Chat extends HTMLElement {
  static observedAttributes = ["language", "theme", "product"];

  // A token of the site's own server (DAOGOU_AUTH=jwt); without one the server's cookie identifies the buyer.
  set token(token) {
    shop.token = token || null;
  }

  connectedCallback() {
    this.shadowRoot ?? this.attachShadow({ mode: "open" });
    this.#speak();
    const server = originOf(this.getAttribute("server") ?? HOME), trouble = !server ? "embed_server" : present && present !== this ? "embed_one" : null;
    if (trouble) return this.shadowRoot.replaceChildren(el("p", { role: "alert" }, t(trouble)));
    present = this;
    Object.assign(shop, { origin: server, embedded: true, theme: this.#theme() });
    const root = el("div", { class: "frame", hidden: true }), shown = () => root.removeAttribute("hidden");
    this.shadowRoot.replaceChildren(el("link", { rel: "stylesheet", href: STYLE, onload: shown, onerror: shown }), root);
    const product = this.getAttribute("product");
    if (product && product !== inTab("product")) inTab("thread", null);
    inTab("product", product);
    begin(root);
    return page.thread ? undefined : this.#open();
  }

  disconnectedCallback() {
    if (present !== this) return;
    page.opening += 1;
    leave();
    present = null;
  }

  attributeChangedCallback(name, before, now) {
    if (present !== this || before === now) return;
    if (name === "product") this.#open();
    if (name === "theme") {
      shop.theme = this.#theme();
      dress();
    }
    if (name === "language") {
      this.#speak();
      tell("rebuild");
    }
  }

  #speak() {
    const named = this.getAttribute("language");
    if (named) speak(named.toLowerCase().startsWith("zh") ? "zh" : "en", false);
  }

  #theme() {
    const named = this.getAttribute("theme");
    return ["light", "dark"].includes(named) ? named : null;
  }

  #open() {
    const product = this.getAttribute("product");
    if (product) openOn(product);
  }
}

function originOf(server) {
  try {
    const { origin, protocol } = new URL(server, location.href);
    return /^https?:$/.test(protocol) ? origin : null;
  } catch {
    return null;
  }
}

export function define(known) {
  Object.assign(shop, known);
  if (!customElements.get("daogou-chat")) customElements.define("daogou-chat", Chat);
}

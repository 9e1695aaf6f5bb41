// The empty conversation: what the store has, and example questions.
import { call, page, shop, tell } from "./client.js";
import { samples } from "./pictures.js";
import { $, el, icon, say, skeletons, trouble } from "./view.js";
import { language, t } from "./words.js";

async function openers() {
  const found = await call("POST", "/v1/suggestions", { text: language === "zh" ? "你好" : "hello" }).catch(() => null);
  page.openers = { [language]: found?.suggestions ?? [] };
  if (!page.thread && !page.turns.length) drawHello();
}

let sampled = null;
const art = el("div", { class: "hello-art", "aria-hidden": "true" });

export function drawHello() {
  if (page.readonly) return;
  $.hello.hidden = Boolean(page.thread || page.turns.length);
  if ($.hello.hidden) return;
  if (!page.openers?.[language]) {
    page.openers = { [language]: [] };
    openers();
  }
  if (page.product) return drawProduct();
  const tries = page.openers[language];
  sampled ??= samples().then((some) => art.append(...some));
  $.hello.replaceChildren(
    page.notice ? el("p", { class: "notice", role: "status" }, icon("chat"), t(page.notice)) : "",
    art,
    el("h2", {}, t("hello")), el("p", { class: "lead" }, t("hello_body")),
    tries.length ? el("div", { class: "tries" }, el("h3", { class: "label" }, t("hello_try")), el("ul", {}, tries.map((each) => el("li", {}, el("button", { type: "button", class: "suggestion", onclick: () => tell("ask", each.text, null, each.commands) }, el("span", {}, each.text), icon("chevron")))))) : "");
}

// A conversation that opens on a product shows its card first.
function drawProduct() {
  const place = el("div", {}, skeletons()), product = page.product;
  $.hello.replaceChildren(el("h2", {}, t("hello_product")), place);
  import("./turns.js").then(({ productOf }) => page.product === product && place.replaceChildren(productOf(product)), () => place.replaceChildren(el("p", {}, product.title)));
}

export async function openOn(id) {
  const opening = page.opening;
  try {
    const { card } = await call("GET", `/v1/products/${encodeURIComponent(id)}?language=${language}`);
    if (opening === page.opening) tell("about", card, !shop.embedded);
  } catch (error) {
    if (opening !== page.opening) return;
    page.notice = error.status === 404 ? "product_gone" : null;
    if (!page.notice) say(trouble(error));
  }
  drawHello();
}

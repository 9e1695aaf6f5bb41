// The standalone page: its address stores what is open, and follows back and forward.
import { productAsked, threadAsked, viewed } from "./address.js";
import { page, shop } from "./client.js";
import { begin, moved, viewProduct } from "./frame.js";
import { openOn } from "./hello.js";
import { $, el, find, narrow } from "./view.js";

const meta = (name) => document.querySelector(`meta[name=${name}]`).content;
const view = () => (viewed() ? viewProduct(viewed()) : find("dialog.product")?.close());

// Back or forward: to a conversation, or a product's view.
addEventListener("popstate", () => {
  if (threadAsked() !== page.thread) moved(threadAsked());
  if (productAsked() && productAsked() !== page.product?.product_id) openOn(productAsked());
  view();
});

Object.assign(shop, { hosts: meta("picture-hosts").split(" ").filter(Boolean), folder: meta("picture-folder") });
const root = el("div", { class: "frame" });
document.body.replaceChildren(root);
begin(root);
view();
if (!narrow()) $.input.focus();

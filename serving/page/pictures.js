// A product's picture, or its drawing.
import { drawing } from "./drawings.js";
import { el, outside, svg } from "./view.js";

function drawn(card, category) {
  const shapes = drawing(card.category ?? category, card.title);
  return svg("svg", { viewBox: "0 0 120 90", class: "drawn", "aria-hidden": "true" }, ...["a", "b", "c"].map((kind, number) => svg("path", { class: `drawn-${kind}`, d: shapes[number] })));
}

const meta = (name) => document.querySelector(`meta[name=${name}]`)?.content ?? "";
const HOSTS = new Set(meta("picture-hosts").split(" ").filter((each) => each)), IN_FOLDER = meta("picture-folder");

// A picture's path within the merchant's folder of them; null for anything else.
const within = (path) => (IN_FOLDER && /^(?!.*\.\.\/)[^<>"'\\:?#]+\.(avif|gif|jpe?g|png|webp)$/i.test(path) ? `${IN_FOLDER}${path.split("/").map(encodeURIComponent).join("/")}` : null);

// Only this server's pictures and those of the hosts that the merchant named are loaded. `category`: where the card doesn't tell its own.
export function picture(card, category) {
  const tint = [...card.product_id].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 997, 7) % 5;
  const frame = el("div", { class: `picture tint-${tint}` }, drawn(card, category));
  const address = card.image && (card.image.startsWith("/") || outside(card.image) ? card.image : within(card.image));
  const source = address ? new URL(address, location.href) : null;
  if (source && (source.origin === location.origin || HOSTS.has(source.host))) {
    const image = el("img", { src: source.href, alt: "", loading: "lazy", decoding: "async", referrerpolicy: "no-referrer", onload: () => frame.replaceChildren(image), onerror: () => image.remove() });
    image.className = "loading";
    frame.append(image);
  }
  return frame;
}

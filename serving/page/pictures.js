// A product's picture, or its drawing.
import { call, shop } from "./client.js";
import { el, outside, svg } from "./view.js";

// A picture's path within the merchant's folder; null otherwise.
const within = (path) => (shop.folder && /^(?!.*\.\.\/)[^<>"'\\:?#]+\.(avif|gif|jpe?g|png|webp)$/i.test(path) ? `${shop.folder}${path.split("/").map(encodeURIComponent).join("/")}` : null);

// Only pictures of this server and of hosts named by the merchant are loaded, lazily; without one, or on failure, the product is drawn.
export function picture(card) {
  const frame = el("div", { class: "picture" });
  const address = card.image && (card.image.startsWith("/") || outside(card.image) ? card.image : within(card.image));
  const source = address ? new URL(address, shop.origin) : null, ours = source?.origin === shop.origin;
  if (!source || !(ours ? !shop.token : shop.hosts.includes(source.host))) return draw(frame, card.product_id);  // an image carries no token
  const image = el("img", { crossorigin: ours && shop.embedded ? "use-credentials" : null, src: source.href, alt: "", loading: "lazy", decoding: "async", referrerpolicy: "no-referrer", onerror: () => {
    image.remove();
    draw(frame, card.product_id);
  } });
  frame.append(image);
  return frame;
}

// ---- drawings: from the server, in one request for all products drawn at once

const MOST_DRAWN = 50;
const drawingsKnown = new Map();
let wanted = new Map();

function draw(frame, id) {
  if (drawingsKnown.has(id)) put(frame, drawingsKnown.get(id));
  else {
    if (!wanted.size) queueMicrotask(drawWanted);
    wanted.set(id, [...(wanted.get(id) ?? []), frame]);
  }
  return frame;
}

async function drawWanted() {
  const all = [...wanted];
  wanted = new Map();
  while (all.length) {
    const some = all.splice(0, MOST_DRAWN);
    const found = await drawings(some.map(([id]) => id));
    for (const [id, frames] of some) for (const frame of frames) put(frame, found[id]);
  }
}

async function drawings(ids) {
  const found = await call("GET", `/v1/drawings?${ids.map((id) => `id=${encodeURIComponent(id)}`).join("&")}`).catch(() => null);
  for (const [id, each] of Object.entries(found?.drawings ?? {})) drawingsKnown.set(id, each);
  return found?.drawings ?? {};
}

// One product of each of the largest shelves, for the empty conversation.
export async function samples() {
  return Object.values(await drawings([])).map((each) => put(el("div", { class: "picture" }), each));
}

let tiles = 0;

// An unknown product, or any while the server is down, gets a plain background.
function put(frame, drawing) {
  if (!drawing) return frame;
  const { hue, main, second, ink, pattern, scale, copies, count, more, tilt } = drawing, id = `tile-${(tiles += 1)}`;
  frame.style.setProperty("--hue", hue);
  const path = (d, kind, fill) => svg("path", { d, class: kind, ...(fill ? { fill } : {}) });
  const tile = pattern && svg("pattern", { id, width: pattern.size, height: pattern.size, patternUnits: "userSpaceOnUse" }, svg("path", { d: pattern.d, ...(pattern.line ? { fill: "none", stroke: pattern.colour, "stroke-width": "1.6" } : { fill: pattern.colour }) }));
  const whole = () => [path(drawing.thing, "drawn-a", main), ...(tile ? [path(drawing.thing, "", `url(#${id})`)] : []), path(drawing.part, "drawn-b", second), svg("path", { d: drawing.lines, class: "drawn-c", stroke: ink })];
  const behind = Array.from({ length: copies - 1 }, (_, number) => svg("g", { transform: `translate(${(copies - 1 - number) * 13} ${(copies - 1 - number) * -3})`, opacity: "0.5" }, path(drawing.thing, "drawn-a", main)));
  const around = `translate(${60 - 60 * scale - (copies - 1) * 6} ${45 - 45 * scale}) scale(${scale}) rotate(${tilt} 60 45)`;
  frame.replaceChildren(svg("svg", { viewBox: "0 0 120 90", class: "drawn", "aria-hidden": "true" }, ...(tile ? [svg("defs", {}, tile)] : []), svg("g", { transform: around }, ...behind, ...whole()),
    ...more.map((each, number) => svg("circle", { cx: 112, cy: 82 - number * 9, r: 3.4, fill: each, class: "drawn-more" })), ...(count > 1 ? [svg("text", { x: 1, y: 88, class: "drawn-count" }, `×${count}`)] : [])));
  return frame;
}

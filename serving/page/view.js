// How things are drawn. Every text goes in as text; nothing here makes HTML of a string.
import { conditionText, day, known, language, learn, money, t, verdictText } from "./words.js";

const PHONE = matchMedia("(max-width: 600px)");  // where cards lie in a row that scrolls
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

function svg(tag, props, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(props)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

const ICONS = {
  menu: "M3 6h18M3 12h18M3 18h18", plus: "M12 5v14M5 12h14", search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l5 5", close: "M6 6l12 12M18 6L6 18", more: "M5 12h.01M12 12h.01M19 12h.01",
  send: "M12 19V5M5.5 11.5L12 5l6.5 6.5", stop: "M8 8h8v8H8z", check: "M5 12.5l4.5 4.5L19 7.5", cross: "M7 7l10 10M17 7L7 17", ask: "M9 9.2a3 3 0 1 1 4.3 2.7c-.9.5-1.3 1-1.3 2.1M12 17.6h.01",
  bookmark: "M7 4h10v16l-5-4-5 4z", up: "M7 11v9H4v-9zM7 11l4-7c1.5 0 2.5 1 2.2 2.6L12.6 10H18a2 2 0 0 1 2 2.4l-1.3 6A2 2 0 0 1 16.8 20H7", down: "M7 13V4H4v9zM7 13l4 7c1.5 0 2.5-1 2.2-2.6L12.6 14H18a2 2 0 0 0 2-2.4l-1.3-6A2 2 0 0 0 16.8 4H7",
  copy: "M9 9h10v11H9zM5 15V4h10", pen: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3", retry: "M19 12a7 7 0 1 1-2.2-5.1M19 4v4h-4", shop: "M4 10h16v10H4zM4 10l2-6h12l2 6M9 20v-6h6v6", star: "M12 4l2.5 5.2 5.5.8-4 4 1 5.6-5-2.7-5 2.7 1-5.6-4-4 5.5-.8z",
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

const linked = (url, ...inside) => el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, ...inside);

// What a reply's text uses of Markdown: bold, lists, quotes, tables, and [n].
export function markdown(text, cite) {
  return blocks(text.split("\n"), cite);
}

const ITEM = /^(\s*)(?:([-*])|(\d{1,3})[.)])\s+(.*)$/;
const ROW = /^\s*\|(.*)\|\s*$/;

function blocks(rows, cite) {
  const out = document.createDocumentFragment();
  for (let at = 0; at < rows.length;) {
    const row = rows[at];
    if (!row.trim()) at += 1;
    else if (/^\s*>/.test(row)) {
      const from = at;
      while (at < rows.length && /^\s*>/.test(rows[at])) at += 1;
      out.append(el("blockquote", {}, blocks(rows.slice(from, at).map((each) => each.replace(/^\s*> ?/, "")), cite)));
    } else if (ITEM.test(row)) at = list(rows, at, out, cite);
    else if (ROW.test(row) && /^[\s|:-]+$/.test(rows[at + 1] ?? "")) at = table(rows, at, out, cite);
    else {
      const from = at;
      while (at < rows.length && rows[at].trim() && (at === from || !(ITEM.test(rows[at]) || /^\s*>/.test(rows[at])))) at += 1;
      const heading = /^#{1,6}\s+(.*)$/.exec(row);
      out.append(heading && at === from + 1 ? el("p", {}, el("strong", {}, inline(heading[1], cite))) : el("p", {}, broken(rows.slice(from, at), cite)));
    }
  }
  return out;
}

function broken(rows, cite) {
  return rows.flatMap((row, number) => [number ? el("br") : null, inline(row.trim(), cite)]);
}

function list(rows, at, out, cite) {
  const [, indent, , first] = ITEM.exec(rows[at]);
  const node = el(first ? "ol" : "ul", first && first !== "1" ? { start: first } : {});
  let item = null;
  while (at < rows.length) {
    const row = rows[at], match = ITEM.exec(row), deep = /^\s*/.exec(row)[0].length;
    if (match && match[1].length <= indent.length) {
      if (match[1].length < indent.length || Boolean(match[3]) !== Boolean(first)) break;
      node.append((item = el("li", {}, inline(match[4], cite))));
      at += 1;
    } else if (match && item) at = list(rows, at, item, cite);
    else if (row.trim() && deep > indent.length && item) {
      item.append(el("br"), inline(row.trim(), cite));
      at += 1;
    } else if (!row.trim() && ITEM.test(rows[at + 1] ?? "") && /^\s*/.exec(rows[at + 1])[0].length >= indent.length && Boolean(ITEM.exec(rows[at + 1])[3]) === Boolean(first)) at += 1;
    else break;
  }
  out.append(node);
  return at;
}

function table(rows, at, out, cite) {
  const cells = (row) => ROW.exec(row)[1].split("|").map((each) => each.trim());
  const head = el("tr", {}, cells(rows[at]).map((each) => el("th", { scope: "col" }, inline(each, cite))));
  const body = [];
  for (at += 2; at < rows.length && ROW.test(rows[at]); at += 1) body.push(el("tr", {}, cells(rows[at]).map((each) => el("td", {}, inline(each, cite)))));
  out.append(el("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": t("comparison") }, el("table", {}, el("thead", {}, head), el("tbody", {}, body))));
  return at;
}

function inline(text, cite) {
  const out = document.createDocumentFragment();
  for (const part of text.split(/(\*\*.+?\*\*|\[\d{1,3}\]|\\[!-/:-@[-`{-~])/)) {
    const mark = /^\[(\d+)\]$/.exec(part);
    if (part.startsWith("**") && part.length > 4) out.append(el("strong", {}, inline(part.slice(2, -2), cite)));
    else if (mark) out.append(cite(Number(mark[1])) ?? part);
    else out.append(part.length === 2 && part[0] === "\\" ? part[1] : part);
  }
  return out;
}

// Where a product has no picture, one is drawn by what it is. a: the thing, b: its lighter part, c: lines.
const DRAWN = [
  [/睡袋|sleep(ing)? (bag|sack)|swaddle/i, ["a", "M49 8c-6 1-11 4-12 9 4 6 5 12 3 18-5 9-8 18-8 29 0 14 12 19 28 19s28-5 28-19c0-11-3-20-8-29-2-6-1-12 3-18-1-5-6-8-12-9-2 7-20 7-22 0z"], ["b", "M70 47a12 12 0 1 0 4 17 11 11 0 0 1-4-17z"], ["c", "M60 14v20M60 20h4M60 28h4M36 70c14 7 34 7 48 0"]],
  [/连体衣|bodysuit|romper/i, ["a", "M45 16h30l12 12-8 10-6-4 1 30-9 14h-10l-9-14 1-30-6 4-8-10z"], ["b", "M51 16c1 7 17 7 18 0z"], ["c", "M56 72h.1M60 73h.1M64 72h.1"]],
  [/裙|dress|skirt/i, ["a", "M50 10l4 8h12l4-8 4 3-4 22 14 42H36l14-42-4-22z"], ["b", "M50 35h20l2 7H48z"], ["c", "M54 44l-6 30M66 44l6 30M60 44v30"]],
  [/卫衣|t恤|t-?shirt|hoodie|sweat|羽绒|down jacket|jacket|衣|shirt|coat/i, ["a", "M44 14h32l18 12-9 16-8-4v38H43V38l-8 4-9-16z"], ["b", "M50 14c1 10 19 10 20 0z"], ["c", "M50 60h20v10H50z"]],
  [/裤|pants|leggings|trousers/i, ["a", "M43 12h34l5 66H67l-7-40-7 40H38z"], ["b", "M43 12h34l1 9H42z"], ["c", "M60 21v17"]],
  [/袜|sock/i, ["a", "M46 12h22v38l14 12c8 7 2 17-8 15L50 68c-4-2-5-5-5-9z"], ["b", "M46 12h22v10H46z"], ["c", "M46 27h22M66 52l-8 10"]],
  [/鼠标|mouse|mice/i, ["a", "M60 12c14 0 22 10 22 26v16c0 14-9 24-22 24s-22-10-22-24V38c0-16 8-26 22-26z"], ["b", "M57 24h6v14h-6z"], ["c", "M38 44h44M60 12v12M60 38v6"]],
  [/键盘|keyboard/i, ["a", "M18 28h84v38H18z"], ["b", "M26 35h8v7h-8zM40 35h8v7h-8zM54 35h8v7h-8zM68 35h8v7h-8zM82 35h12v7H82z"], ["c", "M28 51h4M42 51h4M56 51h4M70 51h4M84 51h8M42 60h36"]],
  [/耳机|earphone|headphone|earbud/i, ["a", "M30 58V46a30 30 0 0 1 60 0v12h-8V46a22 22 0 0 0-44 0v12z"], ["b", "M28 54h14v22H32c-3 0-4-2-4-4zM92 54H78v22h10c3 0 4-2 4-4z"], ["c", "M42 58v14M78 58v14"]],
  [/音箱|speaker/i, ["a", "M40 10h40v70H40z"], ["b", "M60 42a13 13 0 1 0 0 26 13 13 0 0 0 0-26zM60 17a7 7 0 1 0 0 14 7 7 0 0 0 0-14z"], ["c", "M60 51a4 4 0 1 0 0 8 4 4 0 0 0 0-8z"]],
  [/充电宝|power bank|数据线|cable|charger|配件|accessor|手机|phone/i, ["a", "M42 10h36c3 0 5 2 5 5v60c0 3-2 5-5 5H42c-3 0-5-2-5-5V15c0-3 2-5 5-5z"], ["b", "M43 17h34v52H43z"], ["c", "M62 30l-8 14h12l-8 14M57 74h6"]],
  [/奶瓶|baby bottle|feeding/i, ["a", "M46 34h28l3 40c0 4-3 6-6 6H49c-3 0-6-2-6-6z"], ["b", "M46 25h28v9H46zM53 25c0-7 3-8 4-14h6c1 6 4 7 4 14z"], ["c", "M66 46h6M66 54h6M66 62h6"]],
  [/保温杯|flask|水杯|bottle|tumbler/i, ["a", "M47 22h26v54c0 3-2 4-4 4H51c-2 0-4-1-4-4z"], ["b", "M50 9h20v13H50z"], ["c", "M47 34h26M47 66h26"]],
  [/饭盒|lunch|餐具|tableware|碗|bowl/i, ["a", "M24 40h72l-8 32c-1 4-3 5-6 5H38c-3 0-5-1-6-5z"], ["b", "M20 30h80v10H20z"], ["c", "M46 48l3 20M74 48l-3 20"]],
  [/锅|wok|pan/i, ["a", "M18 40h64c0 22-12 34-32 34S18 62 18 40z"], ["b", "M82 40h24v8H81z"], ["c", "M40 30c-4-6 4-8 0-14M56 30c-4-6 4-8 0-14"]],
  [/刀|knife|knives|砧板|cutting|螺丝|screwdriver|电钻|drill|卷尺|tape|工具|tool/i, ["a", "M30 18l44 44-8 10C50 62 34 42 30 18z"], ["b", "M72 62l8-8 20 18-8 9z"], ["c", "M78 64l12 11"]],
  [/行李箱|suitcase|luggage/i, ["a", "M38 24h44v48H38z"], ["b", "M46 30h6v36h-6zM68 30h6v36h-6z"], ["c", "M50 24V10h20v14M44 72v6M76 72v6"]],
  [/包|backpack|bag/i, ["a", "M36 34c0-14 10-22 24-22s24 8 24 22v38c0 4-2 6-6 6H42c-4 0-6-2-6-6z"], ["b", "M44 52h32v18H44z"], ["c", "M52 12c0-7 16-7 16 0M48 36h24M60 52v6"]],
  [/枕|pillow|四件套|bedding|毛巾|towel|窗帘|curtain|家纺/i, ["a", "M24 30c24-8 48-8 72 0 4 12 4 20 0 32-24 8-48 8-72 0-4-12-4-20 0-32z"], ["b", "M34 37c17-5 35-5 52 0 2 7 2 11 0 18-17 5-35 5-52 0-2-7-2-11 0-18z"], ["c", "M24 30l10 7M96 30l-10 7M24 62l10-7M96 62l-10-7"]],
  [/灯|lamp|light/i, ["a", "M44 14h32l12 26H32z"], ["b", "M56 40h8v30h-8z"], ["c", "M42 76h36M76 40v12"]],
  [/帐篷|tent|登山|trekking|户外|outdoor/i, ["a", "M60 14l42 60H18z"], ["b", "M60 38l22 36H38z"], ["c", "M60 14v-6M60 38v36M12 74h96"]],
  [/玩具|toy|积木|block|plush|毛绒/i, ["a", "M36 46h22v30H36zM62 46h22v30H62z"], ["b", "M49 14h22v28H49z"], ["c", "M43 46v-4h8v4M69 46v-4h8v4M56 14v-4h8v4"]],
  [/宠物|猫|狗|pet|cat|dog/i, ["a", "M60 42c12 0 24 14 22 26-2 10-12 8-22 8s-20 2-22-8c-2-12 10-26 22-26z"], ["b", "M36 32a7 9 0 1 0 .1 0zM52 18a7 9 0 1 0 .1 0zM69 18a7 9 0 1 0 .1 0zM85 32a7 9 0 1 0 .1 0z"]],
  [/面膜|mask|化妆|makeup|brush|洗脸|beauty|美妆|cosmetic/i, ["a", "M46 36h28v38c0 4-2 6-5 6H51c-3 0-5-2-5-6z"], ["b", "M52 26h16v10H52zM54 10h12l2 16H52z"], ["c", "M52 52h16M52 60h10"]],
  [/笔记本|notebook|纸|paper|笔|pen|办公|office/i, ["a", "M36 12h46c3 0 4 1 4 4v60c0 3-1 4-4 4H36z"], ["b", "M46 22h30v12H46z"], ["c", "M36 12v68M46 46h30M46 56h30M46 66h18"]],
  [/./s, ["a", "M24 30l36-16 36 16v36L60 82 24 66z"], ["b", "M24 30l36 16 36-16-36-16z"], ["c", "M60 46v36M42 22l36 16v10"]],
];

function drawn(title, category) {
  const known = DRAWN.slice(0, -1), [, ...shapes] = known.find(([what]) => what.test(title)) ?? known.find(([what]) => what.test(category)) ?? DRAWN.at(-1);
  return svg("svg", { viewBox: "0 0 120 90", class: "drawn", "aria-hidden": "true" }, ...shapes.map(([kind, d]) => svg("path", { class: `drawn-${kind}`, d })));
}

const HOSTS = new Set((document.querySelector("meta[name=picture-hosts]")?.content ?? "").split(" ").filter((each) => each));

// Only this server's pictures and those of the hosts that the merchant named are loaded.
export function picture(card, category) {
  const tint = [...card.product_id].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 997, 7) % 5;
  const frame = el("div", { class: `picture tint-${tint}` }, drawn(card.title, category));
  const source = card.image && (card.image.startsWith("/") || outside(card.image)) ? new URL(card.image, location.href) : null;
  if (source && (source.origin === location.origin || HOSTS.has(source.host))) {
    const image = el("img", { src: source.href, alt: "", loading: "lazy", decoding: "async", referrerpolicy: "no-referrer", onload: () => frame.replaceChildren(image), onerror: () => image.remove() });
    image.className = "loading";
    frame.append(image);
  }
  return frame;
}

const VERDICTS = [["failed", "cross"], ["unknown", "ask"], ["met", "check"]];

function verdicts(card, conditions) {
  const rows = VERDICTS.filter(([kind]) => card[kind]?.length).map(([kind, sign]) =>
    el("li", { class: `verdict verdict-${kind}` }, icon(sign), el("span", {}, el("b", {}, t(kind)), " ", card[kind].map((each) => verdictText(each, conditions)).join(language === "zh" ? "、" : ", "))));
  return rows.length ? el("ul", { class: "verdicts" }, rows) : null;
}

function tiers(card) {
  if (card.price_tiers.length < 2) return null;
  return el("dl", { class: `tiers tiers-${Math.min(4, card.price_tiers.length)}`, "aria-label": t("tiers") }, card.price_tiers.slice(0, 4).map((each) =>
    el("div", { class: each.unit_price === card.price ? "tier tier-now" : "tier" }, el("dt", {}, t("tier", { n: each.min_qty })), el("dd", {}, money(each.unit_price, card.currency)))));
}

// Who sells it, what kind of supplier that is, and whether the platform has verified it.
function maker(each, on) {
  if (!each.supplier) return null;
  const asks = t("ask_supplier", { name: each.supplier });
  return el("div", { class: "maker" },
    el("button", { type: "button", class: "supplier", "aria-label": asks, title: asks, onclick: () => on.supplier(each) }, icon("shop"), el("span", {}, each.supplier)),
    each.supplier_kind ? el("span", { class: "badge" }, t(`maker_${each.supplier_kind}`)) : null,
    each.supplier_verified ? el("span", { class: "badge badge-verified" }, icon("check"), t("verified")) : null);
}

// A product offered. `on` are the page's doings: compare, keep, ask.
export function card(each, place, { conditions, category, on }) {
  const url = outside(each.url);
  const kept = on.kept(each), chosen = on.chosen(each);
  const title = el("h3", { class: "card-title" }, url ? linked(url, each.title) : each.title);
  const box = el("input", { type: "checkbox", "aria-label": t("compare_it", { title: each.title }), onchange: (event) => on.choose(each, event.target) });
  box.checked = chosen;
  return el("li", { class: `card ${each.failed.length ? "card-near" : ""}`, "data-product": each.product_id },
    el("div", { class: "card-picture" }, picture(each, category), place ? el("span", { class: "place", "aria-hidden": "true" }, String(place)) : null,
      button("bookmark", t(kept ? "unkeep" : "keep", { title: each.title }), (event) => on.keep(each, event.currentTarget), { class: "keep", "aria-pressed": String(kept) })),
    el("div", { class: "card-body" }, title,
      el("p", { class: "price" }, el("strong", {}, money(each.price, each.currency)), each.moq ? el("span", {}, t("moq", { n: each.moq })) : null),
      tiers(each),
      el("p", { class: "facts" }, each.rating !== null && each.rating !== undefined ? el("span", { class: "rating" }, icon("star"), t("rating", { n: each.rating })) : null, each.sold_90d ? el("span", {}, t("sold", { n: each.sold_90d })) : null, each.brand ? el("span", {}, each.brand) : null),
      maker(each, on),
      verdicts(each, conditions),
      el("label", { class: "choose" }, box, el("span", {}, t("compare")))));
}

export function cards(list, context) {
  const SHOWN = 5, known = list.map((each, number) => card(each, number + 1, context));
  const rest = known.slice(SHOWN);
  const row = el("ul", { class: "cards", tabindex: PHONE.matches ? "0" : null, role: "list", "aria-label": t("found", { n: list.length }) }, known.slice(0, SHOWN));
  if (!rest.length) return row;
  const more = el("li", { class: "card-more" }, el("button", { type: "button", onclick: () => {
    more.remove();
    row.append(...rest);
    rest[0].querySelector("a, button").focus({ preventScroll: false });
  } }, icon("plus"), t("more_products", { n: rest.length })));
  row.append(more);
  return row;
}

// Products that the conversation has seen already: small, beside the text that speaks of them.
export function strip(list, { category, on }) {
  return el("ul", { class: "strip", tabindex: "0", role: "list", "aria-label": t("found", { n: list.length }) }, list.map((each, number) => {
    const box = el("input", { type: "checkbox", "aria-label": t("compare_it", { title: each.title }), onchange: (event) => on.choose(each, event.target) });
    box.checked = on.chosen(each);
    return el("li", { class: "strip-card", "data-product": each.product_id }, el("label", {}, picture(each, category), el("span", { class: "strip-words" }, el("span", { class: "strip-title" }, `${number + 1}. ${each.title}`), el("span", { class: "strip-price" }, money(each.price, each.currency))), box));
  }));
}

export function skeletons() {
  return el("ul", { class: "cards skeletons", "aria-hidden": "true" }, Array.from({ length: 3 }, () => el("li", { class: "card skeleton" }, el("div", { class: "card-picture" }), el("div", { class: "card-body" }, el("i"), el("i"), el("i")))));
}

// `titles`: of the products by id. The first column stays where it is while the others scroll.
export function comparison(value, titles, tongue, category) {
  learn(value.rows, tongue);
  const head = value.product_ids.map((id, number) => el("th", { scope: "col" }, picture({ product_id: id, title: titles.get(id) ?? "" }, category), el("span", { class: "column-title" }, `${number + 1}. ${titles.get(id) ?? id}`)));
  const rows = value.rows.map((row) => el("tr", {}, el("th", { scope: "row" }, row.label), row.values.map((each, number) =>
    el("td", { class: row.winner === number ? "winner" : "" }, each, row.winner === number ? el("span", { class: "best" }, icon("check"), t("best")) : null))));
  return el("figure", { class: "comparison" },
    el("figcaption", {}, icon("scale"), el("span", {}, t("comparison"))),
    el("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": `${t("comparison")}; ${t("table_hint")}` },
      el("table", {}, el("thead", {}, el("tr", {}, el("td", {}, el("span", { class: "hidden" }, t("property"))), head)), el("tbody", {}, rows))));
}

const KINDS = { product: "box", supplier: "shop", review: "chat", guide: "guide", web: "web" };

export function citation(each) {
  const url = outside(each.url) ?? (each.kind === "web" ? outside(each.ref) : null);
  const told = each.source_kind && known(`source_${each.source_kind}`) ? t(`source_${each.source_kind}`) : null;
  return el("div", { class: "citation" },
    el("p", { class: "citation-kind" }, icon(KINDS[each.kind] ?? "box"), el("b", {}, known(`kind_${each.kind}`) ? t(`kind_${each.kind}`) : each.kind), told ? ` · ${told}` : null),
    el("p", { class: "citation-title" }, each.title),
    el("blockquote", {}, each.quote),
    el("p", { class: "citation-foot" }, [each.source ?? (["product", "supplier", "review"].includes(each.kind) ? t("from_catalogue") : null), each.published ? t("published", { date: day(each.published) }) : null, each.retrieved_at ? t("read", { date: day(each.retrieved_at) }) : null].filter((part) => part).join(" · ")),
    url ? el("p", {}, linked(url, icon("link"), t("open_source"))) : null);
}

export function relaxations(list, conditions, on) {
  return el("section", { class: "relaxations", "aria-label": t("relax") }, el("h3", { class: "label" }, t("relax")), el("ul", {}, list.map((each) =>
    el("li", {}, el("button", { type: "button", class: "relaxation", onclick: () => on.relax(each) },
      el("span", {}, each.say || (each.instead.length ? t("becomes", { text: each.text || conditionText(each.instead[0]) }) : t("without", { text: each.text || each.remove.map((id) => conditionText(conditions.find((one) => one.id === id) ?? { field: id, op: "", value: "" })).join(", ") }))),
      el("b", {}, t("relax_count", { n: each.count })))))));
}

export function copier(words) {
  const label = el("span", {}, t("copy"));
  const made = el("button", { type: "button", class: "quiet", onclick: async () => {
    await navigator.clipboard.writeText(words()).catch(() => {});
    label.textContent = t("copied");
    setTimeout(() => (label.textContent = t("copy")), 1500);
  } }, icon("copy"), label);
  return made;
}

export function inquiry(each, supplier) {
  const text = el("textarea", { rows: String(Math.min(16, each.text.split("\n").length + 1)), lang: each.language, "aria-label": t("inquiry_to", { supplier }), spellcheck: "false" });
  text.value = each.text;
  return el("section", { class: "inquiry", "aria-label": t("inquiry_to", { supplier }) },
    el("h3", {}, icon("pen"), t("inquiry_to", { supplier })),
    el("p", { class: "facts" }, each.quantity ? el("span", {}, t("pieces", { n: each.quantity })) : null, each.target_price ? el("span", {}, t("target", { price: money(each.target_price, each.currency) })) : null, el("span", {}, t(each.status === "sent" ? "inquiry_sent" : "inquiry_note"))),
    text, el("div", { class: "row" }, copier(() => text.value)));
}

export function degraded(names) {
  const told = [...new Set(names.map((name) => [name, name.split(".")[0]].map((each) => `d_${each}`).find(known) ?? "d_other"))];
  return el("aside", { class: "degraded", "aria-label": t("degraded") }, icon("cloud"), el("div", {}, el("b", {}, t("degraded")), told.map((each) => el("p", {}, t(each)))));
}

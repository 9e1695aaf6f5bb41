// The subset of Markdown in replies: bold, lists, quotes, tables, and [n].
import { el } from "./view.js";
import { t } from "./words.js";

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

// Keep a citation mark on the line of its statement, and the punctuation on the line of the mark: browsers break beside buttons.
const GLUED = /[^\s*[\]\\]?(?:\[\d{1,3}\])+[\p{Po}\p{Pe}\p{Pf}]*/u;
const PIECES = new RegExp(`(\\*\\*.+?\\*\\*|${GLUED.source}|\\\\[!-/:-@[-\`{-~])`, "u");

function inline(text, cite) {
  const out = document.createDocumentFragment();
  for (const part of text.split(PIECES)) {
    if (part.startsWith("**") && part.length > 4) out.append(el("strong", {}, inline(part.slice(2, -2), cite)));
    else if (/\[\d+\]/.test(part)) out.append(el("span", { class: "glued" }, marked(part.split(/(\[\d+\])/).filter((each) => each), cite)));
    else out.append(part.length === 2 && part[0] === "\\" ? part[1] : part);
  }
  return out;
}

// No gap between a mark and the punctuation after it.
function marked(pieces, cite) {
  return pieces.map((each, place) => {
    const mark = /^\[\d+\]$/.test(each) && cite(Number(each.slice(1, -1)));
    if (mark && /^[^[]/.test(pieces[place + 1] ?? "")) mark.classList.add("closed");
    return mark || each;
  });
}

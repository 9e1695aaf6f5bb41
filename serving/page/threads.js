// Actions on a listed conversation: rename, export, delete.
import { at, call, others, page, shop, tell } from "./client.js";
import { handOver } from "./files.js";
import { copier } from "./reply.js";
import { composing, dialog, el, menu, outside, told } from "./view.js";
import { day, money, t } from "./words.js";

export function actions(anchor, thread) {
  menu(anchor, [
    [t("rename"), "pen", () => rename(thread)], [t("export_md"), "export", () => exported(thread, "md")], [t("export_json"), "export", () => exported(thread, "json")], [t("share"), "link", () => share(thread)], [t("delete"), "cross", () => erase(thread), "danger"],
  ]);
}

function rename(thread) {
  const input = el("input", { type: "text", value: thread.title, maxlength: "200", "aria-label": t("title_label"), autofocus: true });
  const save = async () => {
    const title = input.value.trim();
    if (!title) return false;
    try {
      await call("PATCH", at(thread.thread_id), { title });
    } catch (error) {
      told(error);
      return false;
    }
    if (thread.thread_id === page.thread) page.title = title;
    tell("head");
    tell("list");
    return true;
  };
  const made = dialog(t("rename_title"), input, { actions: [[t("cancel"), () => {}], [t("save"), save, "primary"]] });
  input.addEventListener("keydown", async (event) => event.key === "Enter" && !composing(event) && (await save()) && made.close());
  input.select();
}

// A link for anybody until it expires; another duration is another link.
function share(thread) {
  const days = el("select", { "aria-label": t("share_days"), autofocus: true }, [1, 7, 30].map((n) => el("option", { value: String(n), selected: n === 7 }, t("days", { n }))));
  const found = el("div", { class: "share-link", role: "status" });
  dialog(t("share_title"), [el("p", {}, t("share_body")), el("label", { class: "row" }, el("span", {}, t("share_days")), days), found], { actions: [[t("share_make"), async () => {
    try {
      const { path, expires_at: until } = await call("POST", at(thread.thread_id, "/share"), { days: Number(days.value) });
      const link = el("input", { type: "text", readonly: true, value: `${shop.origin}${path}`, "aria-label": t("share_link") });
      found.replaceChildren(link, el("p", { class: "faint" }, t("share_until", { date: day(until) })), el("div", { class: "row" }, copier(() => link.value), el("a", { class: "quiet", href: `${shop.origin}${path}`, target: "_blank", rel: "noopener noreferrer" }, t("share_open"))));
      link.select();
    } catch (error) {
      told(error);
    }
    return false;
  }, "primary"]] });
}

function erase(thread) {
  dialog(t("delete_title"), el("p", {}, t("delete_body", { title: thread.title || t("untitled") })), { actions: [[t("cancel"), () => {}], [t("delete"), async () => {
    try {
      await call("DELETE", at(thread.thread_id));
    } catch (error) {
      if (error.status !== 404) return told(error);
    }
    others.postMessage({ kind: "deleted", thread: thread.thread_id });
    if (thread.thread_id === page.thread) tell("go", null);
    return tell("list");
  }, "danger"]] });
}

// Escape what a person wrote, so that it isn't markup; replies are Markdown already.
const verbatim = (text) => text.replace(/[\\`*_{}[\]()#+\-.!|<>~&]/g, "\\$&").replace(/\n/g, "\n\n");

// The conversation, with what its replies show beside their text.
function written(whole) {
  const replies = new Map(whole.replies.map((each) => [each.turn, each]));
  const said = (each) => (each.role === "user" ? verbatim(each.content) : [each.content, ...(replies.has(each.turn) ? beside(replies.get(each.turn)) : [])].join("\n\n"));
  return [`# ${verbatim(whole.title)}`, ...whole.messages.map((each) => `## ${t(each.role === "user" ? "you" : "guide")} · ${t("answer_at", { n: each.turn })}\n\n${said(each)}`)].join("\n\n");
}

function beside({ cards, citations }) {
  const link = (title, url) => (outside(url) ? `[${verbatim(title)}](<${outside(url).replace(/[<>]/g, encodeURIComponent)}>)` : verbatim(title));
  const offered = cards.map((each, number) => [`${number + 1}. ${link(each.title, each.url)}`, money(each.price, each.currency), each.moq && t("moq", { n: each.moq }), verbatim(each.supplier ?? ""), verbatim(each.product_id)].filter((part) => part).join(" · "));
  const sources = citations.map((each) => [`- [${each.n}] ${link(each.title, each.url)}`, verbatim(each.quote), each.source && verbatim(each.source), each.published].filter((part) => part).join(" · "));
  return [...(offered.length ? [`### ${t("products")}`, offered.join("\n")] : []), ...(sources.length ? [`### ${t("sources", { n: sources.length })}`, sources.join("\n")] : [])];
}

async function exported(thread, kind) {
  let whole;
  try {
    whole = await call("GET", at(thread.thread_id, "?limit=500"));
  } catch (error) {
    return told(error);
  }
  const text = kind === "json" ? JSON.stringify(whole, null, 2) : written(whole);
  handOver(new Blob([text], { type: kind === "json" ? "application/json" : "text/markdown" }), `${(whole.title || "daogou").replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60)}.${kind}`);
}

// A shared conversation, read-only, to view or print.
import { call, page, tell } from "./client.js";
import { restore } from "./turns.js";
import { $, el, failure, icon, skeletons, trouble } from "./view.js";
import { day, t } from "./words.js";

export async function openShared(token) {
  $.root.classList.add("shared");
  page.readonly = true;
  $.hello.hidden = false;
  $.hello.replaceChildren(el("p", { class: "faint", role: "status" }, t("loading")), skeletons());
  try {
    const { expires_at: until, ...whole } = await call("GET", `/v1/shared/${encodeURIComponent(token)}`);
    restore({ ...whole, thread_id: null, need: whole.replies.at(-1)?.need ?? null, shown: [], running: null });
    tell("head");
    $.hello.hidden = true;
    $.main.prepend(el("div", { class: "shared-note", role: "note" }, el("p", {}, t("shared_note", { date: day(until) })),
      el("button", { type: "button", class: "quiet", onclick: () => print() }, icon("export"), t("print")), el("a", { class: "quiet", href: "/" }, icon("chat"), t("ask_yourself"))));
    $.main.scrollTop = 0;
  } catch (error) {
    $.hello.replaceChildren(failure(trouble(error), [[t("new"), () => location.assign("/")]]));
  }
}

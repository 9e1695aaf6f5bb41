// An inquiry to a supplier, to edit and copy, in the supplier's language and the buyer's.
import { copier } from "./reply.js";
import { el, icon } from "./view.js";
import { money, t } from "./words.js";

const NAMES = { zh: "中文", en: "English" };

// Removes the letters quoted in a reply, with the line that introduces them: each has a box of its own here.
export function withoutLetters(text, inquiries) {
  return inquiries.some((each) => each.text) ? text.replace(/(?:^[^\n>]*[:：]\s*\n)?(?:^>.*(?:\n|$))+/gm, "") : text;
}

export function inquiry(each, supplier) {
  const texts = { [each.language]: each.text, ...(each.translation ? { [each.language === "zh" ? "en" : "zh"]: each.translation } : {}) };
  const box = el("textarea", { rows: String(Math.min(16, each.text.split("\n").length + 1)), "aria-label": t("inquiry_to", { supplier }), spellcheck: "false", oninput: () => (texts[box.lang] = box.value) });
  const tabs = Object.keys(texts).map((language) => el("button", { type: "button", class: "quiet", lang: language, onclick: () => show(language) }, NAMES[language]));
  const show = (language) => {
    box.lang = language;
    box.value = texts[language];
    for (const tab of tabs) tab.setAttribute("aria-pressed", String(tab.lang === language));
  };
  show(each.language);
  return el("section", { class: "inquiry", "aria-label": t("inquiry_to", { supplier }) },
    el("h3", {}, icon("pen"), t("inquiry_to", { supplier })),
    el("p", { class: "facts" }, each.quantity ? el("span", {}, t("pieces", { n: each.quantity })) : null, each.target_price ? el("span", {}, t("target", { price: money(each.target_price, each.currency) })) : null, el("span", {}, t(each.status === "sent" ? "inquiry_sent" : "inquiry_note"))),
    tabs.length > 1 ? el("div", { class: "row tongues", role: "group", "aria-label": t("language") }, tabs, each.id ? el("small", { class: "faint" }, t("inquiry_theirs", { language: NAMES[each.language] })) : null) : null,
    box, el("div", { class: "row" }, copier(() => box.value)));
}

// Theme and language of the page, and their buttons.
import { shop, tell } from "./client.js";
import { storage } from "./kept.js";
import { $, el, icon } from "./view.js";
import { language, speak, t } from "./words.js";

const themed = () => shop.theme ?? storage("theme") ?? "auto";

export function dress() {
  const theme = themed(), root = shop.embedded ? $.root : document.documentElement;
  root.dataset.theme = theme === "auto" ? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light") : theme;
  root.lang = language === "zh" ? "zh-CN" : "en";
}

export function settings() {
  const theme = themed();
  const next = { auto: "light", light: "dark", dark: "auto" }[theme];
  return el("div", { class: "settings" },
    el("button", { type: "button", class: "quiet", lang: language === "zh" ? "en" : "zh-CN", "aria-label": language === "zh" ? "Switch to English" : "切换到中文", onclick: () => {
      speak(language === "zh" ? "en" : "zh");
      tell("rebuild");
      $.settings.firstChild.focus({ preventScroll: true });
    } }, language === "zh" ? "English" : "中文"),
    shop.theme ? null : el("button", { type: "button", class: "quiet", "aria-label": `${t("theme")}: ${t(`theme_${theme}`)}`, onclick: () => {
      storage("theme", next);
      dress();
      const fresh = settings();
      $.settings.replaceWith(fresh);
      $.settings = fresh;
      fresh.lastChild.focus();
    } }, icon({ auto: "auto", light: "sun", dark: "moon" }[theme]), t(`theme_${theme}`)));
}

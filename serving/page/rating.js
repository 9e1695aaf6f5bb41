// Rating of a reply.
import { at, call, page } from "./client.js";
import { storage } from "./kept.js";
import { beside, button, el, say, told } from "./view.js";
import { t } from "./words.js";

// Thumbs, and a comment.
export function rater(turn) {
  const { thread } = page, key = `rated.${thread}.${turn.reply.turn}`;
  const rate = async (score, comment, node) => {
    try {
      await call("POST", at(thread, "/feedback"), { turn: turn.reply.turn, score, ...(comment ? { comment } : {}) });
      storage(key, score);
      say(t("thanks"));
      const fresh = rater(turn);
      node.replaceWith(fresh);
      fresh.querySelector("[aria-pressed=true]").focus({ preventScroll: true });
    } catch (error) {
      told(error);
    }
  };
  const given = storage(key);
  const made = el("span", { class: "rater" },
    button("up", t("up"), () => rate(1, null, made), { "aria-pressed": String(given === 1) }),
    button("down", t("down"), (event) => reasons(event.currentTarget, (comment) => rate(-1, comment, made)), { "aria-pressed": String(given === -1) }),
    given ? el("small", {}, t("thanks")) : null);
  return made;
}

function reasons(anchor, done) {
  const chosen = ["wrong", "conditions", "choice", "unclear", "slow"].map((each) => [el("input", { type: "checkbox", value: t(`why_${each}`) }), t(`why_${each}`)]);
  const more = el("textarea", { rows: "2", maxlength: "1500", placeholder: t("why_more"), "aria-label": t("why_more") });
  const made = beside(anchor, el("form", { onsubmit: (event) => {
    event.preventDefault();
    made.hidePopover();
    done([...chosen.filter(([box]) => box.checked).map(([box]) => box.value), more.value.trim()].filter((each) => each).join("; "));
  } }, el("h3", {}, t("why")), el("div", { class: "reasons" }, chosen.map(([box, label]) => el("label", {}, box, el("span", {}, label)))), more, el("div", { class: "row" }, el("button", { type: "submit", class: "primary" }, t("why_send")))), { class: "sheet why", role: "dialog", "aria-label": t("why") });
}

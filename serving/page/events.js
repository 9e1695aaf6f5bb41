// Applies the events of a turn to it.
import { address } from "./address.js";
import { drawNeed } from "./chips.js";
import { Refused, others, page, pending, tell } from "./client.js";
import { blank, update } from "./turn.js";
import { $, say, trouble } from "./view.js";
import { known, t } from "./words.js";

export function take(turn, event) {
  switch (event.type) {
    case "RUN_STARTED":
      turn.reply = blank();
      if (turn.begun) others.postMessage({ kind: "begun", thread: page.thread, turn: turn.id });
      return update(turn);
    case "STEP_STARTED":
      if (event.stepName === "internal_retrieval" || event.stepName === "external_search" || event.stepName === "planning") turn.searching = true;
      return known(`step_${event.stepName}`) ? step(turn, t(`step_${event.stepName}`)) : undefined;
    case "STATE_SNAPSHOT":
      return needed(turn, event.snapshot.need);
    case "STATE_DELTA":
      return needed(turn, event.delta.find((each) => each.path === "/need")?.value);
    case "CUSTOM":
      turn.reply[event.name] = event.name === "cards" ? event.value.cards : event.value;
      if (event.name === "cards") {
        turn.reason = event.value.reason;
        say(turn.reason ?? t("found", { n: turn.reply.cards.length }));
      }
      return update(turn, event.name);
    case "TEXT_MESSAGE_CONTENT":
      turn.reply.text += event.delta;
      say(event.delta.replace(/\*\*|\[\d+\]|^\s*[-*]\s/g, ""));
      return update(turn, "text");
    case "RUN_FINISHED":
      if (event.outcome?.type === "cancelled") return ended(turn, "stopped");
      turn.reply = event.result;
      page.need = event.result.need;
      drawNeed();
      return ended(turn, "done");
    case "RUN_ERROR":
      return ended(turn, "failed", trouble(new Refused(500, event.message, event.code)));
    default:
      return undefined;
  }
}

function needed(turn, need) {
  if (!need) return;
  turn.reply.need = page.need = need;
  turn.reply.language = need.language;
  drawNeed();
}

export function step(turn, text) {
  turn.step = text;
  update(turn, "step");
}

export function ended(turn, status, problem = null) {
  Object.assign(turn, { status, problem, step: null });
  pending(page.thread, null);
  if (status === "stopped" && !page.turns.some((each) => each.status === "done")) {
    page.thread = null;  // a conversation without a turn is none
    address(null, true);
  }
  if (status !== "done") page.need = page.turns.findLast((each) => each.status === "done")?.reply.need ?? null;
  if (page.running?.turn === turn) page.running = null;
  update(turn);
  drawNeed();
  tell("composer");
  if (problem) say(problem);
  if (status === "failed" && turn.asks && !$.input.value) tell("edit", turn, false);
}

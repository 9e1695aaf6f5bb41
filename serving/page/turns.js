// Sends, follows and stops turns.
import { address } from "./address.js";
import { cards } from "./cards.js";
import { drawNeed } from "./chips.js";
import { at, call, follow, insist, on, others, page, pending, tell } from "./client.js";
import { ended, step, take } from "./events.js";
import { doings, drawTray } from "./marked.js";
import { drawTurn, update } from "./turn.js";
import { $, focused, land, say, told, trouble } from "./view.js";
import { t } from "./words.js";

const name = (kind) => `${kind}.${[...crypto.getRandomValues(new Uint8Array(12))].map((each) => each.toString(36)).join("")}`;

// `commands`: those of a tapped suggestion, instead of reading its text.
export async function ask(text, replacing = null, commands = []) {
  const turn = { text, id: name(replacing?.status === "done" ? "edit" : "say"), reply: null, status: "running", asks: true, product: commands.length ? null : replacing?.product ?? page.product?.product_id ?? null };
  tell("about", null);
  if (replacing && replacing.status !== "done") {
    if (replacing.status === "running") await stop();
    drop(replacing);
  }
  await begin(turn, (thread) => ({ method: "POST", path: at(thread, "/turns"), body: { text, turn_id: turn.id, ...(commands.length ? { commands } : {}), ...(turn.product ? { product_id: turn.product } : {}) } }));
}

export async function changeNeed(text, body) {
  if (!page.thread) return;
  const turn = { text, id: name("chip"), reply: null, status: "running", body };
  await begin(turn, (thread) => ({ method: "PATCH", path: at(thread, "/need"), body: { ...body, turn_id: turn.id } }));
}

async function begin(turn, request) {
  Object.assign(turn, { begun: true, status: "running" });
  if (!page.thread && !(await opened(turn))) return undefined;
  const asked = request(page.thread);
  pending(page.thread, { ...turn, view: undefined, begun: undefined, request: asked });
  return run(turn, asked);
}

// Open a conversation for the turn; without a network the message waits. Returns true if it is open.
async function opened(turn) {
  const abort = new AbortController(), opening = page.opening;
  page.running = { turn, abort };
  show(turn);
  tell("composer");
  try {
    const made = await insist(abort.signal, () => step(turn, t(navigator.onLine ? "reconnecting" : "waiting_online")), "POST", "/v1/threads", {});
    if (!made || opening !== page.opening) return false;
    page.thread = made.thread_id;
    page.title = turn.text.slice(0, 60);
    address(page.thread);
    tell("head");
    return true;
  } catch (error) {
    if (opening === page.opening) ended(turn, "failed", trouble(error));
    return false;
  }
}

function show(turn) {
  page.notice = null;
  if (!page.turns.includes(turn)) page.turns.push(turn);
  for (const before of page.turns.slice(0, page.turns.indexOf(turn))) for (const part of ["suggestions", "unused"]) before.view?.parts[part].replaceChildren();  // now, or what is read would move later
  drawTurn(turn);
  tell("hello");
  $.log.querySelector(".latest")?.classList.remove("latest");
  turn.view.li.classList.add("latest");
  if (!$.form.contains(focused()) && !$.need.contains(focused())) land();
  turn.view.li.scrollIntoView({ block: "start" });
}

function drop(turn) {
  page.turns = page.turns.filter((each) => each !== turn);
  turn.view?.li.remove();
}

async function run(turn, request) {
  const thread = page.thread, abort = new AbortController();
  page.running = { turn, abort };
  show(turn);
  tell("composer");
  try {
    for await (const event of follow(request, abort.signal, () => step(turn, t(navigator.onLine ? "reconnecting" : "waiting_online")))) if (!abort.signal.aborted) take(turn, event);
    if (turn.status === "running" && !abort.signal.aborted) ended(turn, "failed", t("lost"));
  } catch (error) {
    turn.gone = error.code === "thread_unknown";
    if (!abort.signal.aborted) ended(turn, "failed", trouble(error));
  }
  if (page.running?.turn === turn) page.running = null;
  if (page.thread !== thread) return void tell("list");
  tell("composer");
  others.postMessage({ kind: "ended", thread, turn: turn.id });
  await settle(thread);
}

// What only the server knows after a turn: the list that "the second one" refers to, and the title.
async function settle(thread) {
  const whole = await call("GET", at(thread, "?limit=1")).catch(() => null);
  if (!whole || page.thread !== thread) return;
  page.shown = whole.shown;
  page.title = whole.title || page.title;
  page.partial = whole.degraded.includes("memory");
  tell("banner");
  tell("head");
  tell("list");
}

export function restore(whole) {
  const said = whole.messages.filter((each) => each.role === "user");
  const first = said.length - whole.replies.length;
  page.title = whole.title;
  page.partial = Boolean(whole.degraded?.includes("memory"));
  page.need = whole.need;
  page.shown = whole.shown;
  page.turns = whole.replies.map((reply, number) => ({ text: said[first + number].content, id: said[first + number].turn_id ?? `turn-${reply.turn}`, reply, status: "done" }));
  tell("redraw");
  if (page.readonly) return;
  const running = whole.running, sent = pending(whole.thread_id);
  const known = (id) => page.turns.some((each) => each.id === id);
  if (running && !known(running.turn_id))
    run({ text: running.text, id: running.turn_id, reply: null, status: "running" }, { method: "GET", path: at(whole.thread_id, `/turns/${encodeURIComponent(running.turn_id)}/events`) });
  else if (sent && !known(sent.id)) run({ ...sent, reply: null, status: "running" }, sent.request);
  else page.turns.at(-1)?.view.li.scrollIntoView({ block: "start" });
}

export async function stop() {
  const running = page.running;
  if (!running) return;
  if (!page.thread || !navigator.onLine) {
    running.abort.abort();
    if (!page.thread) return ended(running.turn, "stopped");
  }
  try {
    const { stopped } = await call("POST", at(page.thread, "/stop"), {});
    if (!stopped) say(t("failed_stop"));
  } catch (error) {
    told(error);
  }
}

function again(turn) {
  if (turn.status === "done") return ask(turn.text, turn);
  if (page.editing === turn) tell("edit", null, false);
  drop(turn);
  turn.view = null;
  if (turn.gone) tell("go", null);
  if (turn.body && turn.gone) return undefined;
  if (turn.body) return changeNeed(turn.text, turn.body);
  return ask(turn.text, { ...turn, status: "gone" });
}

// The card of a product without questions yet.
export const productOf = (card) => cards([card], { conditions: [], on: doings() });

// Draw the current conversation in a new frame.
export function redraw() {
  for (const turn of page.turns) {
    turn.view = null;
    drawTurn(turn);
  }
  drawNeed();
  drawTray();
}

// Load the conditions' names again; a focused card keeps the focus.
function respell() {
  for (const turn of page.turns) if (!turn.view?.parts.cards.contains(focused())) update(turn, "cards");
}

on({ ask, changeNeed, again, stop, spelled: respell, kept: respell });

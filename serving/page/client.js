// State of this tab, and requests to the server, with event streams that survive a lost connection.
import { inTab, storage } from "./kept.js";

// The shortlist as other tabs left it.
export const shortlisted = () => new Map((storage("shortlist") ?? []).map((each) => [each.product_id, each]));

// Which server to ask. `embedded`: on another site's page. `hosts`, `folder`: allowed sources of pictures. `token`: of a buyer that the other site vouches for. `theme`: if that site sets it.
export const shop = { origin: location.origin, embedded: false, hosts: [], folder: "", token: null, theme: null };

export const others = new BroadcastChannel("daogou");

// The page's state. `editing`: the turn whose message is being edited; `product`: the card that the next message is about; `opening`: counts opened conversations, so that late answers for an earlier one are ignored; `partial`, `fewer`: the conversation or the list is incomplete while Redis is down.
export const page = {
  threads: [], listed: null, query: "", thread: null, title: "", partial: false, fewer: false, turns: [], need: null, shown: [], running: null,
  selected: new Map(), shortlist: shortlisted(), editing: null, product: null, opening: 0, notice: null, readonly: false,
};

// Events within the page: changes are announced, views listen.
const heard = {};
export const on = (doings) => Object.assign(heard, doings);
export const tell = (what, ...rest) => heard[what]?.(...rest);

export class Refused extends Error {
  constructor(status, detail, code = null, after = null) {
    super(detail);
    Object.assign(this, { status, code, after });
  }
}

async function refused(answer) {
  const body = await answer.json().catch(() => ({}));
  const detail = Array.isArray(body.detail) ? body.detail.map((each) => each.msg).join("; ") : body.detail;
  return new Refused(answer.status, String(detail ?? answer.statusText), body.code ?? null, Number(answer.headers.get("Retry-After")) || null);
}

const ANSWER_MS = 30_000;
const SILENT_MS = 45_000;  // a stream says something every 15 s

// No data within this time counts as a lost connection.
async function timely(doing, time = ANSWER_MS) {
  let end;
  try {
    return await Promise.race([doing, new Promise((_, late) => (end = setTimeout(() => late(new TypeError("nothing came")), time)))]);
  } finally {
    clearTimeout(end);
  }
}

function sent(path, { headers, ...options }) {
  const own = shop.token ? { Authorization: `Bearer ${shop.token}` } : {};
  return timely(fetch(`${shop.origin}${path}`, { ...options, headers: { ...headers, ...own }, credentials: shop.embedded ? "include" : "same-origin" }));
}

let session = null;
const beginSession = () => (session = sent("/v1/session", { method: "POST" }).catch(() => (session = null)));

// The page arrives with its cookie; the element requests one first. An expired one is renewed once.
async function fetched(path, options) {
  if (shop.embedded && !shop.token) await (session ?? beginSession());
  const answer = await sent(path, options);
  if (answer.status !== 401 || shop.token) return answer;
  await beginSession();
  return sent(path, options);
}

export async function call(method, path, body) {
  const answer = await fetched(path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }) });
  if (!answer.ok) throw await refused(answer);
  return answer.status === 204 ? null : timely(answer.json());
}

// Like `call`, for a file.
export async function fetchFile(path, body) {
  const answer = await fetched(path, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } });
  if (!answer.ok) throw await refused(answer);
  return [await timely(answer.blob()), /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1] ?? "file"];
}

export const at = (thread, rest = "") => `/v1/threads/${encodeURIComponent(thread)}${rest}`;

// Server-sent events as they arrive: {id, data}.
async function* lines(answer) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let kept = "", id = null;
  try {
    for (;;) {
      const { value, done } = await timely(reader.read(), SILENT_MS);
      if (done) return;
      kept = (kept + value).replaceAll("\r\n", "\n");
      for (let end; (end = kept.indexOf("\n\n")) >= 0; kept = kept.slice(end + 2)) {
        const fields = kept.slice(0, end).split("\n");
        for (const field of fields) if (field.startsWith("id:")) id = field.slice(3).trim();
        const data = fields.filter((field) => field.startsWith("data:")).map((field) => field.slice(5).trimStart()).join("\n");
        if (data) yield { id, event: JSON.parse(data) };
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

const ENDS = new Set(["RUN_FINISHED", "RUN_ERROR"]);
const WAITS = [400, 800, 1600, 3000, 5000, 8000];

function pause(time, signal) {
  return new Promise((resolve) => {
    const end = setTimeout(done, time);
    function done() {
      clearTimeout(end);
      removeEventListener("online", done);
      resolve();
    }
    addEventListener("online", done);
    signal.addEventListener("abort", done);
  });
}

// Waits longer after each failure in a row; offline, until the browser is online.
function patience(signal, lost) {
  let tries = 0;
  return { calm: () => (tries = 0), wait: async (error) => {
    if (tries >= WAITS.length) throw error;
    lost();
    await pause(WAITS[tries], signal);
    tries = navigator.onLine ? tries + 1 : 0;
  } };
}

const passing = (error) => !(error instanceof Refused) || [502, 503, 504].includes(error.status);

// Like `call`, retried until there is a response of any status; null if given up.
export async function insist(signal, lost, ...request) {
  const { wait } = patience(signal, lost);
  while (!signal.aborted) {
    try {
      return await call(...request);
    } catch (error) {
      if (error instanceof Refused) throw error;
      await wait(error);
    }
  }
  return null;
}

// A turn's events to the last. After a lost connection the request is repeated with the last event's id and the turn's id, so the turn runs once.
export async function* follow(request, signal, lost = () => {}) {
  const { calm, wait } = patience(signal, lost);
  let last = null;
  while (!signal.aborted) {
    let trouble = new TypeError("no end");
    try {
      const headers = { Accept: "text/event-stream", ...(request.body ? { "Content-Type": "application/json" } : {}), ...(last ? { "Last-Event-ID": last } : {}) };
      const answer = await fetched(request.path, { method: request.method, body: request.body && JSON.stringify(request.body), headers, signal });
      if (!answer.ok) throw await refused(answer);
      for await (const { id, event } of lines(answer)) {
        last = id;
        calm();
        yield event;
        if (ENDS.has(event.type)) return;
      }
    } catch (error) {
      if (signal.aborted) return;
      if (!passing(error)) throw error;
      trouble = error;
    }
    await wait(trouble);
  }
}

// The unanswered message, so that a reload can send it again with its turn id, also to a restarted server or another worker.
export const pending = (thread, turn) => inTab(`pending.${thread}`, turn);

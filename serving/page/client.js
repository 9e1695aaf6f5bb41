// What this tab knows, and how it asks the server: routes, and a turn's events that survive a lost connection.
import { inTab, storage } from "./kept.js";

// As the other tabs have left it.
export const shortlisted = () => new Map((storage("shortlist") ?? []).map((each) => [each.product_id, each]));

// Whose server it asks; `embedded` in a page of another's, where no address is its own. `hosts` and `folder`: where pictures may come from; `token`: of a buyer that the other page vouches for; `theme` where that page decides it.
export const shop = { origin: location.origin, embedded: false, hosts: [], folder: "", token: null, theme: null };

export const others = new BroadcastChannel("daogou");

// The one place where it is kept. `editing`: the turn whose message is in the box again; `product`: the card that the next message is about; `opening` counts conversations opened, so that what comes late for an earlier one is left; `partial` and `fewer`: of the conversation and of the list, what a server without its Redis has.
export const page = {
  threads: [], listed: null, query: "", thread: null, title: "", partial: false, fewer: false, turns: [], need: null, shown: [], running: null,
  selected: new Map(), shortlist: shortlisted(), editing: null, product: null, opening: 0, notice: null, readonly: false,
};

// Who changes it tells of it; who draws it listens.
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

// What nothing comes of in time is as lost as a connection.
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

// The page comes with its cookie, an element asks for one first; one that has run out is asked for anew, once.
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

// As `call`, where the answer is a file.
export async function fetchFile(path, body) {
  const answer = await fetched(path, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } });
  if (!answer.ok) throw await refused(answer);
  return [await timely(answer.blob()), /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1] ?? "file"];
}

export const at = (thread, rest = "") => `/v1/threads/${encodeURIComponent(thread)}${rest}`;

// Server-sent events, as they come: {id, data}.
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

// Counts what fails in a row and waits before the next; a browser that knows it is offline waits for as long as that lasts.
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

// As `call`, again and again until there is an answer, even one that refuses; null where it was given up.
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

// A turn's events to its last. The same request is sent again behind the last event that came: a turn has its name, so none runs twice.
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

// What was sent and not answered yet, so that a reload can send it again by its name: to a server that began anew, or another worker, which knows nothing of it.
export const pending = (thread, turn) => inTab(`pending.${thread}`, turn);

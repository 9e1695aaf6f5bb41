// The server's routes, and a turn's events that survive a lost connection.
export class Refused extends Error {
  constructor(status, detail, after) {
    super(detail);
    this.status = status;
    this.after = after;
  }
}

async function refused(answer) {
  const body = await answer.json().catch(() => ({}));
  const detail = Array.isArray(body.detail) ? body.detail.map((each) => each.msg).join("; ") : body.detail;
  return new Refused(answer.status, String(detail ?? answer.statusText), Number(answer.headers.get("Retry-After")) || null);
}

// A cookie that has run out is asked for anew, once.
async function fetched(path, options) {
  const answer = await fetch(path, options);
  if (answer.status !== 401) return answer;
  await fetch("/v1/session", { method: "POST" });
  return fetch(path, options);
}

export async function call(method, path, body) {
  const answer = await fetched(path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }) });
  if (!answer.ok) throw await refused(answer);
  return answer.status === 204 ? null : answer.json();
}

export const at = (thread, rest = "") => `/v1/threads/${encodeURIComponent(thread)}${rest}`;

// Server-sent events, as they come: {id, data}.
async function* lines(answer) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let kept = "", id = null;
  try {
    for (;;) {
      const { value, done } = await reader.read();
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

// A turn's events to its last. The same request is sent again behind the last event that came: a turn has its name, so none runs twice.
export async function* follow(request, signal, lost = () => {}) {
  let last = null, tries = 0;
  while (!signal.aborted) {
    try {
      const headers = { Accept: "text/event-stream", ...(request.body ? { "Content-Type": "application/json" } : {}), ...(last ? { "Last-Event-ID": last } : {}) };
      const answer = await fetched(request.path, { method: request.method, body: request.body && JSON.stringify(request.body), headers, signal });
      if (!answer.ok) throw await refused(answer);
      for await (const { id, event } of lines(answer)) {
        [last, tries] = [id, 0];
        yield event;
        if (ENDS.has(event.type)) return;
      }
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof Refused && ![502, 503, 504].includes(error.status)) throw error;
      if (tries >= WAITS.length) throw error;
    }
    if (tries >= WAITS.length) throw new TypeError("no end");
    lost();
    await pause(WAITS[tries++], signal);
  }
}

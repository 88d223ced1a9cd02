// What the server is asked. Every failure is a Failure whose message is for the reader.

const TIMEOUT = 30_000;
const SESSION = "wence.session";

export class Failure extends Error {
  constructor(message, { retry = true, status = 0 } = {}) {
    super(message);
    this.retry = retry;
    this.status = status;
  }
}

/** Fetch JSON from a path of our own. */
export async function get(path) {
  const { response, finish } = await request(path);
  try {
    return await response.json();
  } catch {
    throw new Failure("连接中断了，请重试。");
  } finally {
    finish();
  }
}

/**
 * Ask, and resolve to the Answer. `onText` is called with each piece as it streams in; where
 * streaming is broken on the way, the question is asked again without.
 */
export async function ask(question, onText) {
  const body = JSON.stringify({ question, session: session() });
  const { response, finish } = await request("/api/ask/stream", body);
  try {
    const answer = response.body ? await streamed(response.body, onText) : null;
    if (answer) return answer;
  } catch {
    // A proxy cut the stream: fall through.
  } finally {
    finish();
  }
  const whole = await request("/api/ask", body);
  try {
    return await whole.response.json();
  } catch {
    throw new Failure("连接中断了，请重试。");
  } finally {
    whole.finish();
  }
}

async function request(path, body) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT);
  const finish = () => clearTimeout(timer);
  try {
    const response = await fetch(path, {
      method: body ? "POST" : "GET",
      headers: body ? { "Content-Type": "application/json" } : {},
      body,
      signal: abort.signal,
      credentials: "omit",
    });
    if (response.ok) return { response, finish };
    finish();
    throw await refused(response);
  } catch (error) {
    finish();
    if (error instanceof Failure) throw error;
    if (abort.signal.aborted) throw new Failure("服务器很久没有回应，请稍后重试。");
    throw new Failure(
      navigator.onLine ? "连不上服务器，请稍后重试。" : "现在没有网络，请联网后重试。",
    );
  }
}

async function refused(response) {
  const retry = response.status >= 500;
  let detail = "服务器没能处理这个请求，请稍后重试。";
  try {
    const problem = await response.json();
    if (typeof problem.detail === "string") detail = problem.detail;
  } catch {
    // Not our server's words: a proxy's page.
  }
  return new Failure(detail, { retry, status: response.status });
}

async function streamed(body, onText) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return null;
    const events = (rest + decoder.decode(value, { stream: true })).split("\n\n");
    rest = events.pop();
    for (const event of events) {
      const { name, data } = parsed(event);
      if (name === "text") onText(JSON.parse(data));
      if (name === "done") return JSON.parse(data);
    }
  }
}

function parsed(event) {
  const fields = { name: "", data: "" };
  for (const line of event.split("\n")) {
    if (line.startsWith("event: ")) fields.name = line.slice(7);
    if (line.startsWith("data: ")) fields.data += line.slice(6);
  }
  return fields;
}

/** One conversation a tab. */
function session() {
  try {
    const kept = sessionStorage.getItem(SESSION);
    if (kept) return kept;
    const fresh = fresh_id();
    sessionStorage.setItem(SESSION, fresh);
    return fresh;
  } catch {
    return (session.unkept ??= fresh_id()); // storage is switched off
  }
}

// Not randomUUID, which a page served over plain HTTP in an office network does not have.
function fresh_id() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

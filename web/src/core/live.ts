// News for an open page. The body names its topics; news of any of them fetches the page again and
// puts the new parts in the place of the old: whatever came first, the page ends as a fresh one is.
// One socket; without it server-sent events; without those, a look every 30 seconds.
import { page } from "./html";

const GATHER_MILLIS = 250;
const POLL_MILLIS = 30_000;
const WAIT_MOST_MILLIS = 60_000;
const FAILURES_BEFORE_STREAM = 2;

interface Saying {
  topic?: string;
  cursor?: string;
  data?: unknown;
  reset?: boolean;
  bye?: number;
  refused?: string;
}

const cursors: Record<string, string> = {};
let topics: string[] = [];
let failures = 0;
let gathering = 0;
let fetching = false;
let again = false;

export function live(): void {
  topics = (document.body.dataset.topics ?? "").split(" ").filter(topic => topic !== "");
  const since = document.body.dataset.since;
  if (since) for (const topic of topics) cursors[topic] = since;
  if (topics.length > 0) connect();
}

function connect(): void {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(`${scheme}//${location.host}/api/v1/live`);
  let comeBack = 0;
  socket.onopen = () => {
    if (failures > 0) news();
    socket.send(JSON.stringify({ subscribe: topics, since: cursors }));
  };
  socket.onmessage = event => {
    failures = 0;
    const said = JSON.parse(event.data as string) as Saying;
    if (said.bye) comeBack = said.bye;
    heard(said);
  };
  const rest = (): void => {
    const figures = topics.filter(isFigures);
    if (figures.length === 0 || socket.readyState !== WebSocket.OPEN) return;
    socket.send(JSON.stringify(document.hidden ? { unsubscribe: figures } : { subscribe: figures }));
  };
  document.addEventListener("visibilitychange", rest);
  socket.onclose = () => {
    document.removeEventListener("visibilitychange", rest);
    failures += 1;
    if (failures > FAILURES_BEFORE_STREAM) {
      stream();
      return;
    }
    const wait = comeBack || Math.min(WAIT_MOST_MILLIS, 1000 * 2 ** failures);
    window.setTimeout(connect, wait * (0.5 + Math.random()));
  };
}

// Figures that change every second are told as they are; for them alone no page is fetched.
const isFigures = (topic: string): boolean => topic.startsWith("metrics:");

function heard(said: Saying): void {
  if (said.topic && said.cursor) cursors[said.topic] = said.cursor;
  if (!isNews(said)) return;
  if (!isFigures(said.topic ?? "")) news();
  else if (!document.hidden) document.dispatchEvent(new CustomEvent("cu-figures", { detail: said.data }));
}

// The answer to a subscription, without data, says only where the topic is now.
function isNews(said: Saying): boolean {
  return Boolean(said.topic) && !said.refused && ("data" in said || said.reset === true);
}

function stream(): void {
  if (!("EventSource" in window)) {
    window.setInterval(news, POLL_MILLIS);
    return;
  }
  const since = cursors[topics[0] ?? ""] ?? "";
  const query = new URLSearchParams({ topics: topics.join(","), since });
  const source = new EventSource(`/api/v1/live/sse?${query}`);
  source.onmessage = event => {
    heard(JSON.parse(event.data as string) as Saying);
  };
  source.onerror = () => {
    if (source.readyState === EventSource.CLOSED) window.setInterval(news, POLL_MILLIS);
  };
}

function news(): void {
  window.clearTimeout(gathering);
  gathering = window.setTimeout(() => void refresh(), GATHER_MILLIS);
}

async function refresh(): Promise<void> {
  if (fetching) {
    again = true;
    return;
  }
  fetching = true;
  try {
    const fresh = await page(location.href);
    if (fresh) replaceParts(fresh);
  } catch {
    // away for a moment: the next news, or the next connection, tries again
  } finally {
    fetching = false;
    if (again) {
      again = false;
      news();
    }
  }
}

function replaceParts(fresh: Document): void {
  for (const old of document.querySelectorAll<HTMLElement>("[data-live][id]")) {
    const now = fresh.getElementById(old.id);
    if (!now || now.isEqualNode(old) || old.contains(document.activeElement)) continue;
    old.replaceWith(document.importNode(now, true));
  }
  document.dispatchEvent(new CustomEvent("cu-refreshed"));
}

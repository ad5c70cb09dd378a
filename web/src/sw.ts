// The service worker: files of this version at once, pages from the network first, what was seen last
// without one, and never the API. The server puts SHELL and VERSION in front of it.
import { sendAll } from "./core/outbox";
import { onNotificationClick, onPush } from "./push";

declare const SHELL: string[];
declare const VERSION: string;

interface Extended extends Event {
  waitUntil(what: Promise<unknown>): void;
}
interface Fetching extends Extended {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Told extends Extended {
  data: { skip?: boolean; language?: string; member?: string; shelves?: (string | undefined)[] };
}
interface Syncing extends Extended {
  tag: string;
}
interface Worker {
  addEventListener(name: string, listen: (event: never) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
}

const worker = self as unknown as Worker;
const FILES = `files-${VERSION}`;
const PAGES = "pages";
const PAGES_MOST = 40;
const OWNER = "owner";
const PATIENCE_MILLIS = 3000;
const NOT_KEPT = /^\/[a-z]{2}\/(login|logout|renew|recover|join|me|operator|offline)(\/|$)|\/(pay|code|care)(\/|$)/;

worker.addEventListener("install", (event: Extended) => {
  event.waitUntil(caches.open(FILES).then(cache => cache.addAll(SHELL)));
});

worker.addEventListener("activate", (event: Extended) => {
  event.waitUntil(inTurn(clean).then(() => worker.clients.claim()));
});

worker.addEventListener("message", (event: Told) => {
  const { skip, language, member, shelves = [] } = event.data;
  if (skip) event.waitUntil(worker.skipWaiting());
  if (language) event.waitUntil(fill(FILES, `/${language}/offline`, "omit"));
  const ours = member ? inTurn(() => belong(member)) : turn;
  event.waitUntil(ours);
  for (const shelf of shelves) {
    if (shelf && ofCommunity(shelf)) event.waitUntil(ours.then(() => fill(PAGES, shelf, "same-origin")));
  }
});

worker.addEventListener("sync", (event: Syncing) => {
  if (event.tag === "outbox") event.waitUntil(sendAll(true));
});

worker.addEventListener("push", onPush);
worker.addEventListener("notificationclick", onNotificationClick);

worker.addEventListener("fetch", (event: Fetching) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin || url.pathname.startsWith("/api/")) return;
  if (request.method !== "GET") {
    // whoever comes next at this device sees nothing of who was here
    if (/\/(login|logout)(\/|$)/.test(url.pathname)) event.waitUntil(inTurn(() => caches.delete(PAGES)));
    return;
  }
  if (url.pathname.startsWith("/assets/")) {
    event.respondWith(file(request));
  } else if (request.mode === "navigate") {
    event.respondWith(page(event, url));
  }
});

let turn: Promise<unknown> = Promise.resolve();

/** One after the other: what is thrown away must not take with it what was put there since. */
function inTurn(act: () => Promise<unknown>): Promise<unknown> {
  turn = turn.then(act, act);
  return turn;
}

async function clean(): Promise<void> {
  const old = (await caches.keys()).filter(name => name !== FILES);
  await Promise.all(old.map(name => caches.delete(name)));
}

/** Pages that are kept belong to one person. */
async function belong(member: string): Promise<void> {
  const kept = await caches.open(OWNER);
  if ((await (await kept.match(OWNER))?.text()) === member) return;
  await caches.delete(PAGES);
  await kept.put(OWNER, new Response(member));
}

/** What is put on the shelf unasked is a page of a community. */
function ofCommunity(path: string): boolean {
  return /^\/[a-z]{2}\/c\//.test(path) && !NOT_KEPT.test(path);
}

async function fill(name: string, address: string, credentials: RequestCredentials): Promise<void> {
  const cache = await caches.open(name);
  if (await cache.match(address)) return;
  const answer = await fetch(address, { credentials, headers: { Accept: "text/html" } });
  if (answer.ok && !answer.redirected) await cache.put(address, answer);
}

async function file(request: Request): Promise<Response> {
  const kept = await caches.match(request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(FILES)).put(request, answer.clone());
  return answer;
}

async function page(event: Fetching, url: URL): Promise<Response> {
  const network = fetch(event.request);
  const fresh = network.then(answer => {
    if (answer.ok && !url.searchParams.has("said") && !NOT_KEPT.test(url.pathname)) {
      event.waitUntil(remember(event.request, answer.clone()));
    }
    return answer;
  });
  const settled = fresh.catch(() => undefined);
  event.waitUntil(settled);
  const late = new Promise<undefined>(resolve => setTimeout(() => resolve(undefined), PATIENCE_MILLIS));
  const first = await Promise.race([settled, late]);
  if (first) return first;
  const match = { ignoreVary: true };
  const seen = await (await caches.open(PAGES)).match(url.href, match);
  // a slow line is still a line: whoever has nothing to look at meanwhile waits for it
  return seen ?? (await settled) ?? (await begin(url)) ?? (await nothing(url));
}

async function remember(request: Request, answer: Response): Promise<void> {
  const cache = await caches.open(PAGES);
  await cache.delete(request.url, { ignoreVary: true });
  await cache.put(request.url, answer);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - PAGES_MOST)).map(key => cache.delete(key)));
}

/** Where the installed app begins there is no page of its own: on to the home that was seen last. */
async function begin(url: URL): Promise<Response | undefined> {
  const start = /^\/([a-z]{2})?$/.exec(url.pathname);
  if (!start) return undefined;
  const home = new RegExp(`^/${start[1] ?? "[a-z]{2}"}/c/[^/]+$`);
  const keys = await (await caches.open(PAGES)).keys();
  const last = keys.reverse().find(key => home.test(new URL(key.url).pathname));
  return last && Response.redirect(last.url);
}

async function nothing(url: URL): Promise<Response> {
  const files = await caches.open(FILES);
  const language = url.pathname.slice(1, 3);
  const own = await files.match(`/${language}/offline`, { ignoreVary: true });
  if (own) return own;
  const any = (await files.keys()).find(key => new URL(key.url).pathname.endsWith("/offline"));
  return (any && (await files.match(any, { ignoreVary: true }))) ?? Response.error();
}

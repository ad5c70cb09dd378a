// What was written without a line waits in this browser until the server has answered. The page and the
// service worker share this: one of them sends at a time, in order, and the identifier that was made here
// goes with each form, so that a second try gives the first answer.
export type State = "waiting" | "refused" | "aside" | "paused";

export interface Item {
  id: string;
  at: number;
  member: string;
  path: string;
  title: string;
  multipart: boolean;
  fields: [string, string | Blob, string][];
  bytes: number;
  tries: number;
  due: number;
  state: State;
}

export type Outcome =
  | { kind: "done"; url: string }
  | { kind: "refused" | "aside" | "paused" | "later" };

const NAME = "coomunity";
const STORE = "outbox";
const ITEMS_MOST = 200;
const BYTES_MOST = 5 * 1024 * 1024;
const TEXT_MILLIS = 10_000;
const FILE_MILLIS = 120_000;
const BACKOFF_MOST = 300_000;
const LATER = [408, 425, 429];

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(NAME, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: "id" });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}

/** The answer counts once the transaction is on disk. */
async function inStore<T>(mode: IDBTransactionMode, use: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(STORE, mode, { durability: "strict" });
      const request = use(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** Oldest first; items written in one millisecond keep their order by identifier. */
export async function items(): Promise<Item[]> {
  const all = await inStore<Item[]>("readonly", store => store.getAll() as IDBRequest<Item[]>);
  return all.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** False when there is no room. */
export async function keep(item: Item): Promise<boolean> {
  const all = await items();
  const bytes = all.reduce((sum, other) => sum + other.bytes, item.bytes);
  if (all.length >= ITEMS_MOST || bytes > BYTES_MOST) return false;
  await put(item);
  return true;
}

export async function put(item: Item): Promise<void> {
  await inStore("readwrite", store => store.put(item));
}

export async function drop(id: string): Promise<void> {
  await inStore("readwrite", store => store.delete(id));
}

/** An identifier that sorts by time (UUIDv7). */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let millis = Date.now();
  for (let i = 5; i >= 0; i--) {
    bytes[i] = millis % 256;
    millis = Math.floor(millis / 256);
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

function body(item: Item): FormData | URLSearchParams {
  if (!item.multipart) {
    return new URLSearchParams(item.fields.map(([name, value]) => [name, value as string]));
  }
  const form = new FormData();
  for (const [name, value, file] of item.fields) {
    if (typeof value === "string") form.append(name, value);
    else form.append(name, value, file);
  }
  return form;
}

/** Sends one item. The server refuses it when somebody else is signed in by now. */
export async function send(item: Item): Promise<Outcome> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), item.multipart ? FILE_MILLIS : TEXT_MILLIS);
  try {
    const answer = await fetch(item.path, {
      method: "POST",
      body: body(item),
      headers: { Accept: "text/html", "Coomunity-Member": item.member },
      signal: stop.signal,
    });
    if (answer.headers.has("Coomunity-Other-Member")) return { kind: "aside" };
    const leads = new URL(answer.url).pathname;
    if (answer.status === 401 || /^\/[a-z]{2}\/(login|renew)$/.test(leads)) return { kind: "paused" };
    if (answer.status >= 500 || LATER.includes(answer.status)) {
      // a page that failed after the form was taken is no reason to send it again
      return answer.redirected && leads !== item.path ? { kind: "done", url: answer.url } : { kind: "later" };
    }
    if (answer.redirected && leads !== item.path) return { kind: "done", url: answer.url };
    return { kind: "refused" };
  } catch {
    return { kind: "later" };
  } finally {
    clearTimeout(timer);
  }
}

/** Sends what waits, in order for each address; true when something is left for later. */
export async function sendAll(eager: boolean): Promise<boolean> {
  let left = false;
  await navigator.locks.request(STORE, async () => {
    const blocked = new Set<string>();
    for (const item of await items()) {
      const key = `${item.member} ${item.path}`;
      if (item.state === "refused" || blocked.has(key)) continue;
      if (!eager && item.due > Date.now()) {
        blocked.add(key);
        left = true;
        continue;
      }
      if (!(await attempt(item))) {
        blocked.add(key);
        left ||= item.state === "waiting";
        if (item.state === "paused") break;
      }
    }
  });
  return left;
}

/** True when the item blocks nothing any more. */
async function attempt(item: Item): Promise<boolean> {
  const outcome = await send(item);
  if (outcome.kind === "done") {
    await drop(item.id);
    return true;
  }
  if (!(await items()).some(other => other.id === item.id)) return true;
  item.state = outcome.kind === "later" ? "waiting" : outcome.kind;
  if (outcome.kind === "later") {
    item.due = Date.now() + Math.min(BACKOFF_MOST, 1000 * 2 ** item.tries) * (0.5 + Math.random());
    item.tries += 1;
  }
  await put(item);
  return item.state === "refused";
}

// Forms that may wait: each is kept in this browser first and then sent, so that a line that breaks loses
// nothing. What waits stands in a small panel, where it can be looked at or taken back.
import { drop, type Item, items, keep, newId, put, send, sendAll } from "./outbox";

const TITLE_MOST = 80;
const LOOK_MILLIS = 30_000;

const panel = document.getElementById("outbox");
const member = document.body.dataset.member ?? "";

export function queue(later: (work: () => void) => void): void {
  if (!panel || !member || !("indexedDB" in window) || !navigator.locks) return;
  const taken = (event: SubmitEvent): void => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || !form.matches("form[data-queue]") || form.dataset.sent) return;
    event.preventDefault();
    form.dataset.sent = "yes";
    void submit(form).catch(() => form.submit());
  };
  // before anybody else marks the form as sent
  document.addEventListener("submit", taken, true);
  addEventListener("online", () => void again(true));
  addEventListener("focus", () => void show());
  window.setInterval(() => void again(false), LOOK_MILLIS);
  later(() => void again(true));
}

function itemOf(form: HTMLFormElement): Item {
  const id = newId();
  const field = form.querySelector<HTMLInputElement>("input[name=id]");
  if (field) field.value = id;
  const fields = [...new FormData(form)]
    .filter(([, value]) => typeof value === "string" || value.size > 0)
    .map(([name, value]): [string, string | Blob, string] =>
      typeof value === "string" ? [name, value, ""] : [name, value, value.name],
    );
  const text = (name: string): string => String(fields.find(([other]) => other === name)?.[1] ?? "");
  return {
    id,
    at: Date.now(),
    member,
    path: new URL(form.action).pathname,
    title: (text("title") || text("text")).slice(0, TITLE_MOST),
    multipart: form.enctype === "multipart/form-data",
    fields,
    bytes: fields.reduce((sum, [, value]) => sum + (typeof value === "string" ? value.length : value.size), 0),
    tries: 0,
    due: 0,
    state: "waiting",
  };
}

async function submit(form: HTMLFormElement): Promise<void> {
  const item = itemOf(form);
  if (!(await keep(item))) {
    if (navigator.onLine) form.submit();
    else say("full");
    delete form.dataset.sent;
    return;
  }
  const earlier = (await items()).some(other => other.path === item.path && other.id !== item.id);
  // what was written before on the same page goes first
  const outcome = navigator.onLine && !earlier ? await sendOne(item) : { kind: "later" as const };
  if (outcome.kind === "done") {
    await drop(item.id);
    go(outcome.url);
    return;
  }
  if (outcome.kind === "refused") {
    await drop(item.id);
    form.submit();
    return;
  }
  if (outcome.kind !== "later") await put({ ...item, state: outcome.kind });
  form.reset();
  delete form.dataset.sent;
  form.querySelector("[aria-disabled]")?.removeAttribute("aria-disabled");
  await show();
  say("kept");
  void awake();
  if (earlier && navigator.onLine) void again(true);
}

function sendOne(item: Item): ReturnType<typeof send> {
  return navigator.locks.request("outbox", () => send(item));
}

/** On to where the form leads; the same page is fetched again, even when only its end differs. */
function go(url: string): void {
  const to = new URL(url);
  const same = to.pathname === location.pathname && to.search === location.search;
  location.assign(to.href);
  if (same && to.hash) location.reload();
}

async function awake(): Promise<void> {
  const registration = (await navigator.serviceWorker?.getRegistration()) as
    | (ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } })
    | undefined;
  await registration?.sync?.register("outbox").catch(() => undefined);
}

async function again(eager: boolean): Promise<void> {
  const before = await items();
  if (before.length > 0 && navigator.onLine) await sendAll(eager);
  await show();
}

function say(what: string): void {
  const status = panel?.querySelector<HTMLElement>("[data-say]");
  const words = panel?.querySelector<HTMLTemplateElement>(`template[data-words=${what}]`);
  if (!status || !words || !panel) return;
  panel.hidden = false;
  status.textContent = words.content.textContent;
}

async function show(): Promise<void> {
  if (!panel) return;
  const own = (await items()).filter(item => item.member === member);
  const list = panel.querySelector("ul");
  const row = panel.querySelector<HTMLTemplateElement>("template[data-row]");
  if (!list || !row) return;
  list.replaceChildren(...own.map(item => line(row, item)));
  panel.hidden = own.length === 0;
  if (own.length === 0) {
    panel.querySelector("[data-say]")?.replaceChildren();
    return;
  }
  const count = panel.querySelector("[data-n]");
  if (count) count.textContent = new Intl.NumberFormat(document.documentElement.lang).format(own.length);
}

function line(row: HTMLTemplateElement, item: Item): Node {
  const made = document.importNode(row.content, true);
  const title = made.querySelector("[data-title]");
  if (title) title.textContent = item.title;
  for (const state of made.querySelectorAll<HTMLElement>("[data-when]")) {
    state.hidden = !(state.dataset.when ?? "").split(" ").includes(item.state);
  }
  made.querySelector("[data-look]")?.addEventListener("click", () => void look(item));
  made.querySelector("[data-drop]")?.addEventListener("click", () => {
    void drop(item.id)
      .then(show)
      .then(() => document.getElementById("main")?.focus());
  });
  return made;
}

/** Sends it as a plain form, so that the page itself says what is wrong and keeps what was written. */
async function look(item: Item): Promise<void> {
  const form = document.createElement("form");
  form.method = "post";
  form.action = item.path;
  if (item.multipart) form.enctype = "multipart/form-data";
  for (const [name, value] of item.fields) {
    if (typeof value !== "string") continue;
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = name;
    input.value = value;
    form.append(input);
  }
  document.body.append(form);
  await drop(item.id);
  form.submit();
}

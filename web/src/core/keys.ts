// Shortcuts: `/` searches, `g` and a letter goes, `?` lists them. The letters stand on the links they open.
// Nothing happens while somebody writes, and whoever wants turns them off in this browser (WCAG 2.1.4).
import { page } from "./html";

const OFF = "keys-off";
const GO_MILLIS = 1500;

let going = 0;

export function keys(): void {
  const here = document.getElementById("keys");
  if (here) choice(here);
  if (location.hash === "#f-q") document.getElementById("f-q")?.focus();
  document.addEventListener("keydown", pressed);
}

function off(): boolean {
  try {
    return localStorage.getItem(OFF) !== null;
  } catch {
    return false;
  }
}

function choice(within: HTMLElement): void {
  const line = within.querySelector<HTMLElement>("[data-keys-on]");
  const box = line?.querySelector("input");
  if (!line || !box) return;
  line.hidden = false;
  box.checked = !off();
  box.addEventListener("change", () => {
    try {
      if (box.checked) localStorage.removeItem(OFF);
      else localStorage.setItem(OFF, "yes");
    } catch {
      box.checked = true;
    }
  });
}

function pressed(event: KeyboardEvent): void {
  const busy = event.defaultPrevented || event.repeat || event.isComposing;
  if (busy || event.ctrlKey || event.metaKey || event.altKey || event.key === "Shift") return;
  const target = event.target as HTMLElement;
  if (target.isContentEditable || target.closest("input, textarea, select, dialog") || off()) return;
  const key = letter(event);
  const goes = event.timeStamp - going < GO_MILLIS && going > 0;
  going = key === "g" && !goes ? event.timeStamp : 0;
  if (goes) go(key);
  else if (key === "/") search();
  else if (key === "?") void list();
  else return;
  event.preventDefault();
}

/** What a key says; on keyboards of other scripts, the Latin letter of its place. */
function letter(event: KeyboardEvent): string {
  if (/^[a-z/?]$/i.test(event.key)) return event.key.toLowerCase();
  if (event.key === "؟" || event.key === "？") return "?";
  return /[^\x00-\u024f]/.test(event.key) && event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : "";
}

function go(key: string): void {
  if (!/^[a-z]$/.test(key)) return;
  const link = document.querySelector<HTMLAnchorElement>(`a[data-key=${key}]`);
  if (link) location.assign(link.href);
}

function search(): void {
  const field = document.getElementById("f-q") as HTMLInputElement | null;
  const market = document.querySelector<HTMLAnchorElement>("a[data-key=m]");
  if (field) field.select();
  else if (market) location.assign(`${market.href}#f-q`);
}

async function list(): Promise<void> {
  const made = document.querySelector<HTMLDialogElement>("dialog.keys-box");
  const link = document.querySelector<HTMLAnchorElement>("a[data-keys]");
  if (made) made.showModal();
  if (made || !link || document.getElementById("keys")) return;
  const fresh = await page(link.href).catch(() => null);
  const part = fresh?.getElementById("keys");
  const title = fresh?.querySelector("h1")?.textContent;
  if (!part || !title) {
    location.assign(link.href);
    return;
  }
  document.body.append(box(title, document.importNode(part, true)));
  void list();
}

function box(title: string, part: HTMLElement): HTMLDialogElement {
  const dialog = document.createElement("dialog");
  dialog.className = "card stack keys-box";
  dialog.setAttribute("aria-labelledby", "keys-title");
  const heading = document.createElement("h2");
  heading.id = "keys-title";
  heading.textContent = title;
  const close = part.querySelector<HTMLElement>("[data-keys-close]");
  if (close) close.hidden = false;
  close?.querySelector("button")?.addEventListener("click", () => dialog.close());
  choice(part);
  part.removeAttribute("id");
  dialog.append(heading, part);
  return dialog;
}

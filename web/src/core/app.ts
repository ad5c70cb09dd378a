// The installed app: registers the service worker, says when a new version waits and when there is no line.
import { workerUrl } from "./html";

export function app(): void {
  line();
  const again = document.querySelector<HTMLElement>("[data-again]");
  again?.addEventListener("click", () => location.reload());
  if (again) again.hidden = false;
  addEventListener("online", line);
  addEventListener("offline", line);
  if (!("serviceWorker" in navigator) || !isSecureContext) return;
  if (document.readyState === "complete") void register();
  else addEventListener("load", () => void register());
}

function line(): void {
  const bar = document.getElementById("bar-offline");
  if (bar) bar.hidden = navigator.onLine;
}

async function register(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker.register(workerUrl("/sw.js"), { updateViaCache: "none" });
    offer(registration);
    registration.addEventListener("updatefound", () => {
      const coming = registration.installing;
      coming?.addEventListener("statechange", () => offer(registration));
    });
    const ready = await navigator.serviceWorker.ready;
    const shelf = document.getElementById("outbox")?.dataset.shelf;
    // this page came before there was anybody to keep it
    const shelves = [location.pathname, shelf];
    const { member } = document.body.dataset;
    ready.active?.postMessage({ language: document.documentElement.lang, member, shelves });
  } catch {
    // without it everything works as long as there is a line
  }
}

function offer(registration: ServiceWorkerRegistration): void {
  const bar = document.getElementById("bar-fresh");
  if (!bar || !registration.waiting || !navigator.serviceWorker.controller) return;
  bar.hidden = false;
  bar.querySelector("button")?.addEventListener("click", () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    registration.waiting?.postMessage({ skip: true });
  });
}

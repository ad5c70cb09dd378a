// Lets this browser be called, or no longer: only after a press of the button. Where it cannot be, the
// page says so. The log-in and the browser end together, on the server.
const PATIENCE_MILLIS = 5000;

interface Registration {
  pushManager: PushManager;
}

const bytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), letter => letter.charCodeAt(0));

function show(box: HTMLElement, what: string): void {
  box.querySelector<HTMLElement>(`[data-push-${what}]`)?.removeAttribute("hidden");
}

// Without a service worker `ready` never comes.
function ready(): Promise<Registration> {
  return Promise.race([
    navigator.serviceWorker.ready,
    new Promise<never>((_, fail) => setTimeout(() => fail(new Error("no worker")), PATIENCE_MILLIS)),
  ]);
}

async function subscribed(manager: PushManager, key: string): Promise<PushSubscription> {
  const applicationServerKey = bytes(key);
  const before = await manager.getSubscription();
  const other = new Uint8Array(before?.options.applicationServerKey ?? new ArrayBuffer(0));
  // a browser that was called by another key lets nobody else call it
  if (before && other.toString() !== applicationServerKey.toString()) await before.unsubscribe();
  return manager.subscribe({ userVisibleOnly: true, applicationServerKey });
}

async function on(box: HTMLElement, button: HTMLButtonElement): Promise<void> {
  if ((await Notification.requestPermission()) !== "granted") {
    show(box, "denied");
    return;
  }
  const { endpoint, keys } = (await subscribed((await ready()).pushManager, box.dataset.push!)).toJSON();
  const answer = await fetch("/api/v1/me/push", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ endpoint, keys: { p256dh: keys?.p256dh, auth: keys?.auth } }),
  });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  button.hidden = true;
  location.assign(`${location.pathname}?said=saved#devices`);
}

function begin(box: HTMLElement): void {
  const button = box.querySelector<HTMLButtonElement>("[data-push-on]");
  const here = box.querySelector<HTMLFormElement>("[data-push-off=here]");
  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) {
    show(box, "unable");
    return;
  }
  here?.addEventListener("submit", () => {
    void navigator.serviceWorker.ready
      .then(registration => registration.pushManager.getSubscription())
      .then(known => known?.unsubscribe());
  });
  if (!button || here) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    button.disabled = true;
    on(box, button)
      .catch(() => show(box, "unable"))
      .finally(() => (button.disabled = false));
  });
}

const box = document.querySelector<HTMLElement>("[data-push]");
if (box) begin(box);

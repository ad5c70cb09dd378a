// What happens on screens, told in small batches and only by who agreed to it in the settings. Browsers that ask not to
// be followed tell nothing, and the server looks at consent again.
const AGREED = "count.agreed";
const WAITING = "count.waiting";
const TOGETHER = 20;
const KEPT = 200;
const EVERY_MILLIS = 5_000;

const store = sessionStorage;
const browser = navigator as Navigator & { globalPrivacyControl?: boolean };
const [, first, slug, page] = location.pathname.split("/");
const inside = first === "c";

async function agreed(): Promise<boolean> {
  if (browser.doNotTrack === "1" || browser.globalPrivacyControl) return false;
  let said = store.getItem(AGREED);
  if (!said) {
    const answer = await fetch("/api/v1/me/consents").catch(() => null);
    if (!answer?.ok) return false;
    const { items } = await answer.json();
    said = String(items.some((one: { purpose: string; given: boolean }) => one.purpose === "analytics" && one.given));
    store.setItem(AGREED, said);
  }
  return said === "true";
}

const waiting = (): unknown[] => JSON.parse(store.getItem(WAITING) ?? "[]") as unknown[];

function tell(): void {
  const events = waiting();
  const some = new Blob([JSON.stringify(events.splice(0, TOGETHER))], { type: "application/json" });
  if (some.size > 2 && browser.sendBeacon("/api/v1/events", some)) store.setItem(WAITING, JSON.stringify(events));
}

function saw(type: string, properties = {}): void {
  const at = new Date().toISOString();
  const community = inside ? slug : undefined;
  const events = [...waiting(), { id: crypto.randomUUID(), type, at, community, properties }];
  store.setItem(WAITING, JSON.stringify(events.slice(-KEPT)));
  if (events.length >= TOGETHER) tell();
}

export async function count(): Promise<void> {
  if (!(await agreed())) return;
  saw("page_viewed", { page: (inside ? page : first) || "home", language: document.documentElement.lang });
  addEventListener("submit", ({ target }) => {
    const form = target as HTMLElement;
    if (form.matches(".ballot")) saw("vote_cast");
    if (form.role === "search") saw("search_made");
  });
  addEventListener("pagehide", tell);
  setInterval(tell, EVERY_MILLIS);
}

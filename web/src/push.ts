// What the service worker does when this browser is called, and when somebody touches what it shows.
// A message always shows something: browsers ask for that.
interface Extended extends Event {
  waitUntil(what: Promise<unknown>): void;
}
interface Called extends Extended {
  data: { json(): unknown } | null;
}
interface Touched extends Extended {
  action: string;
  notification: { close(): void; data?: { link?: string; change?: string } };
}
interface Page {
  focus(): Promise<Page>;
  navigate(to: string): Promise<Page | null>;
}
interface Worker {
  registration: { showNotification(title: string, options: object): Promise<void> };
  clients: {
    matchAll(options: { type: "window" }): Promise<Page[]>;
    openWindow(to: string): Promise<Page | null>;
  };
}
interface Said {
  title?: string;
  text?: string;
  link?: string;
  why?: string;
  change?: string;
  tag?: string;
  lang?: string;
  dir?: "ltr" | "rtl";
}

const worker = self as unknown as Worker;

// Only pages of our own: a message says where it leads, and it came from outside.
const own = (path: string | undefined): string => (path && /^\/(?![/\\])/.test(path) ? path : "/");

export function onPush(event: Called): void {
  let said: Said = {};
  try {
    said = (event.data?.json() ?? {}) as Said;
  } catch {
    // what cannot be read is shown without words
  }
  event.waitUntil(
    worker.registration.showNotification(said.title ?? "CoomÜnity", {
      body: [said.text, said.why].filter(Boolean).join("\n"),
      tag: said.tag,
      lang: said.lang,
      dir: said.dir ?? "auto",
      data: { link: own(said.link), change: own(said.change) },
      actions: said.why ? [{ action: "change", title: said.why }] : [],
    }),
  );
}

export function onNotificationClick(event: Touched): void {
  event.notification.close();
  const { link, change } = event.notification.data ?? {};
  event.waitUntil(lead(own(event.action === "change" ? change : link)));
}

async function lead(to: string): Promise<void> {
  const [page] = await worker.clients.matchAll({ type: "window" });
  if (!page) {
    await worker.clients.openWindow(to);
    return;
  }
  try {
    await (await page.focus()).navigate(to);
  } catch {
    // a page that the worker does not lead yet
    await worker.clients.openWindow(to);
  }
}

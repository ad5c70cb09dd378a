// Figures of now: each is written anew when it changes, and how old they are is counted by the second. A tab that
// nobody looks at hears nothing; looked at again, it asks for everything once.
const SECOND = 1_000;

type Figures = Record<string, unknown>;

const language = document.documentElement.lang;
const plain = (most: number): Intl.NumberFormat => new Intl.NumberFormat(language, { maximumFractionDigits: most });
const styles: Record<string, Intl.NumberFormat> = {
  count: plain(0),
  millis: plain(0),
  rate: plain(2),
  hours: plain(2),
  share: new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 }),
};

export function write(kind: string, value: number): string {
  return (styles[kind] ?? plain(2)).format(value);
}

let at = 0;

function show(figures: Figures): void {
  if (typeof figures.at === "string") at = Date.parse(figures.at);
  for (const place of document.querySelectorAll<HTMLElement>("[data-figure]")) {
    const value = figures[place.dataset.figure ?? ""];
    if (typeof value === "number") place.textContent = write(place.dataset.kind ?? "", value);
    else if ((figures.hidden as string[] | undefined)?.includes(place.dataset.figure ?? "")) {
      place.textContent = place.dataset.few ?? "";
    }
  }
  age();
}

function age(): void {
  const stamp = document.querySelector<HTMLElement>("[data-fresh]");
  if (!stamp || document.hidden) return;
  const time = new Date(at).toLocaleTimeString("en-GB", { timeZone: stamp.dataset.zone });
  const seconds = String(Math.max(0, Math.round((Date.now() - skew - at) / SECOND)));
  const words = (stamp.dataset.words ?? "").replace("{t}", time).replace("{n}", seconds);
  if (stamp.textContent !== words) stamp.textContent = words;
}

// The clock of this machine may be wrong: what was made so many seconds ago is that old.
let skew = 0;

async function all(): Promise<void> {
  const source = document.querySelector<HTMLElement>("[data-fresh]")?.dataset.source;
  if (document.hidden || !source) return;
  const answer = await fetch(source).catch(() => null);
  if (answer?.ok) show((await answer.json()) as Figures);
}

export function seeing(): void {
  const stamp = document.querySelector<HTMLElement>("[data-fresh]");
  if (!stamp) return;
  at = Date.parse(stamp.dataset.fresh ?? "");
  skew = Date.now() - at - Number(stamp.dataset.age) * SECOND;
  document.addEventListener("cu-figures", event => show((event as CustomEvent<Figures>).detail));
  document.addEventListener("visibilitychange", () => void all());
  setInterval(age, SECOND);
}

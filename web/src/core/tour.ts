// The first walk: the server wrote all its steps and shows one; here the next one comes without a new page,
// and what it speaks of is framed. Focus goes to the words of the step, and back to the page at the end.
const card = document.getElementById("tour");

export function tour(): void {
  if (!card) return;
  frame();
  card.addEventListener("click", event => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-tour]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(Number(link.dataset.tour));
  });
  card.addEventListener("keydown", event => {
    if (event.key === "Escape") show(0);
  });
}

/** Shows a step; none ends the walk. */
function show(step: number): void {
  if (!card) return;
  for (const part of card.querySelectorAll<HTMLElement>("[data-step]")) {
    part.hidden = part.dataset.step !== String(step);
  }
  frame();
  if (step > 0) {
    card.querySelector<HTMLElement>("[data-step]:not([hidden]) h3")?.focus();
    return;
  }
  card.remove();
  document.getElementById("main")?.focus();
  // a page that is loaded again does not begin again
  history.replaceState(history.state, "", location.pathname);
}

function frame(): void {
  for (const old of document.querySelectorAll(".tour-here")) old.classList.remove("tour-here");
  const stop = card?.querySelector<HTMLElement>("[data-step]:not([hidden])")?.dataset.stop;
  const link = stop ? document.querySelector(`a[data-stop=${stop}]`) : null;
  (link?.closest("details")?.querySelector("summary") ?? link)?.classList.add("tour-here");
}

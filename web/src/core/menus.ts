// Menus are <details>; this closes them as people expect: outside, on Escape, one at a time.
function open(): HTMLDetailsElement[] {
  return [...document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")];
}

document.addEventListener("click", event => {
  for (const menu of open()) {
    if (!menu.contains(event.target as Node)) menu.open = false;
  }
});

document.addEventListener("keydown", event => {
  if (event.key !== "Escape") return;
  for (const menu of open()) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  }
});

// The theme changes at once; the form keeps it for the next page.
document.addEventListener("submit", event => {
  const form = event.target as HTMLFormElement;
  const button = (event as SubmitEvent).submitter as HTMLButtonElement | null;
  if (!form.matches("form[data-theme-form]") || !button) return;
  event.preventDefault();
  const root = document.documentElement;
  if (button.value === "system") root.removeAttribute("data-theme");
  else root.dataset.theme = button.value;
  for (const other of form.querySelectorAll("button")) {
    other.setAttribute("aria-pressed", String(other === button));
  }
  const body = new URLSearchParams({ theme: button.value, back: "/" });
  void fetch(form.action, { method: "POST", body, redirect: "manual" });
});

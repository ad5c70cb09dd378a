// After a refused form the summary has the focus; a form is sent once, however often it is pressed.
const summary = document.querySelector<HTMLElement>(".faults");
summary?.focus();

document.addEventListener("submit", event => {
  const form = event.target as HTMLFormElement;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  const button = (event as SubmitEvent).submitter;
  button?.setAttribute("aria-disabled", "true");
});

// Coming back with the browser's arrow shows the page as it was: let its forms be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-sent]")) {
    delete form.dataset.sent;
    form.querySelector("[aria-disabled]")?.removeAttribute("aria-disabled");
  }
});

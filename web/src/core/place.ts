// A button that writes where somebody is into a field; the server keeps only the kilometre.
for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-place]")) {
  const field = document.getElementById(button.dataset.place ?? "") as HTMLInputElement | null;
  if (!field || !("geolocation" in navigator)) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    button.setAttribute("aria-disabled", "true");
    navigator.geolocation.getCurrentPosition(
      found => {
        field.value = `${found.coords.latitude.toFixed(2)}, ${found.coords.longitude.toFixed(2)}`;
        button.removeAttribute("aria-disabled");
        field.focus();
      },
      () => {
        button.removeAttribute("aria-disabled");
        field.focus();
      },
      { timeout: 10_000 },
    );
  });
}

// Passkeys: the browser's part fills a form, which is then sent like any other. The log-in also offers
// them while somebody types their name. Where the browser or the address cannot, nothing shows.
const SITE_OTHER = "[data-passkey-unable]";
const AGAIN_MILLIS = 8 * 60_000;

interface Asking {
  challenge: string;
  rpId: string;
  timeout: number;
  userVerification: UserVerificationRequirement;
}

interface Making {
  rp: PublicKeyCredentialRpEntity;
  user: { id: string; name: string; displayName: string };
  challenge: string;
  pubKeyCredParams: PublicKeyCredentialParameters[];
  timeout: number;
  excludeCredentials: { type: "public-key"; id: string }[];
  authenticatorSelection: AuthenticatorSelectionCriteria;
  attestation: AttestationConveyancePreference;
}

const bytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), letter => letter.charCodeAt(0));

const text = (buffer: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

let waiting = new AbortController();

async function ask(mediation: CredentialMediationRequirement): Promise<object | null> {
  const answer = await fetch("/api/v1/session/passkey/begin", { method: "POST" });
  if (!answer.ok) return null;
  const asking = (await answer.json()) as Asking;
  const made = (await navigator.credentials.get({
    mediation,
    signal: waiting.signal,
    publicKey: { ...asking, challenge: bytes(asking.challenge) },
  })) as PublicKeyCredential | null;
  if (!made) return null;
  const response = made.response as AuthenticatorAssertionResponse;
  return {
    id: made.id,
    type: made.type,
    response: {
      clientDataJSON: text(response.clientDataJSON),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      userHandle: response.userHandle ? text(response.userHandle) : null,
    },
  };
}

async function make(options: string): Promise<object | null> {
  const making = JSON.parse(options) as Making;
  const made = (await navigator.credentials.create({
    publicKey: {
      ...making,
      challenge: bytes(making.challenge),
      user: { ...making.user, id: bytes(making.user.id) },
      excludeCredentials: making.excludeCredentials.map(one => ({ ...one, id: bytes(one.id) })),
    },
  })) as PublicKeyCredential | null;
  if (!made) return null;
  const response = made.response as AuthenticatorAttestationResponse;
  return {
    id: made.id,
    type: made.type,
    response: {
      clientDataJSON: text(response.clientDataJSON),
      attestationObject: text(response.attestationObject),
    },
  };
}

function send(form: HTMLFormElement, credential: object | null): void {
  if (!credential) return;
  const field = form.elements.namedItem("credential") as HTMLInputElement;
  field.value = JSON.stringify(credential);
  form.submit();
}

// While the name is typed, the browser offers passkeys in its own list; challenges grow old, so it
// is asked anew from time to time.
async function offer(form: HTMLFormElement): Promise<void> {
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
  const again = window.setTimeout(() => {
    waiting.abort();
    waiting = new AbortController();
    void offer(form);
  }, AGAIN_MILLIS);
  try {
    send(form, await ask("conditional"));
  } catch {
    // nobody chose one, or the button was faster
  } finally {
    if (waiting.signal.aborted) window.clearTimeout(again);
  }
}

function begin(form: HTMLFormElement): void {
  const fault = form.querySelector<HTMLElement>("[data-passkey-fault]");
  form.hidden = false;
  form.addEventListener("submit", event => {
    event.preventDefault();
    if (fault) fault.hidden = true;
    waiting.abort();
    waiting = new AbortController();
    const made = form.dataset.options ? make(form.dataset.options) : ask("optional");
    made.then(
      credential => send(form, credential),
      () => {
        if (fault) fault.hidden = false;
      },
    );
  });
  // after a refusal, nothing is offered again by itself
  if (form.dataset.passkey === "get" && !document.querySelector(".faults")) void offer(form);
}

const form = document.querySelector<HTMLFormElement>("form[data-passkey]");
if (form) {
  const able = "PublicKeyCredential" in window && location.hostname === form.dataset.site;
  if (able) begin(form);
  else document.querySelector<HTMLElement>(SITE_OTHER)?.removeAttribute("hidden");
}

// The one door through which markup of our own server becomes a document (Trusted Types).
interface Policy {
  createHTML(text: string): string;
  createScriptURL(address: string): string;
}
interface Factory {
  createPolicy(name: string, rules: Policy): Policy;
}

const WORKERS = ["/sw.js"];
const rules: Policy = {
  createHTML: text => text,
  createScriptURL: address => {
    if (!WORKERS.includes(address)) throw new TypeError("not a worker of ours");
    return address;
  },
};

const factory = (window as unknown as { trustedTypes?: Factory }).trustedTypes;
const policy: Policy = factory ? factory.createPolicy("coomunity", rules) : rules;

/** The address of a worker, from the list of those we have. */
export function workerUrl(address: string): string {
  return policy.createScriptURL(address);
}

export async function page(address: string): Promise<Document | null> {
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return null;
  return new DOMParser().parseFromString(policy.createHTML(await answer.text()), "text/html");
}

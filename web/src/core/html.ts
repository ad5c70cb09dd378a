// The one door through which markup of our own server becomes a document (Trusted Types).
interface Policy {
  createHTML(text: string): string;
}
interface Factory {
  createPolicy(name: string, rules: { createHTML(text: string): string }): Policy;
}

const factory = (window as unknown as { trustedTypes?: Factory }).trustedTypes;
const policy: Policy = factory
  ? factory.createPolicy("coomunity", { createHTML: text => text })
  : { createHTML: text => text };

export async function page(address: string): Promise<Document | null> {
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return null;
  return new DOMParser().parseFromString(policy.createHTML(await answer.text()), "text/html");
}

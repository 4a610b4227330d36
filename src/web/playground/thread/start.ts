/** The thread is made of a text in the page: it works from a file, and nothing is fetched. */

interface Policy {
  createScriptURL(url: string): string;
}
interface Policies {
  createPolicy(name: string, rules: Policy): Policy;
}

/** Gives a way to start it, as often as is needed. */
export function threadOf(page: Document): () => Worker {
  const text = page.querySelector('script[type="text/plain"]')?.textContent ?? '';
  const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  // The page's policy lets no text become a script but this one.
  const { trustedTypes } = globalThis as { trustedTypes?: Policies };
  const only = (given: string): string => {
    if (given !== url) throw new TypeError('not the thread of the page');
    return given;
  };
  const trusted = trustedTypes?.createPolicy('layerc-worker', { createScriptURL: only });
  return () => new Worker(trusted?.createScriptURL(url) ?? url, { name: 'layerc' });
}

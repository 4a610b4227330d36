/**
 * The token of the run: the address that was printed has it behind the #, which no browser sends anywhere. It is taken
 * out of the address, and kept for this tab alone.
 */
const KEY = 'layerc-token';

export function storedToken(): string | undefined {
  const [, given] = /^#token=(.+)$/.exec(location.hash) ?? [];
  if (given !== undefined) {
    keepToken(decoded(given));
    history.replaceState(null, '', location.pathname);
  }
  return sessionStorage.getItem(KEY) ?? undefined;
}

export function keepToken(token: string): void {
  sessionStorage.setItem(KEY, token);
}

export function dropToken(): void {
  sessionStorage.removeItem(KEY);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

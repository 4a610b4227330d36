/** What Kubernetes takes as an address on a network, or as a part of one. */
import { type Grammar, matches } from './grammar.ts';

const SEARCH = /^[a-z0-9_](?:[-a-z0-9_]*[a-z0-9_])?(?:\.[a-z0-9_](?:[-a-z0-9_]*[a-z0-9_])?)*$/;
const LONGEST_DOMAIN = 253;

export const searchDomain: Grammar = {
  allowed: 'a domain name or a single dot',
  accepts: (text) => text === '.' || matches(SEARCH, LONGEST_DOMAIN)(text.replace(/\.$/, '')),
};

export const ipAddress: Grammar = {
  allowed: 'an IPv4 or IPv6 address',
  accepts: (text) => isIPv4(text) || isIPv6(text),
};

// Kubernetes 1.36 takes no leading zeros any more: some readers take them for octal.
function isIPv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

function isIPv6(text: string): boolean {
  if (text.length > 64) return false;
  const halves = text.split('::');
  if (halves.length > 2) return false;
  let groups = 0;
  for (const [index, half] of halves.entries()) {
    const parts = half === '' ? [] : half.split(':');
    const last = parts.at(-1);
    const tail = index === halves.length - 1 && last !== undefined && last.includes('.');
    if (tail && !isIPv4(last)) return false;
    if (!(tail ? parts.slice(0, -1) : parts).every((part) => /^[0-9A-Fa-f]{1,4}$/.test(part))) return false;
    groups += parts.length + (tail ? 1 : 0);
  }
  return halves.length === 2 ? groups < 8 : groups === 8;
}

/** An IPv6 address in the one form that RFC 5952 recommends: `2001:DB8:0:0::1` is `2001:db8::1`. */
export function canonicalIPv6(address: string): string {
  const [before = [], after = []] = address
    .replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) => `${pair(a, b)}:${pair(c, d)}`)
    .split('::')
    .map((half) => half.split(':').filter((group) => group !== ''));
  const zeros: string[] = Array(8 - before.length - after.length).fill('0');
  const text = [...before, ...zeros, ...after]
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
  // The first of the longest runs of two zeros or more.
  const [run] = [...text.matchAll(/\b0(?::0)+\b/g)].sort((a, b) => b[0].length - a[0].length);
  if (run === undefined) return text;
  return `${text.slice(0, run.index)}::${text.slice(run.index + run[0].length)}`.replace(/:{3,}/, '::');
}

function pair(high: string, low: string): string {
  return (Number(high) * 256 + Number(low)).toString(16);
}

/** The grammars of Kubernetes' names (apimachinery, pkg/util/validation/validation.go). */
export interface Form {
  readonly allowed: string;
  readonly accepts: (text: string) => boolean;
}

const LABEL = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`);
const SEARCH = /^[a-z0-9_](?:[-a-z0-9_]*[a-z0-9_])?(?:\.[a-z0-9_](?:[-a-z0-9_]*[a-z0-9_])?)*$/;
const QUALIFIED = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const LONGEST_LABEL = 63;
const LONGEST_SUBDOMAIN = 253;

function matches(pattern: RegExp, longest = Number.POSITIVE_INFINITY): (text: string) => boolean {
  return (text) => text.length <= longest && pattern.test(text);
}

export const dnsLabel: Form = {
  allowed: 'lower-case letters, digits and "-", a letter or digit at both ends, at most 63 characters',
  accepts: matches(new RegExp(`^${LABEL}$`), LONGEST_LABEL),
};

export const dnsSubdomain: Form = {
  allowed: 'lower-case letters, digits, "-" and ".", a letter or digit at both ends, at most 253 characters',
  accepts: matches(SUBDOMAIN, LONGEST_SUBDOMAIN),
};

export const searchDomain: Form = {
  allowed: 'a domain name, or "."',
  accepts: (text) => text === '.' || matches(SEARCH, LONGEST_SUBDOMAIN)(text.replace(/\.$/, '')),
};

export const labelKey: Form = {
  allowed: 'name or domain/name; the name has letters, digits, "-", "_" and ".", at most 63 characters',
  accepts: (text) => {
    const [first = '', second, ...more] = text.split('/');
    const name = second ?? first;
    if (more.length > 0 || (second !== undefined && !dnsSubdomain.accepts(first))) return false;
    return matches(QUALIFIED, LONGEST_LABEL)(name);
  },
};

export const labelValue: Form = {
  allowed: 'at most 63 letters, digits, "-", "_" and ".", a letter or digit at both ends, or an empty string',
  accepts: (text) => text === '' || matches(QUALIFIED, LONGEST_LABEL)(text),
};

/** RFC 6335, lower case only. */
export const portName: Form = {
  allowed: 'at most 15 lower-case letters, digits and single "-", at least one letter, no "-" at an end',
  accepts: (text) => text.length <= 15 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text) && /[a-z]/.test(text),
};

export const variableName: Form = {
  allowed: 'printable ASCII characters other than "="',
  accepts: matches(/^[ -<>-~]+$/),
};

/** A key of a ConfigMap or Secret. */
export const configKey: Form = {
  allowed: 'letters, digits, "-", "_" and ".", not "." or beginning with ".."',
  accepts: (text) =>
    matches(/^[-._a-zA-Z0-9]+$/, LONGEST_SUBDOMAIN)(text) && text !== '.' && !text.startsWith('..'),
};

export const headerName: Form = {
  allowed: 'letters, digits and "-"',
  accepts: matches(/^[-A-Za-z0-9]+$/),
};

export const sysctlName: Form = {
  allowed: 'lower-case segments of letters, digits, "-" and "_", with "." or "/" between',
  accepts: matches(
    /^(?:[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?$/,
    LONGEST_SUBDOMAIN,
  ),
};

export const someText: Form = { allowed: 'some text', accepts: (text) => text !== '' };

export const absolutePath: Form = {
  allowed: 'an absolute path',
  accepts: (text) => text.startsWith('/'),
};

/** A path inside something: it does not leave it. */
export const innerPath: Form = {
  allowed: 'a relative path without ".."',
  accepts: (text) => !text.startsWith('/') && !text.split('/').includes('..'),
};

/** The path of one file of a volume. Kubernetes keeps names that begin with ".." for itself. */
export const filePath: Form = {
  allowed: 'a relative path that does not begin with ".."',
  accepts: (text) => text !== '' && innerPath.accepts(text) && !text.startsWith('..'),
};

export const upwardFree: Form = {
  allowed: 'a path without ".."',
  accepts: (text) => text !== '' && !text.split('/').includes('..'),
};

export const ipAddress: Form = {
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

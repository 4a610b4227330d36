/** The grammars of Kubernetes' names and keys (apimachinery, pkg/util/validation/validation.go). */
import { type Grammar, matches } from './grammar.ts';

const LABEL = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
const QUALIFIED = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const DNS_LABEL = new RegExp(`^${LABEL}$`);
const DNS_SUBDOMAIN = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`);
/** Not a dot alone, and not two of them at the beginning. */
const CONFIG_KEY = /^(?:[-_a-zA-Z0-9]|\.[-_a-zA-Z0-9])[-._a-zA-Z0-9]*$/;
const LONGEST_LABEL = 63;
const LONGEST_SUBDOMAIN = 253;

/** RFC 1123. */
export const dnsLabel = {
  allowed: 'at most 63 lower-case letters, digits and hyphens, beginning and ending with a letter or a digit',
  accepts: matches(DNS_LABEL, LONGEST_LABEL),
  pattern: DNS_LABEL,
} as const satisfies Grammar;

/** RFC 1035: the name of a Service cannot begin with a digit. */
export const serviceLabel: Grammar = {
  allowed:
    'at most 63 lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen',
  accepts: matches(/^[a-z](?:[-a-z0-9]*[a-z0-9])?$/, LONGEST_LABEL),
};

/** RFC 1123. */
export const dnsSubdomain = {
  allowed:
    'at most 253 lower-case letters, digits, hyphens and dots, with a letter or a digit at both ends and around each dot',
  accepts: matches(DNS_SUBDOMAIN, LONGEST_SUBDOMAIN),
  pattern: DNS_SUBDOMAIN,
} as const satisfies Grammar;

export const labelKey: Grammar = {
  allowed:
    'a name of at most 63 letters, digits, hyphens, underscores and dots, with or without a domain and a slash before it',
  accepts: (text) => {
    const [first = '', second, ...more] = text.split('/');
    const name = second ?? first;
    if (more.length > 0 || (second !== undefined && !dnsSubdomain.accepts(first))) return false;
    return matches(QUALIFIED, LONGEST_LABEL)(name);
  },
};

export const labelValue: Grammar = {
  allowed:
    'empty or at most 63 letters, digits, hyphens, underscores and dots, beginning and ending with a letter or a digit',
  accepts: (text) => text === '' || matches(QUALIFIED, LONGEST_LABEL)(text),
};

/** RFC 6335, lower case only. */
export const portName: Grammar = {
  allowed:
    'at most 15 lower-case letters, digits and single hyphens, with at least one letter and no hyphen at an end',
  accepts: (text) => text.length <= 15 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text) && /[a-z]/.test(text),
};

export const variableName: Grammar = {
  allowed: 'printable ASCII characters other than the equals sign',
  accepts: matches(/^[ -<>-~]+$/),
};

/** A key of a ConfigMap or Secret. */
export const configKey = {
  allowed:
    'at most 253 letters, digits, hyphens, underscores and dots, not a dot alone nor two dots at the beginning',
  accepts: (text) => matches(CONFIG_KEY, LONGEST_SUBDOMAIN)(text),
  pattern: CONFIG_KEY,
} as const satisfies Grammar;

export const headerName: Grammar = {
  allowed: 'letters, digits and hyphens',
  accepts: matches(/^[-A-Za-z0-9]+$/),
};

export const sysctlName: Grammar = {
  allowed: 'lower-case letters, digits, hyphens and underscores in parts that dots or slashes separate',
  accepts: matches(
    /^(?:[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?$/,
    LONGEST_SUBDOMAIN,
  ),
};

export const someText: Grammar = { allowed: 'a text that is not empty', accepts: (text) => text !== '' };

/**
 * References of images, as the kubelet and the container runtimes read them: the grammar of distribution/reference
 * (https://github.com/distribution/reference), with its rule of which first part is a host. The API server takes any
 * text, and a pod with another one waits for ever with InvalidImageName.
 */
import type { Grammar } from './grammar.ts';

/** Why a text is no reference. */
export interface ImageFault {
  /** Behind "which": "begins with the scheme https://". */
  readonly problem: string;
  readonly hint: string;
}

const SEPARATED = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const HOST_PART = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const HOST = new RegExp(`^(?:${HOST_PART}(?:\\.${HOST_PART})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`);
export const TAG = /^\w[\w.-]{0,127}$/;
export const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
const LONGEST_NAME = 255;

/** What somebody else was to fill in, by the first text that tells. */
const PLACEHOLDERS: readonly (readonly [pattern: RegExp, what: string, hint: string])[] = [
  [
    /\{\{.*?(\}\}|$)/s,
    'the Helm placeholder',
    'Render the chart before layerc reads the file, or write the image itself.',
  ],
  [
    /\$\{[^}]*\}?/,
    'the shell placeholder',
    'Fill it in before layerc reads the file, for example with envsubst.',
  ],
  [
    /\$\([^)]*\)?/,
    'the placeholder',
    'Kubernetes expands no variables in an image, so write the image itself.',
  ],
  [
    /\$[A-Za-z_]\w*/,
    'the shell placeholder',
    'Fill it in before layerc reads the file, for example with envsubst.',
  ],
  [/<[^>]*>?/, 'the placeholder', 'Write the image itself.'],
  [/%[A-Za-z_]\w*%|@@?[A-Z_]+@@?|__[A-Z][A-Z_]*__/, 'the placeholder', 'Write the image itself.'],
];

/** What every placeholder and all that is stray has something of, and hardly any reference. */
const UNUSUAL = /[^\w.:/-]|__|:\/\//;

/** What is wrong with a reference; undefined for one that a node can pull. */
export function imageFault(text: string): ImageFault | undefined {
  return (UNUSUAL.test(text) ? (placeholder(text) ?? stray(text)) : undefined) ?? grammarFault(text);
}

function placeholder(text: string): ImageFault | undefined {
  for (const [pattern, what, hint] of PLACEHOLDERS) {
    const [found] = pattern.exec(text) ?? [];
    if (found !== undefined) return { problem: `holds ${what} ${found}`, hint };
  }
  return undefined;
}

/** What came along with a reference when it was copied. */
function stray(text: string): ImageFault | undefined {
  const [scheme] = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//.exec(text) ?? [];
  if (scheme !== undefined) {
    return {
      problem: `begins with the scheme ${scheme}`,
      hint: 'Write it without the scheme, as host/path:tag.',
    };
  }
  const [quote] = /[\u2018-\u201f\u00ab\u00bb\u2039\u203a\u2032\u2033]/u.exec(text) ?? [];
  if (quote !== undefined) {
    return {
      problem: `holds the typographic quote ${quote}`,
      hint: 'Remove the quotes, or use the straight ones of YAML.',
    };
  }
  if (/['"`]/.test(text)) return { problem: 'holds a quote', hint: 'Remove the inner quotes.' };
  if (/\s/u.test(text)) {
    const where = /^\s/u.test(text) ? 'begins with' : /\s$/u.test(text) ? 'ends with' : 'holds';
    return { problem: `${where} a blank`, hint: 'Remove the blank.' };
  }
  return undefined;
}

function grammarFault(text: string): ImageFault | undefined {
  const at = text.indexOf('@');
  const beforeDigest = at < 0 ? text : text.slice(0, at);
  const digest = at < 0 ? undefined : text.slice(at + 1);
  if (digest !== undefined && !DIGEST.test(digest)) {
    const problem = digest === '' ? 'ends with an empty digest' : `has the digest ${JSON.stringify(digest)}`;
    return { problem, hint: 'Write a digest as sha256 and 64 hexadecimal digits, or a tag.' };
  }
  // A colon before the last slash is that of a port.
  const colon = beforeDigest.indexOf(':', beforeDigest.lastIndexOf('/') + 1);
  const name = colon < 0 ? beforeDigest : beforeDigest.slice(0, colon);
  const tag = colon < 0 ? undefined : beforeDigest.slice(colon + 1);
  if (tag !== undefined && !TAG.test(tag)) {
    const problem = tag === '' ? 'has an empty tag' : `has the tag ${JSON.stringify(tag)}`;
    return { problem, hint: 'Write a tag of at most 128 letters, digits, underscores, dots and hyphens.' };
  }
  return nameFault(name);
}

function nameFault(name: string): ImageFault | undefined {
  const hint = 'Write host/path:tag or host/path@digest, the path in lower case.';
  if (name === '') return { problem: 'names no image', hint };
  if (name.length > LONGEST_NAME)
    return { problem: `has a name of more than ${LONGEST_NAME} characters`, hint };
  if (name.length === 64 && /^[0-9a-f]*$/.test(name))
    return { problem: 'is the id of an image and no name', hint };
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(slash, 0));
  const hasHost =
    slash >= 0 &&
    (first.includes('.') || first.includes(':') || first === 'localhost' || first.toLowerCase() !== first);
  if (hasHost && !HOST.test(first)) return { problem: `has the host ${JSON.stringify(first)}`, hint };
  for (const part of (hasHost ? name.slice(slash + 1) : name).split('/')) {
    if (SEPARATED.test(part)) continue;
    if (part === '') return { problem: 'has an empty part between slashes', hint };
    if (SEPARATED.test(part.toLowerCase())) {
      return {
        problem: `has capitals in ${JSON.stringify(part)}`,
        hint: `Write ${part.toLowerCase()}, as registries do.`,
      };
    }
    return { problem: `has ${JSON.stringify(part)} in its path`, hint };
  }
  return undefined;
}

export const imageReference: Grammar = {
  allowed: 'host/path:tag or host/path@digest',
  accepts: (text) => imageFault(text) === undefined,
  explain: imageFault,
};

/** The tag of a reference that may move: `latest`, or none at all. Undefined where a digest or another tag pins it. */
export function movingTag(text: string): 'latest' | 'none' | undefined {
  if (text.includes('@')) return undefined;
  const colon = text.indexOf(':', text.lastIndexOf('/') + 1);
  if (colon < 0) return 'none';
  return text.slice(colon + 1) === 'latest' ? 'latest' : undefined;
}

/** The last part of the path, without tag and digest: what is left of an image that moves to another registry. */
export function imageOf(text: string): string {
  const path = text.replace(/@.*$/s, '');
  return path.slice(path.lastIndexOf('/') + 1).replace(/:.*$/s, '');
}

/** The page itself: one file that needs nothing else, and may do nothing but talk to the gateway that it came from. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { Refusal } from '../../gateway/words/refusal.ts';
import { PAGE_HEADERS } from '../../page/headers.ts';

/** Beside the bundle, or where the build puts it for whoever runs the sources. */
const PLACES = ['page.html', '../../../dist/page.html'];

interface Document {
  readonly text: string;
  readonly policy: string;
}

let found: Document | undefined;

export function sendDocument(response: ServerResponse): void {
  found ??= documentOf(PLACES);
  response.writeHead(200, {
    ...PAGE_HEADERS,
    'content-security-policy': found.policy,
  });
  response.end(found.text);
}

function documentOf(places: readonly string[]): Document {
  for (const place of places) {
    try {
      const text = readFileSync(`${import.meta.dirname}/${place}`, 'utf8');
      return { text, policy: policyOf(text) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  throw new Refusal(404, 'not_found', 'The page is not built: npm run build makes it.');
}

/** Its own script and styles by their hashes, the gateway, and nothing else; no text becomes HTML. */
function policyOf(text: string): string {
  const hashes = (element: string) =>
    [...text.matchAll(new RegExp(`<${element}>([\\s\\S]*?)</${element}>`, 'g'))]
      .map(([, content = '']) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`)
      .join(' ');
  return [
    "default-src 'none'",
    `script-src ${hashes('script')}`,
    `style-src ${hashes('style')}`,
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

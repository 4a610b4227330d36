import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from './catalogue.ts';
import { billOfMaterials, licencesText, packageFolders } from './components.ts';
import { PLAYGROUND, writePage } from './page.ts';

describe('the playground', () => {
  let folder: string;
  let modules: readonly string[];
  let bytes: Buffer;
  let text: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'layerc-'));
    const file = join(folder, 'playground.html');
    modules = await writePage(PLAYGROUND, file);
    bytes = readFileSync(file);
    text = bytes.toString();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const contents = (element: string): string[] =>
    [...text.matchAll(new RegExp(`<${element}>([\\s\\S]*?)</${element.split(' ')[0]}>`, 'g'))].map(
      ([, content = '']) => content,
    );

  it('takes at most 1.5 MB, and 500 KB compressed', () => {
    expect(bytes.length).toBeLessThan(1_500_000);
    expect(gzipSync(bytes).length).toBeLessThan(500_000);
  });

  it('has a policy that lets in its own script and styles by their hashes, and nothing else', () => {
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text) ?? [];
    const hash = (content = '') => `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
    const [script, ...scripts] = contents('script');
    const [style, ...styles] = contents('style');
    expect([scripts, styles]).toEqual([[], []]);
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${hash(script)}`,
      `style-src ${hash(style)}`,
      "style-src-attr 'unsafe-inline'",
      'worker-src blob:',
      "connect-src 'none'",
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types layerc-worker',
    ]);
    // Before anything that it is for.
    expect(text.indexOf('Content-Security-Policy')).toBeLessThan(text.indexOf('<link'));
    expect(text).not.toMatch(/<(?:link|script|img|iframe)[^>]*(?:src|href)="(?!data:)/);
  });

  it('holds its thread, which is whole, and all examples', () => {
    const [thread = ''] = contents('script type="text/plain"');
    expect(() => new Function(thread)).not.toThrow();
    const [data = ''] = contents('script type="application/json"');
    expect(JSON.parse(data)).toEqual(catalogue().entries);
  });

  it('names the packages inside, with their licences', () => {
    const folders = packageFolders(modules);
    const names = folders.map((path) => path.replace(/.*node_modules\//, ''));
    expect(names).toEqual(
      expect.arrayContaining(['@codemirror/view', '@lezer/yaml', 'style-mod', '@noble/hashes']),
    );
    for (const name of names) {
      expect(licencesText(folders)).toMatch(new RegExp(`^${name} \\d`, 'm'));
      expect(billOfMaterials(folders)).toContain(`pkg:npm/${name.replace('@', '%40')}@`);
    }
  });
});

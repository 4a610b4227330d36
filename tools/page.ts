/** The pages in the browser, each as one file: its markup, styles and scripts, without anything from elsewhere. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import { tablesAsJson } from './bundles.ts';
import { catalogue } from './catalogue.ts';

export interface Page {
  readonly file: string;
  readonly markup: string;
  readonly styles: readonly string[];
  readonly script: string;
  /** What runs in a thread of its own. It stands in the page as a text. */
  readonly worker?: string;
  /** What the page finds in itself, as JSON. */
  readonly data?: () => unknown;
}

/** The page of `layerc dev`, which serves it with a policy. */
export const DEV_PAGE: Page = {
  file: resolve('dist/page.html'),
  markup: 'src/web/dev/page.html',
  styles: ['src/web/view/base.css', 'src/web/view/list.css', 'src/web/view/spark.css', 'src/web/dev/dev.css'],
  script: 'src/web/dev/main.ts',
};

/** The playground, which is opened as a file too: its policy stands in it. */
export const PLAYGROUND: Page = {
  file: resolve('dist/playground.html'),
  markup: 'src/web/playground/page.html',
  styles: [
    'src/web/view/base.css',
    'src/web/view/list.css',
    'src/web/playground/frame.css',
    'src/web/playground/inputs.css',
    'src/web/playground/output.css',
    'src/web/playground/dialogs.css',
  ],
  script: 'src/web/playground/main.ts',
  worker: 'src/web/playground/thread/worker.ts',
  data: () => catalogue().entries,
};

/** Writes a page; gives the paths of the modules inside. */
export async function writePage(page: Page, file = page.file): Promise<string[]> {
  const script = await bundled(page.script);
  const worker = page.worker === undefined ? { code: '', modules: [] } : await bundled(page.worker);
  const styles = page.styles.map((path) => readFileSync(path, 'utf8')).join('\n');
  const text = readFileSync(page.markup, 'utf8')
    .replace('<style></style>', () => `<style>${styles}</style>`)
    .replace('<script type="text/plain"></script>', () => `<script type="text/plain">${worker.code}</script>`)
    .replace(
      '<script type="application/json"></script>',
      () => `<script type="application/json">${dataOf(page)}</script>`,
    )
    .replace('<script></script>', () => `<script>${script.code}</script>`)
    .replace('content="POLICY"', () => `content="${policyOf(styles, script.code)}"`);
  mkdirSync(dirname(file), { recursive: true });
  // Beside its place and renamed, for whoever is served it meanwhile.
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
  return [...script.modules, ...worker.modules];
}

async function bundled(input: string): Promise<{ code: string; modules: readonly string[] }> {
  const bundle = await rolldown({
    ...{ input, platform: 'browser', tsconfig: 'src/web/tsconfig.json' },
    plugins: [tablesAsJson],
  });
  const { output } = await bundle.generate({ format: 'iife', codeSplitting: false, minify: true });
  await bundle.close();
  const [chunk] = output;
  return { code: inElement(chunk.code), modules: chunk.moduleIds };
}

function dataOf({ data }: Page): string {
  return data === undefined ? '' : JSON.stringify(data()).replaceAll('<', '\\u003c');
}

/** Inside of a text of the script, an end of the element would be one, and a comment would hide the end. */
function inElement(code: string): string {
  return code.replaceAll(/<(?=\/script|!--)/g, '\\x3c');
}

/** Its own script and styles by their hashes, the thread that they start, and nothing from anywhere. */
function policyOf(styles: string, script: string): string {
  return [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(styles)}`,
    // What the browser itself styles while somebody types. Styles fetch nothing: that is forbidden above and below.
    "style-src-attr 'unsafe-inline'",
    'worker-src blob:',
    "connect-src 'none'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types layerc-worker',
  ].join('; ');
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

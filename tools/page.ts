/** The page of `layerc dev` as one file: markup, styles and script of src/web/dev, without anything from elsewhere. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { rolldown } from 'rolldown';

export const PAGE = resolve('dist/page.html');

const MARKUP = 'src/web/dev/page.html';
const SCRIPT = 'src/web/dev/main.ts';
const STYLES = [
  'src/web/view/base.css',
  'src/web/view/list.css',
  'src/web/view/spark.css',
  'src/web/dev/dev.css',
];

/** Writes the page; gives the paths of the modules inside. */
export async function writePage(file = PAGE): Promise<string[]> {
  const bundle = await rolldown({ input: SCRIPT, platform: 'browser', tsconfig: 'src/web/tsconfig.json' });
  const { output } = await bundle.generate({ format: 'iife', codeSplitting: false, minify: true });
  await bundle.close();
  const [chunk] = output;
  const styles = STYLES.map((path) => readFileSync(path, 'utf8')).join('\n');
  const page = readFileSync(MARKUP, 'utf8')
    .replace('<style></style>', () => `<style>${styles}</style>`)
    // An end of the element inside a text of the script would be one.
    .replace(
      '<script></script>',
      () => `<script>${chunk.code.replaceAll('</script', '<\\/script')}</script>`,
    );
  mkdirSync(dirname(file), { recursive: true });
  // Beside its place and renamed, for whoever is served it meanwhile.
  writeFileSync(`${file}.${process.pid}`, page);
  renameSync(`${file}.${process.pid}`, file);
  return chunk.moduleIds;
}

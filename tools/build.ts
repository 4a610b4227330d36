/** Bundles the command line into dist/: one small file to load at start, the rest in chunks when they are needed. */
import { rmSync } from 'node:fs';
import { rolldown } from 'rolldown';

rmSync('dist', { recursive: true, force: true });
const bundle = await rolldown({
  input: { layerc: 'src/cli/main.ts' },
  platform: 'node',
  tsconfig: true,
});
await bundle.write({ dir: 'dist', format: 'esm', minify: true, chunkFileNames: '[name]-[hash].js' });
await bundle.close();

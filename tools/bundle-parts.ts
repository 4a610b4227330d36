/**
 * A bundle in parts: what every run loads is short, and it alone is kept as the code that V8 makes of it. See
 * docs/decisions/what-a-start-loads.md.
 */
import { basename, dirname } from 'node:path';
import { type OutputOptions, type PreRenderedChunk, type RolldownOutput, rolldown } from 'rolldown';
import { type Bundle, OUTPUT, written } from './bundles.ts';

/** Writes a bundle, and what it imports when it is asked for into files beside it; gives the paths of the modules inside. */
export async function writeInParts({ file, options }: Bundle): Promise<string[]> {
  const parts: OutputOptions = {
    ...OUTPUT,
    dir: dirname(file),
    entryFileNames: basename(file),
    chunkFileNames: (chunk) => `${basename(file, '.cjs')}-${partName(chunk)}.cjs`,
    externalLiveBindings: false,
  };
  const bundle = await rolldown({
    platform: 'node',
    tsconfig: true,
    // The parts import from it what they share with it.
    preserveEntrySignatures: 'allow-extension',
    ...options,
  });
  // rolldown would put each set of modules that the same parts share into a file of its own: once to see which are loaded
  // at the start, and once with these in one file.
  const atStart = loadedWith(
    basename(file),
    (await bundle.generate({ ...parts, codeSplitting: true })).output,
  );
  const groups = [{ name: basename(file, '.cjs'), test: (id: string) => atStart.has(id) }];
  const { output } = await bundle.write({ ...parts, codeSplitting: { groups } });
  await bundle.close();
  return written(output, file);
}

/** The modules of a file and of all that it loads at once. */
function loadedWith(file: string, output: RolldownOutput['output']): ReadonlySet<string> {
  const files = new Set([file]);
  const modules = new Set<string>();
  for (const name of files) {
    const chunk = output.find(({ fileName }) => fileName === name);
    if (chunk?.type !== 'chunk') continue;
    for (const id of chunk.moduleIds) modules.add(id);
    for (const other of chunk.imports) files.add(other);
  }
  return modules;
}

/** After the command that a part is for. */
function partName({ name, facadeModuleId }: PreRenderedChunk): string {
  const [, path = name] = /\/commands\/(.*?)(?:\/command)?\.ts$/.exec(facadeModuleId ?? '') ?? [];
  return path.replaceAll('/', '-');
}

/**
 * A bundle in parts: what its ordinary runs ask for is loaded first and is short. See docs/decisions/what-a-start-loads.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { type OutputOptions, type PreRenderedChunk, type RolldownOutput, rolldown } from 'rolldown';
import { askedFor } from './asked-for.ts';
import { type Bundle, OUTPUT, written } from './bundles.ts';

/** What a part is for: it holds what these runs alone ask for. */
export interface Runs<Program> {
  /** Most runs. Their part is loaded first, and holds all that they ask for. */
  readonly '': (program: Program) => Promise<void>;
  /** Here is also what is imported at the start, and no run asks for. */
  readonly rest: (program: Program) => Promise<void>;
  readonly [part: string]: (program: Program) => Promise<void>;
}

/** The part with what several of the others ask for. */
export const SHARED = 'shared';

/**
 * Writes a bundle into files that are loaded when something of them is asked for; gives the paths of the modules inside.
 * What is behind an `import()` and no run asks for is in parts of its own.
 */
export async function writeInParts<Program extends object>(
  { file, options }: Bundle,
  runs: Runs<Program>,
): Promise<string[]> {
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
  const byModule = { ...parts, codeSplitting: true, preserveModules: true };
  const modules = (await bundle.generate(byModule)).output;
  const partOf = new Map([...loadedWith(modules[0].fileName, modules)].map((id) => [id, 'seldom']));
  const asked = new Map<string, string>();
  for (const [part, run] of Object.entries(runs))
    for (const id of await askedFor(modules, run)) {
      const other = asked.get(id) ?? part;
      asked.set(id, other === part || other === '' ? other : SHARED);
    }
  for (const [id, part] of asked) partOf.set(id, part);
  const groups = [
    {
      debugName: 'runs',
      name: (id: string) => partOf.get(id) || basename(file, '.cjs'),
      test: (id: string) => partOf.has(id),
      includeDependenciesRecursively: false,
    },
  ];
  const { output } = await bundle.write({ ...parts, codeSplitting: { groups } });
  await bundle.close();
  const ids = written(output, file);
  for (const { fileName } of output) loadLate(resolve(dirname(file), fileName));
  return ids;
}

/** The modules of a file and of all that it imports. */
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

/** What a part begins with: the parts that it imports, and those that it imports for nothing. */
const IMPORTS = /(?<=^|;)const ((?:[\w$]+=require\("\.\/[\w.-]+"\)[,;])+)/g;
const BARE_IMPORTS = /(?<=^|;)require\("\.\/[\w.-]+"\);/g;

/** A part loads another when something of it is first asked for, which is mostly never. No module has other effects. */
function loadLate(path: string): void {
  const code = readFileSync(path, 'utf8')
    .replace(BARE_IMPORTS, '')
    .replace(IMPORTS, (_, imports: string) => {
      const late = imports.replace(
        /([\w$]+)=(require\("[^"]+"\))[,;]/g,
        (_, name, required) => `let ${name}=new Proxy({},{get:(_,key)=>(${name}=${required})[key]});`,
      );
      return imports.endsWith(';') ? late : `${late}const `;
    });
  if (/(?:const |[,;])(?:[\w$]+=)?require\("\.\//.test(code))
    throw new Error(`${path} loads a part at once: see tools/bundle-parts.ts`);
  writeFileSync(path, code);
}

/** The programs that the build puts into dist/: what goes into each, and what stays out. */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { type InputOptions, type OutputOptions, type Plugin, type RolldownOutput, rolldown } from 'rolldown';

export interface Bundle {
  readonly file: string;
  readonly options: InputOptions;
}

/** What commander imports as a whole, and what it gets. It starts subcommands that are programs; we have none, and node:child_process takes 6 ms. */
const FOR_COMMANDER: { readonly [specifier: string]: string } = {
  'node:child_process': 'undefined',
  'node:fs': "process.getBuiltinModule('node:fs')",
  'node:path': "process.getBuiltinModule('node:path')",
  'node:process': 'globalThis.process',
};

/** The flags are ASCII: for letters of all languages V8 would read the tables of Unicode at each start. */
const VARIADIC = /\\p\{ID_Continue\}(?=\\\.\\\.\\\.\[>\\\]\]\$\/)/;

/** Of commander a start needs little, and half of its time would go into the rest. */
const leanCommander: Plugin = {
  name: 'lean-commander',
  resolveId: (specifier, importer) =>
    importer?.includes('/node_modules/commander/') && Object.hasOwn(FOR_COMMANDER, specifier)
      ? `\0commander:${specifier}`
      : null,
  load: (id) => {
    const specifier = /^\0commander:(.*)$/.exec(id)?.[1];
    return specifier === undefined ? null : `export default ${FOR_COMMANDER[specifier]};`;
  },
  transform: (code, id) => {
    if (!id.endsWith('/node_modules/commander/lib/option.js')) return null;
    if (!VARIADIC.test(code))
      throw new Error('commander reads its flags in another way: see tools/bundles.ts');
    return code.replace(VARIADIC, '\\w');
  },
};

/** What is generated, but for the matchers and validators, which are code; and a table of words. */
const TABLES = /(?<!matchers|validators)\.generated\.ts$|\/pod\/field-words\.ts$/;

/** So much of a table is worth being read row by row. */
const LARGE = 1_000;

/**
 * V8 reads a large table from JSON in a fraction of the time that the same object literal takes, and of the large ones a
 * start needs few rows: each is read when it is asked for.
 */
export const tablesAsJson: Plugin = {
  name: 'tables-as-json',
  async load(id) {
    if (id.endsWith('/package.json')) return namedOnly(JSON.parse(readFileSync(id, 'utf8')));
    if (!TABLES.test(id)) return null;
    const tables = Object.entries(await import(id)).map(([name, table]) =>
      text(table).length < LARGE || !isOfRows(table)
        ? `export const ${name} = /* @__PURE__ */ JSON.parse(${text(text(table))});`
        : `export const ${name} = /* @__PURE__ */ rowByRow(${text(rowsOf(table))});`,
    );
    return [ROW_BY_ROW, ...tables].join('\n');
  },
};

function text(value: unknown): string {
  return JSON.stringify(value);
}

/** Of package.json what a program says of itself. */
function namedOnly({ version, homepage }: { readonly [field: string]: unknown }) {
  return { code: `export default ${text({ version, homepage })};`, moduleType: 'js' as const };
}

/** A list has a length, and is gone through. */
function isOfRows(table: unknown): table is object {
  if (Array.isArray(table)) return false;
  return typeof table === 'object' && Object.values(table ?? 0).every((row) => typeof row === 'object');
}

/** A line for each row: its key, a tab and its JSON, in which neither of the two stands. */
function rowsOf(table: object): string {
  const lines = Object.entries(table).map(([key, row]) => `${key}\t${text(row)}\n`);
  return `\n${lines.join('')}`;
}

/** The rows by their keys, looked for when they are asked for. Without a prototype V8 makes no shape for each key. */
const ROW_BY_ROW = `function rowByRow(text) {
  const table = Object.create(null);
  const read = (key) => {
    const row = table[key];
    if (row !== undefined || typeof key !== 'string') return row;
    const at = text.indexOf('\\n' + key + '\\t');
    if (at < 0) return undefined;
    const start = at + key.length + 2;
    return (table[key] = JSON.parse(text.slice(start, text.indexOf('\\n', start))));
  };
  return new Proxy(table, {
    get: (_, key) => read(key),
    has: (_, key) => read(key) !== undefined,
    ownKeys: () => text.slice(1, -1).split('\\n').map((line) => line.slice(0, line.indexOf('\\t'))),
    getOwnPropertyDescriptor: (_, key) => {
      read(key);
      return Object.getOwnPropertyDescriptor(table, key);
    },
  });
}`;

/** The command line loads what talks to a cluster when it is asked for: everybody else would pay for it. */
const clusterApart: Plugin = {
  name: 'cluster-apart',
  resolveId: (specifier) => {
    const program = Object.entries(APART).find(([entry]) => specifier.endsWith(entry));
    return program ? { id: `./${basename(program[1].file)}`, external: true } : null;
  },
};

/** The executable file talks to no cluster; an editor it serves. */
const clusterElsewhere: Plugin = {
  name: 'cluster-elsewhere',
  resolveId: (specifier) =>
    Object.keys(APART).some((entry) => APART[entry] !== LSP && specifier.endsWith(entry))
      ? resolve('src/cli/cluster-elsewhere.ts')
      : null,
};

/** The generated client of every API comes along with the reader of kubeconfigs, which needs none of it. */
const noGeneratedClient = (id: string): boolean => !id.includes('/@kubernetes/client-node/');

export const OPERATOR: Bundle = {
  file: resolve('dist/operator.cjs'),
  options: {
    input: 'src/operator/process.ts',
    plugins: [tablesAsJson],
    treeshake: { moduleSideEffects: noGeneratedClient },
  },
};

/** `layerc status`. */
export const STATUS: Bundle = {
  file: resolve('dist/status.cjs'),
  options: {
    input: 'src/status/process.ts',
    plugins: [tablesAsJson],
    treeshake: { moduleSideEffects: noGeneratedClient },
  },
};

/** `layerc dev`. */
export const DEV: Bundle = {
  file: resolve('dist/dev.cjs'),
  options: { input: 'src/dev/process.ts', plugins: [tablesAsJson] },
};

/** `layerc lsp`. */
export const LSP: Bundle = {
  file: resolve('dist/lsp.cjs'),
  options: { input: 'src/lsp/process.ts', plugins: [tablesAsJson] },
};

/** `layerc test`. */
export const CASES: Bundle = {
  file: resolve('dist/cases.cjs'),
  options: { input: 'src/cases/process.ts', plugins: [tablesAsJson] },
};

/** The programs that the command line loads, by the end of what it imports. */
const APART: { readonly [entry: string]: Bundle } = {
  '/cases/process.ts': CASES,
  '/dev/process.ts': DEV,
  '/lsp/process.ts': LSP,
  '/operator/process.ts': OPERATOR,
  '/status/process.ts': STATUS,
};

/** The thread of the operator that compiles what is large. */
export const COMPILE_WORKER: Bundle = {
  file: resolve('dist/compile-worker.cjs'),
  options: { input: 'src/operator/function/compile-worker.ts', plugins: [tablesAsJson] },
};

/** V8 makes an object slowly from where a key of it is computed, and our labels are constants of other files. */
const CONSTANTS_IN_PLACE = { inlineConst: true };

export const COMMAND_LINE: Bundle = {
  file: resolve('dist/layerc.cjs'),
  options: {
    input: 'src/cli/process.ts',
    plugins: [leanCommander, clusterApart, tablesAsJson],
    optimization: CONSTANTS_IN_PLACE,
  },
};

/** What tools/binary.ts makes the executable file of. */
export const SINGLE_FILE: Pick<Bundle, 'options'> = {
  options: {
    input: 'src/cli/file.ts',
    plugins: [leanCommander, clusterElsewhere, tablesAsJson],
    optimization: CONSTANTS_IN_PLACE,
  },
};

export const OUTPUT: OutputOptions = {
  format: 'cjs',
  codeSplitting: false,
  dynamicImportInCjs: false,
  minify: true,
};

/** Writes a bundle; gives the paths of the modules inside. */
export async function write({ file, options }: Bundle): Promise<string[]> {
  const bundle = await rolldown({ platform: 'node', tsconfig: true, ...options });
  const { output } = await bundle.write({ ...OUTPUT, file });
  await bundle.close();
  return written(output, file);
}

type Output = RolldownOutput['output'];

/** Makes what is written ready; gives the paths of the modules inside. */
export function written(output: Output, file: string): string[] {
  return output.flatMap((chunk) => {
    if (chunk.type !== 'chunk') return [];
    const path = resolve(dirname(file), chunk.fileName);
    writeFileSync(path, ascii(readFileSync(path, 'utf8')));
    return chunk.moduleIds;
  });
}

/** The same program in characters of one byte each: V8 then needs half the memory for it, and no decoding. */
function ascii(code: string): string {
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The paths of the files that the code of a bundle comes from, as its source map says. */
export async function sourcesOf({ file, options }: Bundle): Promise<string[]> {
  const bundle = await rolldown({ platform: 'node', tsconfig: true, ...options });
  const { output } = await bundle.generate({ ...OUTPUT, file, sourcemap: true });
  await bundle.close();
  return output.flatMap((chunk) => (chunk.type === 'chunk' ? (chunk.map?.sources ?? []) : []));
}

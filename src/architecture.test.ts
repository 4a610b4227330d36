import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');

/** Folder → what its files may import: folders of src, and packages. Anything else is refused. */
const ALLOWED: { readonly [folder: string]: readonly string[] } = {
  'src/json': ['src/json'],
  'src/schema': ['src/schema', 'src/json'],
  'src/compiler': ['src/compiler', 'src/schema', 'src/json', '@noble/hashes'],
  'src/text': ['src/text', 'src/json', 'src/compiler/index.ts'],
  'src/directory': ['src/directory', 'src/compiler/index.ts', 'src/text'],
  'src/operator': [
    'src/operator',
    'src/compiler/index.ts',
    'src/schema',
    'src/text',
    'package.json',
    '@kubernetes/client-node',
    'pino',
    'prom-client',
    'undici',
  ],
  'src/krm': ['src/krm', 'src/compiler/index.ts'],
  'src/cli': [
    'src/cli',
    'src/krm',
    'src/compiler/index.ts',
    'src/directory',
    'src/text',
    'src/schema',
    // What the command line has to know of the operator; the operator itself is another program.
    'src/operator/config.ts',
    'src/operator/manifests.ts',
    'src/operator/process.ts',
    'schemas',
    'package.json',
    'commander',
  ],
};

/** Types only: they leave nothing behind in the program. */
const ALLOWED_TYPES: { readonly [folder: string]: readonly string[] } = {
  'src/compiler': ['kubernetes-models', '@kubernetes-models/keda'],
  'src/operator': ['undici'],
};

/** The files that see the outside world. */
const BUILTINS: { readonly [path: string]: readonly string[] } = {
  'src/cli/files.ts': ['node:fs', 'node:path'],
  'src/cli/descriptor.ts': ['node:fs'],
  'src/cli/commands/out-dir.ts': ['node:path'],
  'src/directory/inspect.ts': ['node:fs', 'node:path'],
  'src/directory/lock.ts': ['node:crypto', 'node:fs', 'node:os', 'node:path', 'node:timers'],
  'src/directory/update.ts': ['node:fs'],
  'src/directory/write.ts': ['node:fs', 'node:path'],
  'src/operator/kube/connection.ts': ['node:https', 'undici', '@kubernetes/client-node/dist/config.js'],
  'src/operator/health.ts': ['node:http', 'node:net'],
  'src/operator/log.ts': ['pino'],
  'src/operator/metrics.ts': ['prom-client'],
  'src/operator/function/settled.ts': ['node:crypto'],
  'src/operator/kube/packer.ts': ['node:zlib'],
  'src/operator/process.ts': ['node:v8'],
  'src/operator/run.ts': ['node:crypto', 'node:os'],
  'src/operator/once.ts': ['node:timers/promises'],
  'src/operator/kube/leader.ts': ['node:crypto', 'node:os'],
  'src/operator/kube/credentials.ts': ['node:https', 'undici', '@kubernetes/client-node/dist/config.js'],
};

/** Names that make a result depend on something else than the arguments. */
const IMPURE =
  /(?<![.#])\b(Date|Math\.random|process|performance|setTimeout|setInterval|fetch|console|globalThis|require|Buffer|crypto)\b|['"]node:/;

const files = Object.keys(ALLOWED).flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|js)$/.test(name) && !/\.test[.-]/.test(name))
    .map((name) => ({
      folder,
      path: `${folder}/${name}`,
      text: readFileSync(join(ROOT, folder, name), 'utf8'),
    })),
);

describe('imports', () => {
  it.each(files)('$path imports only what its folder may', ({ folder, path, text }) => {
    for (const { specifier, typeOnly } of importsOf(text)) {
      const target = specifier.startsWith('.')
        ? relative(ROOT, resolve(ROOT, dirname(path), specifier))
        : specifier;
      const allowed = [...(ALLOWED[folder] ?? []), ...(typeOnly ? (ALLOWED_TYPES[folder] ?? []) : [])];
      expect(
        [...allowed, ...(BUILTINS[path] ?? [])].some((one) => target === one || target.startsWith(`${one}/`)),
        `${path} imports ${target}`,
      ).toBe(true);
    }
  });

  it('have no cycles', () => {
    const edges = new Map(
      files.map(({ path, text }) => [
        path,
        importsOf(text)
          .filter(({ specifier, typeOnly }) => specifier.startsWith('.') && !typeOnly)
          .map(({ specifier }) => relative(ROOT, resolve(ROOT, dirname(path), specifier))),
      ]),
    );
    const done = new Set<string>();
    const visit = (path: string, trail: readonly string[]): void => {
      expect(trail, `cycle: ${[...trail, path].join(' → ')}`).not.toContain(path);
      if (done.has(path)) return;
      for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
      done.add(path);
    };
    for (const path of edges.keys()) visit(path, []);
  });
});

describe('purity', () => {
  const pure = files.filter(({ folder }) =>
    ['src/compiler', 'src/schema', 'src/text', 'src/krm'].includes(folder),
  );
  it.each(pure)('$path touches no clock, process, network or randomness', ({ text }) => {
    expect(withoutComments(text).match(IMPURE)?.[0]).toBeUndefined();
  });
});

function importsOf(text: string): { specifier: string; typeOnly: boolean }[] {
  return [
    ...withoutComments(text).matchAll(
      /(?:^|\n)\s*(import|export)\s+(type\s)?[^'";]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/g,
    ),
  ].map((match) => ({ specifier: (match[3] ?? match[4]) as string, typeOnly: match[2] !== undefined }));
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"])\/\/.*$/gm, '$1');
}

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');

/** The door of the compiler: outside, nothing else of it is imported. */
const COMPILER = 'src/compiler/index.ts';

/**
 * Folder → what its files may import: folders with everything below them, or single files. A file belongs to the
 * longest folder that names it. Anything else is refused.
 */
const ALLOWED: { readonly [folder: string]: readonly string[] } = {
  'src/json': ['src/json'],
  'src/schema': ['src/schema', 'src/json'],
  'src/compiler': ['src/compiler', 'src/schema', 'src/json'],
  'src/text': ['src/text', 'src/json', COMPILER],
  'src/input': [
    'src/input',
    'src/json',
    COMPILER,
    'src/schema',
    'src/text',
    // Which texts are our own: the rest of the folder is about files.
    'src/directory/layout.ts',
  ],
  'src/explain': ['src/explain', 'src/json', COMPILER, 'src/schema', 'src/text', 'src/input'],
  'src/editor': [
    'src/editor',
    'src/json',
    COMPILER,
    'src/schema',
    'src/text',
    'src/input',
    'src/explain',
    'schemas',
  ],
  'src/playground': [
    'src/playground',
    'src/json',
    COMPILER,
    'src/schema',
    'src/text',
    'src/input',
    'src/explain',
    'src/editor',
    'src/diff',
  ],
  'src/directory': ['src/directory', 'src/json', COMPILER, 'src/text'],
  'src/krm': ['src/krm', 'src/json', COMPILER],
  'src/diff': ['src/diff', 'src/json', COMPILER, 'src/text'],
  'src/lsp': ['src/lsp', 'src/editor', 'src/json', COMPILER, 'src/text'],
  'src/page': ['src/page', 'src/gateway/server/access.ts'],
  'src/dev': ['src/dev', 'src/page/headers.ts', 'src/gateway', 'src/json', COMPILER, 'src/text'],
  'src/cases': ['src/cases', 'src/dev', 'src/gateway', 'src/json', COMPILER, 'src/schema', 'src/text'],
  'src/gateway/words': [],
  'src/gateway/core': ['src/gateway/core', 'src/gateway/words', 'src/json', COMPILER],
  'src/gateway/sync': ['src/gateway/sync', 'src/gateway/core', 'src/json'],
  'src/gateway/client': ['src/gateway/client', 'src/gateway/sync/index.ts', 'src/json'],
  'src/gateway/server': ['src/gateway', 'src/json'],
  'src/operator/kube': ['src/operator/kube', 'src/json'],
  'src/operator': [
    'src/operator',
    'src/diff',
    'src/gateway/client',
    'src/gateway/sync/index.ts',
    'src/json',
    COMPILER,
    'src/schema',
    'src/text',
  ],
  'src/web': ['src/web', 'src/text/report/printable.ts', 'src/dev/page/protocol.ts', 'src/playground'],
  'src/status': [
    'src/status',
    'src/json',
    COMPILER,
    'src/text',
    'src/operator/kube',
    'src/operator/watch',
    'src/operator/first-lists.ts',
    'src/operator/function/status.ts',
  ],
  'src/cli': [
    'src/cli',
    'src/diff',
    'src/input',
    'src/explain',
    'src/editor',
    'src/krm',
    'src/json',
    COMPILER,
    'src/directory',
    'src/text',
    'src/schema',
    // What the command line has to know of the operator; the operator itself is another program.
    'src/operator/admission/policies.ts',
    'src/operator/config.ts',
    'src/operator/manifests.ts',
    'src/operator/process.ts',
    // Keeps a gateway in step with Functions.
    'src/gateway/client',
    'src/gateway/sync/index.ts',
    // As with the operator: what is asked for, and the program.
    'src/cases/words/request.ts',
    'src/cases/process.ts',
    'src/dev/words/options.ts',
    'src/dev/process.ts',
    'src/lsp/options.ts',
    'src/lsp/process.ts',
    // The one page that it serves itself.
    'src/page/serve.ts',
    // And of the other program that talks to a cluster.
    'src/status/config.ts',
    'src/status/process.ts',
    'schemas',
  ],
};

/** Types only, they leave nothing behind in the program: the folders that may import them. */
const ALLOWED_TYPES: { readonly [folder: string]: readonly string[] } = {
  'src/compiler/emit': ['kubernetes-models', '@kubernetes-models/keda'],
  'src/compiler/worker': ['kubernetes-models'],
};

/** The files that see the outside world or a package, one by one. */
const OUTSIDE: { readonly [path: string]: readonly string[] } = {
  'src/compiler/resolve/names.ts': ['@noble/hashes'],
  'src/cli/commands/diff.ts': ['commander'],
  'src/cli/commands/manifests.ts': ['commander'],
  'src/cli/commands/operator.ts': ['commander'],
  'src/cli/commands/config.ts': ['commander'],
  'src/cli/commands/explain/command.ts': ['commander'],
  'src/cli/commands/gateway/command.ts': ['commander'],
  'src/cli/commands/graph.ts': ['commander'],
  'src/cli/commands/init/command.ts': ['commander', 'node:path'],
  'src/cli/commands/krm.ts': ['commander'],
  'src/cli/commands/lsp/command.ts': ['commander', 'package.json'],
  'src/cli/commands/lsp/gather.ts': ['node:path'],
  'src/cli/commands/render.ts': ['commander'],
  'src/cli/commands/status/command.ts': ['commander'],
  'src/cli/commands/validate.ts': ['commander'],
  'src/cli/commands/out-dir.ts': ['node:path'],
  'src/cli/completion.ts': ['commander'],
  'src/cli/streams/descriptor.ts': ['node:fs'],
  'src/cli/input/bytes.ts': ['node:fs'],
  'src/cli/input/files.ts': ['node:fs', 'node:path'],
  'src/cli/input/given.ts': ['node:fs', 'node:path'],
  'src/cli/input/flags.ts': ['commander'],
  'src/cli/input/listing.ts': ['node:fs'],
  'src/cli/main.ts': ['commander'],
  'src/cli/program.ts': ['commander', 'package.json'],
  'src/cli/project/asked.ts': ['commander'],
  'src/cli/project/find.ts': ['node:fs', 'node:path'],
  'src/cli/project/findings.ts': ['node:fs', 'node:path'],
  'src/cli/project/project.ts': ['node:path'],
  'src/cli/input/settings.ts': ['commander'],
  'src/cli/commands/talk.ts': ['commander', 'package.json'],
  'src/directory/access.ts': ['node:fs', 'node:path'],
  'src/directory/comparison.ts': ['node:fs'],
  'src/directory/create.ts': ['node:fs', 'node:path'],
  'src/directory/draft.ts': ['node:fs', 'node:path'],
  'src/directory/folder.ts': ['node:fs', 'node:path'],
  'src/directory/inspect.ts': ['node:fs', 'node:path'],
  'src/directory/lock.ts': ['@noble/hashes', 'node:fs', 'node:path'],
  'src/directory/owners.ts': ['node:fs'],
  'src/directory/source.ts': ['node:fs', 'node:path'],
  'src/directory/update.ts': ['node:fs'],
  'src/directory/write.ts': ['node:fs', 'node:path'],
  'src/cli/commands/dev/command.ts': ['commander'],
  'src/cli/commands/dev/values.ts': ['commander'],
  'src/cli/commands/playground/command.ts': ['commander'],
  'src/cli/commands/test/command.ts': ['commander', 'node:os', 'node:path'],
  'src/cases/read/rows.ts': ['node:fs', 'node:path'],
  'src/cases/read/worker.ts': ['node:fs', 'node:path'],
  'src/cases/run/command.ts': ['node:crypto', 'node:timers/promises'],
  'src/dev/container/container-process.ts': ['node:child_process'],
  'src/dev/container/engine.ts': ['node:child_process', 'node:fs', 'node:path'],
  'src/dev/given.ts': ['node:fs', 'node:util'],
  'src/dev/page/document.ts': ['node:crypto', 'node:fs', 'node:http'],
  'src/dev/page/page.ts': ['node:http'],
  'src/dev/page/streams.ts': ['node:http'],
  'src/dev/launch.ts': ['node:path'],
  'src/dev/places.ts': ['node:fs', 'node:path'],
  'src/dev/rows/files.ts': ['node:fs'],
  'src/dev/rows/parquet.ts': ['hyparquet', 'node:zlib'],
  'src/dev/run.ts': ['node:crypto', 'node:timers/promises'],
  'src/dev/session.ts': ['node:crypto'],
  'src/dev/state.ts': ['node:sqlite'],
  'src/dev/watcher.ts': ['node:fs'],
  'src/dev/worker/followed.ts': ['node:child_process', 'node:readline'],
  'src/dev/worker/local-process.ts': ['node:child_process'],
  'src/dev/worker/probe.ts': ['node:net'],
  'src/dev/worker/supervisor.ts': ['node:crypto', 'node:net'],
  'src/dev/worker/windows.ts': ['croner'],
  'src/gateway/client/token.ts': ['node:fs'],
  'src/gateway/core/filter/patterns.ts': ['re2js'],
  'src/page/serve.ts': ['node:events', 'node:fs', 'node:http', 'node:net'],
  'src/gateway/server/access.ts': ['node:crypto', 'node:http'],
  'src/gateway/server/body.ts': ['node:http'],
  'src/gateway/server/hold.ts': ['node:http', 'node:timers/promises'],
  'src/gateway/server/send.ts': ['node:http'],
  'src/gateway/server/server.ts': ['node:events', 'node:http', 'node:net'],
  'src/gateway/server/sweeper.ts': ['node:timers/promises'],
  'src/lsp/buffers.ts': ['vscode-languageserver-textdocument'],
  'src/lsp/names.ts': ['node:fs', 'node:path', 'node:url'],
  'src/lsp/process.ts': ['vscode-languageserver/node'],
  'src/lsp/published.ts': ['vscode-languageserver/node'],
  'src/lsp/objects.ts': ['vscode-languageserver/node'],
  'src/lsp/requests.ts': ['vscode-languageserver/node'],
  'src/lsp/session.ts': ['vscode-languageserver/node'],
  'src/operator/objects/known-differences.ts': ['node:crypto'],
  'src/operator/health.ts': ['node:http', 'node:net'],
  'src/operator/kube/sender.ts': ['undici', 'package.json'],
  'src/operator/kube/credentials.ts': ['node:https', 'undici', '@kubernetes/client-node/dist/config.js'],
  'src/operator/function/compile-thread.ts': ['node:worker_threads'],
  'src/operator/function/compile-worker.ts': ['node:worker_threads'],
  'src/operator/kube/exec-plugin.ts': ['node:child_process'],
  'src/operator/kube/packer.ts': ['node:zlib'],
  'src/operator/log.ts': ['pino'],
  'src/operator/metrics.ts': ['prom-client'],
  'src/operator/once.ts': ['node:timers/promises'],
  'src/operator/registry/follow.ts': ['node:timers/promises'],
  'src/operator/server-facts.ts': ['node:timers/promises'],
  'src/operator/process.ts': ['node:v8'],
  'src/web/playground/editor/editor.ts': [
    '@codemirror/autocomplete',
    '@codemirror/commands',
    '@codemirror/lang-yaml',
    '@codemirror/language',
    '@codemirror/lint',
    '@codemirror/search',
    '@codemirror/state',
    '@codemirror/view',
  ],
  'src/web/playground/editor/indent.ts': ['@codemirror/language', '@codemirror/state'],
  'src/web/playground/editor/lit.ts': ['@codemirror/state', '@codemirror/view'],
  'src/web/playground/editor/services.ts': ['@codemirror/autocomplete', '@codemirror/view'],
  'src/web/playground/editor/theme.ts': ['@codemirror/language', '@codemirror/view', '@lezer/highlight'],
  'src/status/follow.ts': ['node:timers/promises'],
  'src/operator/run.ts': ['node:crypto', 'node:os', 'node:timers/promises'],
  'src/operator/lease-settings.ts': ['node:crypto'],
};

/** Folders whose result depends on nothing but the arguments. */
const PURE = [
  'src/json',
  'src/schema',
  'src/compiler',
  'src/text',
  'src/input',
  'src/explain',
  'src/editor',
  'src/playground',
  'src/krm',
  'src/diff',
  'src/gateway/words',
  'src/gateway/core',
  'src/web/figures',
  'src/gateway/sync',
];

/** Names that make a result depend on something else than the arguments. */
const IMPURE =
  /(?<![.#])\b(Date|Math\.random|process|performance|setTimeout|setInterval|fetch|console|globalThis|require|Buffer|crypto)\b|['"]node:/;

const SOURCES_PER_FOLDER = 20;
const LINES_PER_FILE = 300;
const MEDIAN_LINES = 120;

interface Import {
  /** A path from the root of the repository, or a package. */
  readonly target: string;
  readonly typeOnly: boolean;
}

interface Source {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

const files = sourcesBelow('src');

describe('imports', () => {
  it.each(files)('$path imports only what its folder may', ({ path, imports }) => {
    const folder = longest(Object.keys(ALLOWED), path);
    expect(folder, `${path} is in no folder of the table`).toBeDefined();
    const types = Object.keys(ALLOWED_TYPES).filter((one) => isBelow(path, one));
    const allowed = [...(ALLOWED[folder as string] ?? []), ...(OUTSIDE[path] ?? [])];
    const allowedTypes = types.flatMap((one) => ALLOWED_TYPES[one] ?? []);
    const refused = imports.filter(
      ({ target, typeOnly }) =>
        ![...allowed, ...(typeOnly ? allowedTypes : [])].some((one) => isBelow(target, one)),
    );
    expect(refused.map(({ target }) => `${path} imports ${target}`)).toEqual([]);
  });

  it('of the outside world are used by the files that the table names', () => {
    const unused = Object.entries(OUTSIDE).flatMap(([path, allowed]) => {
      const imports = files.find((file) => file.path === path)?.imports ?? [];
      return allowed
        .filter((one) => !imports.some(({ target }) => isBelow(target, one)))
        .map((one) => `${path} imports no ${one}`);
    });
    expect(unused).toEqual([]);
  });

  // Types too: whoever reads a file has to read what its types come from.
  it('have no cycles between files', () => {
    const all = [...files, ...['bench', 'testenv', 'tools'].flatMap(sourcesBelow)];
    const edges = all.map(({ path, imports }) => [path, imports.map(({ target }) => target)] as const);
    expect(cycle(new Map(edges))).toBeUndefined();
  });

  it('have no cycles between folders', () => {
    const edges = new Map<string, string[]>();
    for (const { path, imports } of files) {
      const to = imports.map(({ target }) => target).filter((target) => target.startsWith('src/'));
      const others = to.map(dirname).filter((folder) => folder !== dirname(path));
      edges.set(dirname(path), [...(edges.get(dirname(path)) ?? []), ...others]);
    }
    expect(cycle(edges)).toBeUndefined();
  });
});

describe('sizes', () => {
  const written = files.filter(({ path }) => !path.includes('.generated.'));

  it('no folder holds more files than a person takes in at a glance', () => {
    const counts = Object.entries(Object.groupBy(written, ({ path }) => dirname(path)));
    const large = counts.filter(([, found]) => (found ?? []).length > SOURCES_PER_FOLDER);
    expect(large.map(([folder, found]) => `${folder}: ${found?.length}`)).toEqual([]);
  });

  it('no file is longer than a person reads at once, and most are much shorter', () => {
    const lengths = written.map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }));
    expect(lengths.filter(({ lines }) => lines > LINES_PER_FILE)).toEqual([]);
    const sorted = lengths.map(({ lines }) => lines).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(MEDIAN_LINES);
  });
});

describe('purity', () => {
  const pure = files.filter(({ path }) => longest(PURE, path) !== undefined);

  it.each(pure)('$path touches no clock, process, network or randomness', ({ text }) => {
    expect(withoutComments(text).match(IMPURE)?.[0]).toBeUndefined();
  });

  it('is looked for in subfolders too', () => {
    expect(pure.map(({ path }) => path)).toContain('src/compiler/emit/deployment.ts');
  });
});

/** What is written below a folder, tests aside. */
function sourcesBelow(folder: string): Source[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name}`)
    .filter((path) => /\.(ts|js)$/.test(path) && !/\.test[.-]|\/node_modules\//.test(path))
    .map((path) => {
      const text = readFileSync(join(ROOT, path), 'utf8');
      return { path, text, imports: importsOf(path, text) };
    });
}

/** The first circle that a walk along the edges finds, as a readable text. */
function cycle(edges: ReadonlyMap<string, readonly string[]>): string | undefined {
  const done = new Set<string>();
  const visit = (node: string, trail: readonly string[]): string | undefined => {
    if (trail.includes(node)) return [...trail.slice(trail.indexOf(node)), node].join(' → ');
    if (done.has(node)) return undefined;
    for (const next of edges.get(node) ?? []) {
      const found = visit(next, [...trail, node]);
      if (found !== undefined) return found;
    }
    done.add(node);
    return undefined;
  };
  for (const node of edges.keys()) {
    const found = visit(node, []);
    if (found !== undefined) return found;
  }
  return undefined;
}

function longest(folders: readonly string[], path: string): string | undefined {
  return folders.filter((folder) => isBelow(path, folder)).sort((a, b) => b.length - a.length)[0];
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

function importsOf(path: string, text: string): Import[] {
  const statements = withoutComments(text).matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^'";]*?from\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/g,
  );
  return [...statements].map((match) => {
    const specifier = (match[2] ?? match[3]) as string;
    const target = specifier.startsWith('.')
      ? relative(ROOT, resolve(ROOT, dirname(path), specifier))
      : specifier;
    return { target, typeOnly: match[1] !== undefined };
  });
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"])\/\/.*$/gm, '$1');
}

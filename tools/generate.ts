/**
 * Writes everything that is derived from schemas/, from the table of diagnostics, from the rules for Prometheus and from
 * what `layerc manifests` prints. With --check it writes nothing and exits 1, naming the files that are stale.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { printSchema } from '../src/cli/commands/schema.ts';
import { chartFiles } from './charts/charts.ts';
import { crdsModule } from './crds.ts';
import { diagnosticsPage } from './diagnostics-page.ts';
import { fieldsModule } from './fields.ts';
import { prometheusRule } from './prometheus-rule.ts';
import { referencePage } from './reference.ts';
import { FILES, KINDS, OWN_FILES, OWN_SHAPES, readOwnSchemas, readSchemas } from './schema.ts';
import { typesModule } from './types.ts';
import { matchersModule, validatorsModule } from './validators.ts';

const BANNER = '// Generated from schemas/ by tools/generate.ts.\n';

/** Every generated file, by its path from the root of the repository. */
export async function outputs(): Promise<ReadonlyMap<string, string>> {
  const schemas = readSchemas();
  const own = readOwnSchemas();
  const files = new Map<string, string>();
  for (const kind of KINDS) {
    files.set(`src/schema/${FILES[kind]}.generated.ts`, BANNER + (await typesModule(schemas[kind])));
  }
  for (const shape of OWN_SHAPES) {
    files.set(`src/schema/${OWN_FILES[shape]}.generated.ts`, BANNER + (await typesModule(own[shape])));
  }
  const { Project, ...cases } = own;
  files.set('src/schema/validators.generated.ts', BANNER + validatorsModule({ ...schemas, Project }));
  files.set('src/schema/matchers.generated.ts', BANNER + matchersModule({ ...schemas, Project }));
  // Apart: one command needs them, and all others would load them.
  files.set('src/schema/case-validators.generated.ts', BANNER + validatorsModule(cases));
  files.set('src/schema/fields.generated.ts', BANNER + fieldsModule(schemas, own));
  files.set('src/schema/crds.generated.ts', BANNER + crdsModule(schemas));
  files.set('schemas/editor/function.schema.json', printSchema('function'));
  files.set('schemas/editor/infra-rules.schema.json', printSchema('infrarules'));
  files.set('schemas/editor/index.schema.json', printSchema('index'));
  for (const shape of OWN_SHAPES) {
    const file = OWN_FILES[shape];
    files.set(`schemas/editor/${file}.schema.json`, printSchema(file));
  }
  files.set('docs/function.md', referencePage(schemas));
  files.set('docs/diagnostics.md', diagnosticsPage());
  files.set('deploy/monitoring/prometheus-rule.yaml', prometheusRule());
  for (const [path, text] of chartFiles()) files.set(path, text);
  return files;
}

/** The generated files whose text on disk is another. */
export async function staleOutputs(): Promise<string[]> {
  return [...(await outputs())].filter(([path, text]) => textOf(path) !== text).map(([path]) => path);
}

function textOf(path: string): string | null {
  try {
    return readFileSync(place(path), 'utf8');
  } catch {
    return null;
  }
}

function place(path: string): URL {
  return new URL(`../${path}`, import.meta.url);
}

if (import.meta.main) {
  if (process.argv.includes('--check')) {
    const stale = await staleOutputs();
    for (const path of stale) console.error(`stale: ${path}`);
    if (stale.length > 0) console.error('Run: node tools/generate.ts');
    process.exitCode = stale.length > 0 ? 1 : 0;
  } else {
    for (const [path, text] of await outputs()) {
      mkdirSync(new URL('.', place(path)), { recursive: true });
      writeFileSync(place(path), text);
    }
  }
}

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ScaledObject, TriggerAuthentication } from '@kubernetes-models/keda/keda.sh/v1alpha1';
import { Deployment } from 'kubernetes-models/apps/v1';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { Service } from 'kubernetes-models/v1';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { run } from './cli/run.test-support.ts';

const ROOT = resolve(import.meta.dirname, '..');
const KINDS = {
  Deployment,
  Service,
  NetworkPolicy,
  PodDisruptionBudget,
  TriggerAuthentication,
  ScaledObject,
};
/** What `layerc manifests` prints; it is made from no fixture. */
const MANIFESTS = 'layerc-manifests.yaml';
const ADMISSION = 'layerc-admission.yaml';
const RECORD = process.env.LAYERC_GOLDEN === 'record';

/** Every folder of fixtures/ is a case; args.txt in it holds more flags. */
const cases = readdirSync(join(ROOT, 'fixtures')).sort();

describe('goldens', () => {
  it.each(cases)('%s', async (name) => {
    const { code, stdout, stderr } = await run(['render', '-f', `fixtures/${name}`, ...argsOf(name)]);
    expect(code).toBe(/ error [A-Z]/.test(stderr) ? 1 : 0);
    if (code !== 0) expect(stdout).toBe('');
    compare(`${name}.yaml`, stdout);
    compare(`${name}.txt`, stderr);
  });

  it.each(cases)('%s: other readers see the same objects, and Kubernetes accepts them', async (name) => {
    const { stdout } = await run(['render', '-f', `fixtures/${name}`, ...argsOf(name), '-o', 'json']);
    if (stdout === '') return;
    const { items } = JSON.parse(stdout);
    const golden = readFileSync(join(ROOT, 'golden', `${name}.yaml`), 'utf8');
    for (const version of ['1.1', '1.2'] as const) {
      expect(parseAllDocuments(golden, { version }).map((document) => document.toJS())).toEqual(items);
    }
    for (const item of items) {
      if (item.kind in KINDS) new KINDS[item.kind as keyof typeof KINDS](item).validate();
    }
  });

  it('manifests, after the CustomResourceDefinitions', async () => {
    const { stdout } = await run(['manifests', '--image', 'registry.example.com/layerc:0.1.0']);
    const { stdout: crds } = await run(['crds']);
    expect(stdout.startsWith(`${crds}---\n`)).toBe(true);
    compare(MANIFESTS, stdout.slice(`${crds}---\n`.length));
  });

  it('policies for admission, after the manifests', async () => {
    const flags = ['manifests', '--image', 'registry.example.com/layerc:0.1.0'];
    const { stdout: manifests } = await run(flags);
    const { stdout } = await run([...flags, '--admission', 'deny']);
    expect(stdout.startsWith(`${manifests}---\n`)).toBe(true);
    compare(ADMISSION, stdout.slice(`${manifests}---\n`.length));
  });

  it('has no golden without a fixture', () => {
    const wanted = new Set([
      MANIFESTS,
      ADMISSION,
      ...cases.flatMap((name) => [`${name}.yaml`, `${name}.txt`]),
    ]);
    expect(readdirSync(join(ROOT, 'golden')).filter((file) => !wanted.has(file))).toEqual([]);
  });
});

/** An empty text has no golden: a file of no bytes says less than no file. */
function compare(file: string, text: string): void {
  const path = join(ROOT, 'golden', file);
  if (RECORD && text !== '') writeFileSync(path, text);
  const golden = existsSync(path) ? readFileSync(path, 'utf8') : '';
  expect(text, `golden/${file}: npm run golden writes it again`).toBe(golden);
}

function argsOf(name: string): string[] {
  const path = join(ROOT, 'fixtures', name, 'args.txt');
  return existsSync(path) ? readFileSync(path, 'utf8').split(/\s+/).filter(Boolean) : [];
}

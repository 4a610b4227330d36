import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import { run } from '../run.test-support.ts';

let folder: string;
let count = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'layerc-diff-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Fn {
  readonly name?: string;
  readonly pool?: string;
  readonly image?: string;
  readonly worker?: string;
  readonly spec?: string;
  readonly scaling?: string;
}

function fn({
  name = 'tag',
  pool = 'cpu',
  image = 'tag:1',
  worker = '',
  spec = '',
  scaling = '',
}: Fn = {}): string {
  return `apiVersion: hevlayer.com/v1alpha1
kind: Function
metadata: {name: ${name}, namespace: shop}
spec:
  targetNamespaces: [products]
  ${spec}
  worker: {image: "${image}"${worker}}
  scaling: {pool: ${pool}, replicas: {min: 0, max: 4}${scaling}}
---
`;
}

const CPU = '{name: cpu, kind: cpu, maxReplicasPerWorkload: 20}';
const GPU = '{name: gpu, kind: gpu, maxReplicasPerWorkload: 4, resources: {limits: {nvidia.com/gpu: "2"}}}';

function rules(...pools: string[]): string {
  return `apiVersion: hevlayer.com/v1alpha1
kind: InfraRules
metadata: {name: default}
spec: {computePools: [${pools.join(', ')}]}
---
`;
}

function file(text: string, name = `${++count}.yaml`): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const RULES = rules(CPU, GPU);

async function diff(from: string, to: string, ...args: string[]) {
  return run(['diff', '--from', file(from), '--to', file(to), ...args]);
}

/** The lines about Functions, without the totals. */
async function happens(from: string, to: string, ...args: string[]): Promise<string[]> {
  const { stdout } = await diff(from, to, ...args);
  return (stdout.split('\n\n')[0] as string).split('\n').map((line) => line.trim());
}

describe('what happens to a Function', () => {
  it.each([
    ['nothing', fn(), fn(), []],
    [
      'nothing for a filter, which no object has',
      fn({ spec: 'filter: [a]' }),
      fn({ spec: 'filter: [b]' }),
      [],
    ],
    [
      'a new image rolls it',
      fn(),
      fn({ image: 'tag:2' }),
      [
        'shop/tag rolls its workers',
        'deployment.spec.template.spec.containers[udf].image: tag:1 -> tag:2  (the Function: spec.worker.image)',
      ],
    ],
    [
      'but not while it is paused',
      fn({ spec: 'paused: true' }),
      fn({ spec: 'paused: true', image: 'tag:2' }),
      [
        'shop/tag changes its pod template while no worker runs',
        'deployment.spec.template.spec.containers[udf].image: tag:1 -> tag:2  (the Function: spec.worker.image)',
      ],
    ],
    [
      'a pause loses objects and workers',
      fn(),
      fn({ spec: 'paused: true' }),
      [
        'shop/tag loses objects; changes its workers or devices',
        'loses TriggerAuthentication, ScaledObject',
        'workers 0 to 4 -> 0',
        'deployment.spec.replicas: absent -> 0  (the Function: spec.paused)',
      ],
    ],
    [
      'push gains a Service, and every part of it is the work of one field',
      fn(),
      fn({ worker: ', dispatch: push' }),
      [
        'shop/tag rolls its workers; gains objects; changes in place',
        'gains Service',
        expect.stringMatching(
          /^deployment\.spec\.strategy\.rollingUpdate\.maxUnavailable: "25%" -> 0 {2}\(the Function: spec\.worker\.dispatch\)$/,
        ),
        expect.stringContaining('containers[udf].env[PORT]: absent -> { "name": "PORT", "value": "8080" }'),
        expect.stringContaining('containers[udf].lifecycle: absent -> '),
        expect.stringContaining('containers[udf].ports: absent -> '),
        expect.stringContaining('containers[udf].readinessProbe: absent -> '),
        'deployment.spec.template.spec.terminationGracePeriodSeconds: 45 -> 50  (the Function: spec.worker.dispatch)',
      ],
    ],
    [
      'it is refused, and stays as it is',
      fn(),
      fn({ pool: 'none', image: 'tag:2' }),
      [
        'shop/tag becomes refused, its objects stay as they are',
        expect.stringMatching(/\/\d+\.yaml:13:19 UnknownPool: spec\.scaling\.pool is "none", which/),
      ],
    ],
    [
      'it stays refused',
      fn({ pool: 'none' }),
      fn({ pool: 'none', image: 'tag:2' }),
      ['shop/tag stays refused', expect.stringContaining('UnknownPool')],
    ],
    [
      'it becomes valid',
      fn({ pool: 'none' }),
      fn(),
      ['shop/tag becomes valid', 'gains Deployment, TriggerAuthentication, ScaledObject'],
    ],
    [
      'it is gone',
      fn(),
      '',
      ['shop/tag is gone, its objects are removed', 'loses Deployment, TriggerAuthentication, ScaledObject'],
    ],
    ['it is new', '', fn(), ['shop/tag is new', 'gains Deployment, TriggerAuthentication, ScaledObject']],
    [
      'two of one name are both refused',
      fn(),
      fn() + fn(),
      [
        'shop/tag becomes refused, its objects stay as they are',
        expect.stringContaining('DuplicateFunction'),
      ],
    ],
    [
      'it moves to another pool, with its devices',
      fn(),
      fn({ pool: 'gpu' }),
      [
        'shop/tag rolls its workers; changes its workers or devices; changes in place',
        'moves from pool cpu to gpu',
        'devices of one worker none -> nvidia.com/gpu 2',
        expect.stringMatching(/maxSurge: "25%" -> 0 {2}\(the Function: spec\.scaling\.pool\)$/),
        expect.stringMatching(/maxUnavailable: "25%" -> 1 {2}\(the Function: spec\.scaling\.pool\)$/),
        expect.stringMatching(/resources: absent -> .* {2}\(the Function: spec\.scaling\.pool\)$/),
      ],
    ],
  ])('%s', async (_, from, to, expected) => {
    const lines = await happens(RULES + from, RULES + to);
    expect(lines.filter((line) => !/^(pool|namespace|all)/.test(line) && line !== '')).toEqual(expected);
  });
});

describe('whose change it is', () => {
  const before = rules(
    '{name: cpu, kind: cpu, maxReplicasPerWorkload: 20, nodeSelector: {zone: a}, resources: {requests: {cpu: 1}}}',
  );
  const after = rules(
    '{name: cpu, kind: cpu, maxReplicasPerWorkload: 9, nodeSelector: {zone: b}, resources: {requests: {cpu: 2}}}',
  );

  it('tells the Function, the pool and the settings apart, field by field', async () => {
    const patch = ', podSpec: {priorityClassName: high, nodeSelector: {zone: c}}';
    const { stdout } = await diff(
      before + fn({ name: 'a' }) + fn({ name: 'b', worker: ', podSpec: {nodeSelector: {zone: c}}' }),
      after + fn({ name: 'a', image: 'tag:2' }) + fn({ name: 'b', worker: patch }),
      ...['--gateway-base-url', 'http://new', '--from-setting', 'gateway-base-url=http://old'],
    );
    const causes = Object.fromEntries(
      [...stdout.matchAll(/^ {2}(\S+): .* {2}\((.*)\)$/gm)].map(([, path, cause]) => [path, cause]),
    );
    expect(causes).toEqual({
      'deployment.spec.template.spec.containers[udf].env[HEVLAYER_BASE_URL].value':
        'the setting --gateway-base-url',
      'deployment.spec.template.spec.containers[udf].image': 'the Function: spec.worker.image',
      'deployment.spec.template.spec.containers[udf].resources.requests.cpu':
        'the pool: computePools[cpu].resources.requests.cpu',
      'deployment.spec.template.spec.nodeSelector.zone': 'the pool: computePools[cpu].nodeSelector.zone',
      'deployment.spec.template.spec.priorityClassName':
        'the Function: spec.worker.podSpec.priorityClassName',
      'scaledobject.spec.triggers[0].metadata.serverAddress': 'the setting --metrics-server',
    });
    // The podSpec of b has its own zone on both sides.
    expect(stdout.match(/nodeSelector\.zone/g)).toHaveLength(2);
  });

  it('what one Function was asked for is not the answer for another one', async () => {
    const worker = ', podSpec: {containers: [{name: udf, resources: {requests: {cpu: 3}}}]}';
    const later = worker.replace('3', '4');
    const { stdout } = await diff(
      before + fn({ name: 'a' }) + fn({ name: 'b', worker }),
      after + fn({ name: 'a', image: 'tag:2' }) + fn({ name: 'b', worker: later, image: 'tag:2' }),
    );
    expect(stdout).toMatch(
      /requests\.cpu: 3 -> 4 {2}\(the Function: spec\.worker\.podSpec\.containers\[udf\]/,
    );
    expect(stdout).toMatch(/requests\.cpu: 1 -> 2 {2}\(the pool: /);
  });

  it('a level that InfraRules has for all pools is a change of the pool', async () => {
    const restricted = rules(CPU).replace('spec: {', 'spec: {podSecurity: restricted, ');
    const { stdout } = await diff(rules(CPU) + fn(), restricted + fn({ image: 'tag:2' }));
    expect(stdout).toMatch(
      /securityContext\.runAsNonRoot: absent -> true {2}\(the pool: computePools\[cpu\]\.podSecurity\)/,
    );
  });

  it('generated files that are not what this layerc makes were made by another one', async () => {
    const source = file(RULES + fn(), 'repo/functions/tag.yaml');
    await run(['render', '-f', source, '--out-dir', join(folder, 'repo/generated')]);
    const paths = ['diff', '--from', join(folder, 'repo'), '--to', source];
    expect(await run(paths)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('none of 1 Function change'),
    });
    const generated = join(folder, 'repo/generated/shop/tag.yaml');
    execFileSync('sed', [
      '-i',
      's/terminationGracePeriodSeconds: 45/terminationGracePeriodSeconds: 44/',
      generated,
    ]);
    const { code, stdout } = await run(paths);
    expect(code).toBe(3);
    expect(stdout).toContain(
      'deployment.spec.template.spec.terminationGracePeriodSeconds: 44 -> 45  (another version or setting of layerc, or another hand)\n',
    );
    const slower = file(RULES + fn({ worker: ', timeoutSeconds: 60', image: 'tag:2' }));
    const both = await run(['diff', '--from', join(folder, 'repo'), '--to', slower]);
    expect(both.stdout).toContain(
      '44 -> 75  (the Function: spec.worker.timeoutSeconds and another version or setting of layerc, or another hand)\n',
    );
    expect(both.stdout).toContain('tag:1 -> tag:2  (the Function: spec.worker.image)\n');
    const alone = await run(['diff', '--from', join(folder, 'repo/generated'), '--to', slower]);
    expect(alone.stdout).toContain('tag:1 -> tag:2  (it is not known what the objects were made from)\n');
  });

  it('takes what a cluster has for what is there, and what the server added for nothing', async () => {
    const objects = JSON.parse((await run(['render', '-o', 'json'], { stdin: RULES + fn() })).stdout).items;
    const live = objects.map((object: JsonObject & { metadata: JsonObject }) => ({
      ...object,
      metadata: { ...object.metadata, uid: 'u', resourceVersion: '7' },
      status: {},
    }));
    const [deployment] = live;
    deployment.spec.replicas = 3;
    deployment.spec.template.spec.restartPolicy = 'Always';
    deployment.spec.template.spec.containers[0].imagePullPolicy = 'Always';
    const cluster = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: live });
    const from = `${RULES}${fn()}${cluster}`;
    const to = file(RULES + fn());
    expect((await run(['diff', '--from', '-', '--to', to], { stdin: from })).code).toBe(0);
    deployment.spec.template.spec.containers[0].image = 'tag:0';
    const touched = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: live });
    const { stdout } = await run(['diff', '--from', '-', '--to', to], { stdin: `${RULES}${fn()}${touched}` });
    expect(stdout).toContain(
      'image: tag:0 -> tag:1  (another version or setting of layerc, or another hand)',
    );
  });
});

describe('the whole', () => {
  const many = (image: string) =>
    ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => fn({ name, image })).join('');

  it('says once what happens to many, worst first, and counts', async () => {
    const from = RULES + many('tag:1') + fn({ name: 'x', pool: 'gpu' });
    const to = RULES + many('tag:2') + fn({ name: 'x', pool: 'cpu' }) + fn({ name: 'bad', pool: 'none' });
    const { code, stdout, stderr } = await diff(from, to);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^shop\/bad becomes refused/);
    expect(stdout).toContain(
      'shop/a, shop/b, shop/c, shop/d, shop/e and 2 more Functions: each rolls its workers\n',
    );
    expect(stdout).toContain(
      'pool cpu: 8 of 8 Functions change: 8 roll; workers at most 28 -> 32\npool gpu: 1 of 1 Function changes: 1 rolls; workers at most 4 -> 0; devices at most nvidia.com/gpu 8 -> none\nnamespace shop: 9 of 9 Functions change: 1 becomes refused, 8 roll; devices at most nvidia.com/gpu 8 -> none\nall: ',
    );
    expect(stderr).toContain('error UnknownPool');
  });

  it('is the same as JSON, with every Function and field', async () => {
    const { code, stdout } = await diff(RULES + many('tag:1'), RULES + many('tag:2'), '-o', 'json');
    expect(code).toBe(3);
    const { functions, total, pools, namespaces } = JSON.parse(stdout);
    expect(functions).toHaveLength(7);
    expect(functions[0]).toMatchObject({
      namespace: 'shop',
      name: 'a',
      effects: ['rolls'],
      before: { pool: 'cpu', min: 0, max: 4 },
      fields: [
        {
          kind: 'Deployment',
          path: 'deployment.spec.template.spec.containers[udf].image',
          before: 'tag:1',
          after: 'tag:2',
          causes: [{ by: 'function', path: 'spec.worker.image' }],
        },
      ],
    });
    expect(total).toMatchObject({ functions: 7, effects: { rolls: 7 }, workers: { before: 28, after: 28 } });
    expect([Object.keys(pools), Object.keys(namespaces)]).toEqual([['cpu'], ['shop']]);
  });

  it('is Markdown that nothing in it breaks out of, and no longer than a comment may be', async () => {
    const patch = (text: string) => fn({ worker: `, podSpec: {schedulerName: ${JSON.stringify(text)}}` });
    const { stdout } = await diff(RULES + fn(), RULES + patch('a</code>|<b>`*@user'), '-o', 'markdown');
    expect(stdout).toContain('<details><summary><code>shop/tag</code> rolls its workers</summary>');
    const row = stdout.split('\n').find((line) => line.includes('schedulerName')) as string;
    expect(row.match(/\|/g)).toHaveLength(5);
    expect(row).not.toMatch(/<b>|@|`/);
    const names = Array.from({ length: 300 }, (_, index) => `f${index}`);
    const all = (image: string) => RULES + names.map((name) => fn({ name, image })).join('');
    const long = (await diff(all('tag:1'), all('tag:2'), '-o', 'markdown')).stdout;
    expect(long.length).toBeLessThan(65_536);
    expect(long).toMatch(/and \d+ more Functions: `layerc diff -o json` has all of them\.\n$/);
  });

  it('takes a warning for an error where that is asked for, on the side of --to', async () => {
    const pinned = fn({ spec: 'version: v1' });
    const loose = fn({ spec: 'version: v1', image: 'tag:latest' });
    const args = ['--warnings-as-errors', 'UnpinnedImage'];
    const plain = await diff(RULES + pinned, RULES + loose);
    expect(plain.code).toBe(3);
    expect(plain.stderr).toContain('warning UnpinnedImage');
    const strict = await diff(RULES + pinned, RULES + loose, ...args);
    expect(strict.code).toBe(1);
    expect(strict.stderr).toContain('error UnpinnedImage');
    expect(strict.stdout).toMatch(/shop\/tag +becomes refused/);
    // What was there warns, and is no reason to compare nothing.
    expect((await diff(RULES + loose, RULES + pinned, ...args)).code).toBe(3);
  });

  it('compares nothing where something cannot be read', async () => {
    for (const [from, to] of [
      [`${RULES}a: [`, RULES],
      [RULES, `${RULES}a: [`],
    ] as const) {
      const { code, stdout, stderr } = await diff(from, to);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toContain('nothing was compared');
    }
  });

  it('wants both sides, one standard input and settings that there are', async () => {
    const path = file(RULES);
    for (const [args, message] of [
      [['--to', path], "option '--from <path>' is missing"],
      [['--from', path], "option '--to <path>' is missing"],
      [['--from', '-', '--to', '-'], 'cannot both read standard input'],
      [['--from', path, '--to', path, '--from-setting', 'colour=red'], 'must be NAME=VALUE'],
      [['--from', path, '--to', path, '--from-setting', 'namespace=A B'], '--from-setting namespace'],
    ] as const) {
      const { code, stderr } = await run(['diff', ...args]);
      expect(code).toBe(2);
      expect(stderr).toContain(message);
    }
  });
});

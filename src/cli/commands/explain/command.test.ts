import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { readDocuments } from '../../../text/yaml/documents.ts';
import { run } from '../../run.test-support.ts';

const RULES = readFileSync('fixtures/example/infra-rules.yaml', 'utf8');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'layerc-explain-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function explained(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(['explain', ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

/** Line by line: each is render's own, or render's own with a comment behind it. */
function withoutComments(text: string, rendered: string): string {
  const original = rendered.split('\n');
  return (
    text
      .split('\n')
      // The picture above the ScaledObject.
      .filter((line) => !line.startsWith('#'))
      .map((line, index) => {
        const own = original[index] ?? '';
        return line.startsWith(own) && /^ {2,}# \S/.test(line.slice(own.length)) ? own : line;
      })
      .join('\n')
  );
}

const HOSTILE = `apiVersion: hevlayer.com/v1alpha1
kind: Function
metadata: {name: hostile, namespace: layer}
spec:
  targetNamespaces: [products]
  worker:
    image: "registry.example.com/a:1"
    podSpec:
      volumes:
        - {name: tmp, emptyDir: {}}
      containers:
        - name: sidecar
          image: registry.example.com/b:1
          args: ["# no comment", " # nor this", "a: b # c", "", "tab\\t# x", "one\\ntwo # x\\n\\n  three", "ends\\n", "\\u2028 # \\u0000"]
          command: ["/bin/sh", "-c", "set -e\\n# a comment of the shell\\necho '# done'\\n"]
        - name: udf
          env:
            - {name: SCRIPT, value: "line 1\\n# line 2"}
            - {name: LONG, value: "${'x # '.repeat(400)}"}
  scaling: {pool: cpu, replicas: {max: 2}}
`;

const RESTRICTED = `apiVersion: hevlayer.com/v1alpha1
kind: InfraRules
metadata: {name: default}
spec:
  computePools:
    - {name: cpu, kind: cpu, maxReplicasPerWorkload: 9, podSecurity: restricted}
`;

describe('explain', () => {
  it.each(readdirSync('fixtures'))('fixtures/%s: is render with comments', async (name) => {
    const args = join('fixtures', name, 'args.txt');
    const flags = existsSync(args) ? readFileSync(args, 'utf8').split(/\s+/).filter(Boolean) : [];
    const input = ['-f', `fixtures/${name}`, ...flags.filter((flag) => flag !== '--include-source')];
    const rendered = await run(['render', ...input]);
    if (rendered.code !== 0) return;
    const rows = JSON.parse((await run(['render', '-o', 'json', ...input])).stdout).items;
    const functions = [
      ...new Set(
        rows.map(({ metadata }: Row) => `${metadata.namespace}/${metadata.labels['hevlayer.com/function']}`),
      ),
    ] as string[];
    let text = '';
    for (const fn of functions) {
      text += (text === '' ? '' : '---\n') + (await explained(...input, fn));
      const leaves = JSON.parse(await explained(...input, fn, '-o', 'json'));
      for (const { path, value } of leaves.filter((_: unknown, index: number) => index % 9 === 0)) {
        const [only, ...more] = JSON.parse(await explained(...input, fn, path, '-o', 'json'));
        expect({ more, value: only.value }).toEqual({ more: [], value });
      }
    }
    expect(withoutComments(text, rendered.stdout)).toBe(rendered.stdout);
    for (const version of ['1.1', '1.2'] as const) {
      expect(parseAllDocuments(text, { version }).map((document) => document.toJS())).toEqual(rows);
    }
  });

  it('keeps values that look like comments, and blocks', async () => {
    const input = ['-f', file('hostile # x.yaml', HOSTILE), '-f', 'fixtures/example/infra-rules.yaml'];
    const { stdout } = await run(['render', ...input]);
    const text = await explained(...input);
    expect(withoutComments(text, stdout)).toBe(stdout);
    expect(text).toMatch(
      /command:\n[\s\S]*- \|-? {2,}# patch .*hostile # x\.yaml:\d+ spec\.worker\.podSpec\.containers\[sidecar\]\.command\[2\]\n/,
    );
    for (const read of [values, (yaml: string) => parseAllDocuments(yaml).map((one) => one.toJS())]) {
      expect(read(text)).toEqual(read(stdout));
    }
  });

  it('names each kind of origin', async () => {
    const input = ['-f', file('origins.yaml', HOSTILE), '-f', 'fixtures/example/infra-rules.yaml'];
    const text = await explained(...input, '--gateway-base-url', 'http://gateway:1');
    expect(text).toContain(`# ${folder}/origins.yaml:7 spec.worker.image\n`);
    expect(text).toMatch(
      /emptyDir: \{\} +# patch \S+origins\.yaml:10 spec\.worker\.podSpec\.volumes\[tmp\]\.emptyDir\n/,
    );
    expect(text).toContain(
      '# fixtures/example/infra-rules.yaml:13 computePools[cpu].resources.requests.cpu\n',
    );
    expect(text).toMatch(/value: http:\/\/gateway:1 +# setting gatewayBaseUrl \(--gateway-base-url\)\n/);
    expect(text).toMatch(/value: "120" +# default of the Function spec\.schedule\.leaseSeconds\n/);
    expect(text).toMatch(/terminationGracePeriodSeconds: 45 +# rule: SIGTERM to SIGKILL lasts one call/);
  });

  it('aligns the comments, and colours them on a terminal only', async () => {
    const columns = (await explained('-f', 'fixtures/example', 'tag-products'))
      .split('---\n')[0]
      ?.split('\n')
      .flatMap((line) => (line.includes('  # ') ? [line.indexOf('# ')] : []));
    expect(new Set(columns).size).toBe(1);
    expect(await explained('-f', 'fixtures/example')).not.toContain('\u001b');
  });

  it('answers for one path with the rule, its inputs and their places', async () => {
    const path = 'deployment.spec.template.spec.terminationGracePeriodSeconds';
    expect(await explained('-f', 'fixtures/example', path)).toBe(`${path}: 45
  rule GraceOutlastsCall: SIGTERM to SIGKILL lasts one call (timeoutSeconds) and 15 s to report it, and as long as preStop waits before it: 5 s with push.
  which looks at
    spec.worker.timeoutSeconds: 30  fixtures/example/function.yaml:24:21
    spec.worker.dispatch: pull      fixtures/example/function.yaml:22:15
`);
    const answer = await explained(
      '-f',
      'fixtures/example',
      'function/tag-products',
      'deploy.spec.template.spec.nodeSelector["karpenter.sh/nodepool"]',
    );
    expect(answer).toContain('fixtures/example/infra-rules.yaml:10:32');
    expect(answer).toContain('spec.scaling.pool: cpu  fixtures/example/function.yaml:37:11');
  });

  it('names the level of pod security for what it adds, and where that is set', async () => {
    const path = 'deployment.spec.template.spec.containers[udf].securityContext.runAsNonRoot';
    expect(await explained('-f', 'fixtures/pod-security', 'resize-images', path)).toBe(`${path}: true
  rule RestrictedPod: The pod security level restricted asks for a container without capabilities whose user is not root.
  which looks at
    spec.podSecurity: restricted  fixtures/pod-security/infra-rules.yaml:6:16
`);
    const ofPool = await explained(
      '-f',
      file('restricted.yaml', RESTRICTED),
      '-f',
      'fixtures/minimal/function.yaml',
      path,
    );
    expect(ofPool).toContain(`computePools[cpu].podSecurity: restricted  ${folder}/restricted.yaml:6:`);
  });

  it('takes an item of a list by its name behind a dot', async () => {
    const args = ['explain', '-f', 'fixtures/example'];
    const env = (path: string) => run([...args, `deployment.spec.template.spec.${path}`]);
    const named = await env('containers[udf].env[HEVLAYER_BASE_URL].value');
    expect(named.code).toBe(0);
    expect(await env('containers.udf.env.HEVLAYER_BASE_URL.value')).toEqual(named);
    expect(await env('containers.0.env.0.value')).toEqual(named);
  });

  it('tells who gave a setting its value', async () => {
    const args = [
      'explain',
      '-f',
      'fixtures/example',
      'deployment.spec.template.spec.containers[udf].env[HEVLAYER_BASE_URL].value',
    ];
    expect((await run(args)).stdout).toContain('default, --gateway-base-url sets it');
    const { stdout } = await run(args, { env: { GATEWAY_BASE_URL: 'http://g:1' } });
    expect(stdout).toContain('gatewayBaseUrl: "http://g:1"'.replaceAll('"', stdout.includes('"') ? '"' : ''));
    expect(stdout).toContain('set by GATEWAY_BASE_URL in the environment');
    expect((await run([...args, '--gateway-base-url', 'http://g:2'])).stdout).toContain(
      'set by --gateway-base-url',
    );
  });

  it.each([
    'deployment.spec.template.spec.nodeSelector.karpenter.sh/nodepool',
    'deployment.spec.template.spec.nodeSelector[karpenter.sh/nodepool]',
    'Deployments.spec.template.spec.nodeSelector["karpenter.sh/nodepool"]',
  ])('follows the path %s', async (path) => {
    expect(await explained('-f', 'fixtures/example', path)).toMatch(/^deployment\.\S+: cpu\n/);
  });

  it('lists the leaves below an inner path', async () => {
    const text = await explained('-f', 'fixtures/example', 'deployment.spec.strategy');
    expect(text.split('\n').map((line) => line.split(/: /)[0])).toEqual([
      'deployment.spec.strategy.rollingUpdate.maxSurge',
      'deployment.spec.strategy.rollingUpdate.maxUnavailable',
      'deployment.spec.strategy.type',
      '',
    ]);
  });

  it('gives the whole map as JSON', async () => {
    const rows = JSON.parse(await explained('-f', 'fixtures/example', '-o', 'json'));
    const row = rows.find(({ pointer }: { pointer: string }) =>
      pointer.endsWith('terminationGracePeriodSeconds'),
    );
    expect(row).toEqual({
      object: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'layer', name: 'tag-products-worker' },
      path: 'deployment.spec.template.spec.terminationGracePeriodSeconds',
      pointer: '/spec/template/spec/terminationGracePeriodSeconds',
      value: 45,
      origin: {
        kind: 'rule',
        rule: 'GraceOutlastsCall',
        sentence: expect.stringContaining('SIGTERM'),
        inputs: [
          {
            kind: 'function',
            path: 'spec.worker.timeoutSeconds',
            pointer: '/spec/worker/timeoutSeconds',
            value: 30,
            file: 'fixtures/example/function.yaml',
            line: 24,
            column: 21,
          },
          {
            kind: 'function',
            path: 'spec.worker.dispatch',
            pointer: '/spec/worker/dispatch',
            value: 'pull',
            file: 'fixtures/example/function.yaml',
            line: 22,
            column: 15,
          },
        ],
      },
    });
  });

  it('finds fields in the items of a List', async () => {
    const items = [HOSTILE, RULES].map((text) => `- ${text.trimEnd().replaceAll('\n', '\n  ')}`).join('\n');
    const { stdout } = await run(['explain', 'deployment.spec.template.spec.containers[udf].image'], {
      stdin: `kind: List\napiVersion: v1\nitems:\n${items}\n`,
    });
    expect(stdout).toContain('<stdin>:10:14');
  });

  describe('names', () => {
    const two = ['-f', 'fixtures/two-namespaces'];
    it('need no Function where there is one, and tell which where there are more', async () => {
      const { code, stdout, stderr } = await run(['explain', ...two]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/there are \d Functions; name one of\n/);
    });

    it('take a namespace as kubectl does', async () => {
      const rows = JSON.parse((await run(['render', ...two, '-o', 'json'])).stdout).items as Row[];
      const { namespace, labels } = (rows[0] as Row).metadata;
      const name = labels['hevlayer.com/function'] as string;
      for (const args of [
        [`${namespace}/${name}`],
        [`function/${name}`, '-n', namespace],
        [name, '-n', namespace],
      ]) {
        expect(await explained(...two, ...args)).toContain(`namespace: ${namespace} `);
      }
    });

    it.each([
      [
        ['function/tag-product'],
        /no Function "tag-product"; did you mean "tag-products"\?[\s\S]*layer\/tag-products/,
      ],
      [['tag-products', '-n', 'elsewhere'], /no Function "tag-products" in the namespace "elsewhere"/],
      [
        ['deployment.spec.template.spec.terminationGrace'],
        /has no "terminationGrace"; did you mean "terminationGracePeriodSeconds"\?/,
      ],
      [
        ['deployment.spec.template.spec.containers[worker].env'],
        /containers has no "worker"\nlayerc: it has: udf/,
      ],
      [['tag-products', 'deploymnt.spec'], /"deploymnt" is no kind of object; did you mean "deployment"\?/],
      [
        ['deployment.spec.minReadySeconds'],
        /deployment\.spec has no "minReadySeconds"\nlayerc: it has: selector, strategy, template/,
      ],
      [['deployment.kind.name'], /deployment\.kind has no "name"\nlayerc: it is a value without parts/],
    ])('%j is a usage error', async (args, message) => {
      const { code, stdout, stderr } = await run(['explain', '-f', 'fixtures/example', ...args]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(message);
    });

    it('of a broken Function are bad input; the others are still explained', async () => {
      const broken = await run(['explain', '-f', 'fixtures/error-unknown-pool']);
      expect(broken).toMatchObject({ code: 1, stdout: '' });
      expect(broken.stderr).toContain('UnknownPool');
      const other = await run([
        'explain',
        '-f',
        'fixtures/example',
        '-f',
        file('broken.yaml', HOSTILE.replace('pool: cpu', 'pool: x')),
        'tag-products',
      ]);
      expect(other.code).toBe(1);
      expect(other.stdout).toContain('kind: Deployment');
    });
  });
});

interface Row {
  readonly metadata: { readonly namespace: string; readonly labels: { readonly [key: string]: string } };
}

function values(text: string): unknown[] {
  const { documents, problems } = readDocuments(text);
  expect(problems).toEqual([]);
  return documents.map(({ value }) => value);
}

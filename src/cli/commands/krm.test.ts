import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments, parseDocument, stringify } from 'yaml';
import { run } from '../run.test-support.ts';

/** What is said where nothing is wrong. */
const PASSED_OVER = 'passed over 1 object of other kinds: 1 ConfigMap\n';

/** Without the field of the first generation, which would be a warning. */
const FUNCTION = readFileSync('fixtures/example/function.yaml', 'utf8').replace(
  / {2}output:\n(?: {4}.*\n)+/,
  '',
);
const RULES = readFileSync('fixtures/example/infra-rules.yaml', 'utf8');
const OWNER = 'layerc.hevlayer.com/generated-from';
const PATH = 'internal.config.kubernetes.io/path';
const INDEX = 'internal.config.kubernetes.io/index';

/** Comments wherever YAML takes them. */
const COMMENTED = `# of the file
apiVersion: v1 # behind a value
kind: ConfigMap
# above a field
metadata:
  name: other # the name
data:
  # above an entry
  script: |
    # no comment
    - x
  # below the last entry`;

interface Item {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly annotations: Record<string, string>;
  };
}

interface ResourceList {
  readonly items: readonly Item[];
  readonly functionConfig?: unknown;
  readonly results?: readonly { readonly [key: string]: unknown }[];
}

/** A ResourceList of documents, indented as kpt does it or not at all. */
function listOf(documents: readonly string[], indent = '', more = ''): string {
  const items = documents.map((text) => `${indent}- ${text.trimEnd().replaceAll('\n', `\n${indent}  `)}\n`);
  return `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n${items.join('')}${more}`;
}

/** A document as an orchestrator sends it. */
function inFile(text: string, path: string, index = 0): string {
  const document = parseDocument(text);
  document.setIn(['metadata', 'annotations', PATH], path);
  document.setIn(['metadata', 'annotations', INDEX], String(index));
  return document.toString();
}

async function krm(
  stdin: string,
  ...args: string[]
): Promise<{ code: number; stdout: string; stderr: string; list: ResourceList }> {
  const result = await run(['krm', ...args], { stdin });
  return { ...result, list: parse(result.stdout) };
}

async function rendered(...documents: string[]): Promise<Item[]> {
  return JSON.parse((await run(['render', '-o', 'json'], { stdin: documents.join('\n---\n') })).stdout).items;
}

function withoutAnnotations({ metadata: { annotations: _, ...metadata }, ...object }: Item): unknown {
  return { ...object, metadata };
}

describe('krm', () => {
  it.each(['', '  '])(
    'adds the objects of render behind what is there, which stays as it was (indent %j)',
    async (indent) => {
      const input = listOf(
        [COMMENTED, FUNCTION, RULES],
        indent,
        'functionConfig: # of ours\n  kind: ConfigMap\n',
      );
      const { code, stdout, stderr, list } = await krm(input);
      expect({ code, stderr }).toEqual({ code: 0, stderr: PASSED_OVER });
      const config = input.indexOf('functionConfig');
      expect(stdout.startsWith(input.slice(0, config))).toBe(true);
      expect(stdout.endsWith(input.slice(config))).toBe(true);
      expect(list.items.slice(3).map(withoutAnnotations)).toEqual(await rendered(FUNCTION, RULES));
      expect(list.items.slice(3).map(({ metadata }) => metadata.annotations)).toEqual(
        Array(3).fill({ [OWNER]: 'layer/tag-products' }),
      );
      expect(list.results).toBeUndefined();
    },
  );

  it('gives the same bytes when it is run again, for every fixture', async () => {
    for (const name of readdirSync('fixtures').filter((one) => !one.startsWith('error-'))) {
      const documents = readdirSync(`fixtures/${name}`)
        .filter((file) => /\.ya?ml$/.test(file))
        .flatMap((file) => readFileSync(`fixtures/${name}/${file}`, 'utf8').split(/^---.*\n/m))
        .filter((text) => parse(text)?.apiVersion !== undefined && !/List$/.test(parse(text).kind));
      const once = await krm(
        listOf(documents.map((text, index) => inFile(text, `a/${name}.yaml`, index))),
        '--stock-pools',
      );
      expect(once.code, name).toBe(0);
      const twice = await krm(once.stdout, '--stock-pools');
      expect(twice.stdout, name).toBe(once.stdout);
    }
  });

  it('gives new objects a file beside their Function, behind what is in it', async () => {
    const other = inFile(COMMENTED, 'apps/generated/layer/tag-products.yaml', 4);
    const { list } = await krm(
      listOf([other, inFile(FUNCTION, 'apps/functions.yaml', 2), inFile(RULES, 'rules.yaml')]),
    );
    expect(
      list.items.slice(3).map(({ metadata: { annotations } }) => [annotations[PATH], annotations[INDEX]]),
    ).toEqual([5, 6, 7].map((index) => ['apps/generated/layer/tag-products.yaml', String(index)]));
  });

  it('replaces what is out of date in its place, and removes what no Function makes any more', async () => {
    const first = await krm(listOf([inFile(FUNCTION, 'f.yaml'), inFile(RULES, 'r.yaml')]));
    const moved = first.stdout.replaceAll('generated/layer/tag-products.yaml', 'moved.yaml');
    const changed = await krm(
      moved.replace('image: ghcr.io/hev/tag-products:latest', 'image: ghcr.io/hev/tag-products:v2'),
    );
    expect(changed.list.items.map(({ kind }) => kind)).toEqual(first.list.items.map(({ kind }) => kind));
    expect(JSON.stringify(changed.list.items[2])).toContain('tag-products:v2');
    expect(changed.list.items.slice(2).map(({ metadata }) => metadata.annotations[PATH])).toEqual(
      Array(3).fill('moved.yaml'),
    );
    const paused = await krm(
      moved.replace('spec:\n    targetNamespaces', 'spec:\n    paused: true\n    targetNamespaces'),
    );
    expect(paused.list.items.map(({ kind }) => kind)).toEqual(['Function', 'InfraRules', 'Deployment']);
    const empty = await krm(listOf(first.list.items.slice(2).map((item) => stringify(item))));
    expect({ code: empty.code, items: empty.list.items }).toEqual({ code: 0, items: [] });
    expect(empty.stdout).toContain('items: []\n');
    expect((await krm(empty.stdout)).stdout).toBe(empty.stdout);
  });

  it('keeps the comments of an object of ours that has not changed', async () => {
    const first = await krm(listOf([FUNCTION, RULES]));
    const noted = first.stdout.replace('kind: Deployment\n', 'kind: Deployment # looked at\n');
    expect((await krm(noted)).stdout).toBe(noted);
  });

  it('takes comments away with the object they belong to, and no others', async () => {
    const first = await krm(listOf([FUNCTION, RULES]));
    const [ours] = first.list.items.slice(2);
    const input = listOf([COMMENTED, 'X', COMMENTED.replace('other', 'last')]).replace(
      '- X\n',
      `# of ours\n- ${stringify(ours).trimEnd().replaceAll('\n', '\n  ')}\n# of the last\n`,
    );
    const { stdout } = await krm(input);
    expect(stdout).toBe(
      listOf([COMMENTED, COMMENTED.replace('other', 'last')]).replace(
        'entry\n- # of',
        'entry\n# of the last\n- # of',
      ),
    );
  });

  it('neither overwrites nor removes an object that is not ours', async () => {
    const [deployment] = await rendered(FUNCTION, RULES);
    const input = listOf([inFile(FUNCTION, 'f.yaml'), RULES, inFile(stringify(deployment), 'hand.yaml', 3)]);
    const { code, stdout, stderr, list } = await krm(input);
    expect(code).toBe(1);
    expect(stdout.startsWith(input)).toBe(true);
    expect(list.items).toEqual(parse(input).items);
    expect(list.results).toEqual([
      {
        message: expect.stringContaining('is not ours'),
        severity: 'error',
        resourceRef: {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: 'tag-products-worker',
          namespace: 'layer',
        },
        field: { path: 'metadata.name', currentValue: 'tag-products-worker' },
        file: { path: 'hand.yaml', index: 3 },
        tags: { code: 'ForeignObject' },
      },
    ]);
    expect(stderr).toContain('hand.yaml error ForeignObject');
  });

  it('reports diagnostics as results, and with an error changes nothing', async () => {
    const first = await krm(listOf([inFile(FUNCTION, 'f.yaml', 1), inFile(RULES, 'r.yaml')]));
    const broken = first.stdout.replace('pool: cpu', 'pool: gpux');
    const { code, stdout, list } = await krm(broken);
    expect(code).toBe(1);
    expect(stdout.startsWith(broken)).toBe(true);
    expect(list.results).toEqual([
      {
        message:
          'spec.scaling.pool is "gpux", which InfraRules/default does not have. Allowed: cpu, gpu. Did you mean "gpu"?',
        severity: 'error',
        resourceRef: {
          apiVersion: 'hevlayer.com/v1alpha1',
          kind: 'Function',
          name: 'tag-products',
          namespace: 'layer',
        },
        field: { path: 'spec.scaling.pool', currentValue: 'gpux' },
        file: { path: 'f.yaml', index: 1 },
        tags: { code: 'UnknownPool' },
      },
    ]);
    expect((await krm(stdout.replace('pool: gpux', 'pool: cpu'))).stdout).toBe(first.stdout);
  });

  it('names the files of other places in the text of a result', async () => {
    const stdin = listOf([
      inFile(FUNCTION, 'fn.yaml'),
      inFile(RULES, 'rules.yaml'),
      inFile(RULES, 'more.yaml'),
    ]);
    const { stdout } = await run(['krm'], { stdin });
    const { results = [] } = parse(stdout) as ResourceList;
    expect(results.map(({ message }) => message)).toEqual([
      expect.stringContaining(' The first one is here (rules.yaml). Another one is here (more.yaml). Mend '),
      expect.stringContaining(' The first one is here (rules.yaml). Keep '),
    ]);
  });

  it('reports warnings, those of the text too, and goes on', async () => {
    const doubtful = FUNCTION.replace('leaseSeconds: 120', 'leaseSeconds: 20').replace(
      'batchSize: 32',
      'batchSize: 040',
    );
    const { code, stderr, list } = await krm(listOf([COMMENTED, doubtful, RULES]));
    expect({ code, stderr }).toEqual({ code: 0, stderr: PASSED_OVER });
    expect(list.results).toMatchObject([
      { severity: 'warning', tags: { code: 'AmbiguousScalar' }, field: { path: 'spec.worker.batchSize' } },
      {
        severity: 'warning',
        tags: { code: 'LeaseNotLongerThanTimeout' },
        resourceRef: { name: 'tag-products' },
      },
    ]);
    expect(list.items).toHaveLength(6);
  });

  it.each([
    [
      'ConfigMap',
      'functionConfig:\n  apiVersion: v1\n  kind: ConfigMap\n  data:\n    gateway-base-url: http://g:9\n',
    ],
    ['any other object', 'functionConfig:\n  kind: LayercConfig\n  spec: {gatewayBaseUrl: "http://g:9"}\n'],
  ])('takes settings from functionConfig (%s), before flags', async (_, config) => {
    const { stdout, list } = await krm(
      listOf([FUNCTION, RULES], '', config),
      '--gateway-base-url',
      'http://flag:1',
    );
    expect(stdout).toContain('http://g:9');
    expect(stdout).not.toContain('http://flag:1');
    expect(list.functionConfig).toEqual(parse(config).functionConfig);
  });

  it('refuses a functionConfig with what is no setting', async () => {
    const config =
      'functionConfig: {kind: ConfigMap, data: {gatewayBasUrl: x, max-replicas-ceiling: "many"}}\n';
    const { code, list } = await krm(listOf([FUNCTION, RULES], '', config));
    expect(code).toBe(1);
    expect(list.results?.map(({ message }) => message)).toEqual([
      expect.stringContaining('there is no setting "gatewayBasUrl"; did you mean gatewayBaseUrl?'),
      expect.stringContaining('max-replicas-ceiling is "many", but must be'),
    ]);
    expect(list.items).toHaveLength(2);
  });

  it('keeps to JSON, flow style and aliases, though not to the text of these', async () => {
    const json = JSON.stringify({ ...parse(listOf([FUNCTION, RULES])), results: [{ message: 'old' }] });
    const answer = await krm(json);
    expect(JSON.parse(answer.stdout)).toEqual(parse((await krm(listOf([FUNCTION, RULES]))).stdout));
    const flow = `kind: ResourceList\napiVersion: config.kubernetes.io/v1\nitems: [${[FUNCTION, RULES].map((text) => JSON.stringify(parse(text))).join(', ')}]\n`;
    expect((await krm(flow)).list.items).toEqual(answer.list.items);
    const alias = listOf([FUNCTION, RULES, COMMENTED])
      .replace('name: tag-products', 'name: &n tag-products')
      .replace('name: other', 'name: *n');
    expect((await krm(alias)).list.items.slice(3)).toEqual(answer.list.items.slice(2));
  });

  it('reads a list that has separators around it', async () => {
    const plain = await krm(listOf([RULES, FUNCTION]));
    const { code, list } = await krm(`---\n---\n${listOf([RULES, FUNCTION])}---\n# nothing\n---\n`);
    expect([code, list]).toEqual([0, plain.list]);
  });

  it('drops the results of whoever ran before', async () => {
    const input = listOf([FUNCTION, RULES], '', 'results:\n- message: old\n  severity: info\n');
    expect((await krm(input)).stdout).not.toContain('message: old');
  });

  it.each([
    ['', /no ResourceList/],
    ['a: 1\n', /no ResourceList/],
    ['items: [\n', /SyntaxError/],
    [`${FUNCTION}---\n${RULES}`, /krm --stream/],
  ])('refuses %j on standard input', async (stdin, message) => {
    const { code, stdout, stderr } = await krm(stdin);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(message);
  });
});

describe('krm --stream', () => {
  const STREAM = `---\n# Source: demo/templates/a.yaml\n${COMMENTED}\n---\n# nothing here\n---\n${FUNCTION}---\n${RULES}`;

  it('prints the stream as it was, and the new objects behind it', async () => {
    const { code, stdout, stderr } = await run(['krm', '--stream'], { stdin: STREAM });
    expect({ code, stderr }).toEqual({ code: 0, stderr: PASSED_OVER });
    expect(stdout.startsWith(STREAM)).toBe(true);
    const objects = parseAllDocuments(stdout)
      .map((document) => document.toJS())
      .filter((one) => one !== null);
    expect(objects.slice(3).map(withoutAnnotations)).toEqual(await rendered(FUNCTION, RULES));
    expect((await run(['krm', '--stream'], { stdin: stdout })).stdout).toBe(stdout);
    const without = stdout.replace(FUNCTION, '');
    expect((await run(['krm', '--stream'], { stdin: without })).stdout).toBe(STREAM.replace(FUNCTION, ''));
  });

  it('leaves the namespace to whoever applies, unless one is given', async () => {
    const stdin = STREAM.replace('  namespace: layer\n', '');
    const { stdout } = await run(['krm', '--stream'], { stdin });
    expect(stdout).toContain('kind: Deployment');
    expect(stdout.slice(stdin.length)).not.toContain('namespace:');
    expect(
      (await run(['krm', '--stream', '-n', 'team'], { stdin })).stdout.match(/^ {2}namespace: team$/gm),
    ).toHaveLength(3);
  });

  it('prints nothing with an error', async () => {
    const { code, stdout, stderr } = await run(['krm', '--stream'], {
      stdin: STREAM.replace('pool: cpu', 'pool: x'),
    });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/<stdin>:\d+:\d+ error UnknownPool/);
  });
});

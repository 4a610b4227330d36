import { describe, expect, it } from 'vitest';
import { cursorIn, HEAD, INDEXES, RULES, workspaceWith } from '../workspace.test-support.ts';
import { type Completion, completionsAt } from './completion.ts';

function offered(marked: string, flags = {}, name = 'a.yaml'): Completion[] {
  const { text, position } = cursorIn(marked);
  const workspace = workspaceWith({ [name]: text, 'rules.yaml': RULES, 'indexes.yaml': INDEXES }, flags);
  return completionsAt(workspace, name, position);
}

/** The text after one of them was chosen. */
function chosen(marked: string, label: string, name = 'a.yaml'): string {
  const { text } = cursorIn(marked);
  const one = offered(marked, {}, name).find((offer) => offer.label === label);
  if (one === undefined) throw new Error(`no ${label}`);
  const lines = text.split('\n');
  const { start, end } = one.range;
  const line = lines[start.line] as string;
  lines[start.line] = line.slice(0, start.character) + one.newText + line.slice(end.character);
  return lines.slice(start.line).join('\n');
}

const labels = (marked: string, flags = {}) => offered(marked, flags).map(({ label }) => label);

describe('fields', () => {
  it('that are not there yet, what is required first', () => {
    const found = labels(`${HEAD}spec:\n  targetNamespaces: [a]\n  |\n  worker: {}\n`);
    expect(found[0]).toBe('scaling');
    expect(found).toContain('schedule');
    expect(found).not.toContain('targetNamespaces');
    expect(found).not.toContain('worker');
  });

  it('of half a word, of a line without a colon', () => {
    const [max] = offered(`${HEAD}spec:\n  scaling:\n    replicas:\n      m|\n  triggers: [\n`);
    expect(max).toMatchObject({ label: 'max', newText: 'max: ', detail: 'integer, required' });
    expect(max?.documentation).toBe('Most workers. Required in every mode.');
  });

  it('with what follows them', () => {
    expect(chosen(`${HEAD}spec:\n  wor|`, 'worker')).toBe('  worker:\n    ');
    expect(chosen(`${HEAD}spec:\n  targ|`, 'targetNamespaces')).toBe('  targetNamespaces:\n    - ');
    expect(chosen(`${HEAD}spec: {wor|`, 'worker')).toBe('spec: {worker: ');
    expect(chosen(`${HEAD}spec:\n  wor|:\n    image: a`, 'worker')).toBe('  worker:\n    image: a');
  });

  it('of a pod, as far as the version of the cluster has them', () => {
    const pod = `${HEAD}spec:\n  worker:\n    podSpec:\n      containers:\n        - name: udf\n          |\n`;
    expect(labels(pod)).toEqual(expect.arrayContaining(['env', 'resources', 'restartPolicyRules']));
    expect(labels(pod, { kubernetesVersion: '1.30' })).not.toContain('restartPolicyRules');
    expect(labels(pod)).not.toContain('name');
  });

  it('of an item, behind its dash or before it', () => {
    const list = `${HEAD}spec:\n  worker:\n    podSpec:\n      volumes:\n`;
    expect(labels(`${list}        - na|`)).toContain('name');
    expect(chosen(`${list}        |`, 'name')).toBe('        - name: ');
    expect(chosen(`${list}        - name: a\n        |`, 'name')).toBe('        - name: ');
  });

  it('of InfraRules and of layerc.yaml', () => {
    expect(labels(RULES.replace('kind: cpu\n', 'kind: cpu\n      |\n'))).toContain('nodeSelector');
    expect(offered('inputs: [a]\n|', {}, '/w/layerc.yaml').map(({ label }) => label)).toContain('settings');
  });

  it('of an object that is only begun', () => {
    expect(labels('|')).toEqual(['apiVersion', 'kind', 'metadata', 'spec']);
    expect(labels('apiVersion: |')).toEqual(['hevlayer.com/v1alpha1', 'hevlayer.com/v1']);
    expect(labels('apiVersion: hevlayer.com/v1\nkind: |')).toContain('Index');
    expect(labels('apiVersion: apps/v1\nkind: Deployment\nspec:\n  |')).toEqual([]);
  });
});

describe('values', () => {
  it('pools with their ceilings', () => {
    for (const before of [
      'spec:\n  scaling:\n    pool: ',
      'spec:\n  scaling: {pool: ',
      'spec: {scaling: {pool: ',
    ])
      expect(offered(`${HEAD}${before}|`)).toMatchObject([
        { label: 'cpu', newText: 'cpu', detail: 'cpu, at most 8 workers' },
        { label: 'cpu-large', detail: 'cpu, at most 3 workers' },
      ]);
    expect(chosen(`${HEAD}spec:\n  scaling:\n    pool:|`, 'cpu')).toBe('    pool: cpu');
    expect(chosen(`${HEAD}spec:\n  scaling:\n    pool: cp|x`, 'cpu-large')).toBe('    pool: cpu-large');
  });

  it('words, and true and false', () => {
    expect(labels(`${HEAD}spec:\n  scaling:\n    mode: |`)).toEqual(['autoscale', 'fixed', 'disabled']);
    expect(labels(`${HEAD}spec:\n  paused: |`)).toEqual(['true', 'false']);
    expect(labels(`${HEAD}spec:\n  triggers: [discovery, |]`)).toContain('schedule');
    expect(labels(`${HEAD}spec:\n  triggers:\n    - |`)).toContain('schedule');
  });

  it('what Indexes have', () => {
    expect(labels(`${HEAD}spec:\n  targetNamespaces: [|]`)).toEqual(['orders', 'shop-products']);
    const selector = `${HEAD}spec:\n  indexSelector:\n    matchLabels:\n      `;
    expect(labels(`${selector}|`)).toEqual(['app', 'tier']);
    expect(labels(`${selector}app: |`)).toEqual(['orders', 'shop']);
    const expression = `${HEAD}spec:\n  indexSelector:\n    matchExpressions:\n      - key: app\n        `;
    expect(labels(`${expression}values: [|]`)).toEqual(['orders', 'shop']);
    expect(labels(`${expression}operator: |`)).toContain('NotIn');
  });

  it('the container of the worker', () => {
    const containers = `${HEAD}spec:\n  worker:\n    podSpec:\n      containers:\n`;
    expect(labels(`${containers}        - name: |`)).toEqual(['udf']);
    expect(labels(`${containers}        - name: udf\n          imagePullPolicy: |`)).toContain('Always');
  });

  it('of filters: attributes of inputs, operators', () => {
    const filter = `${HEAD}spec:\n  inputs: [title, lang]\n  filter: `;
    expect(labels(`${filter}[|`)).toEqual(['title', 'lang', 'And', 'Or', 'Not']);
    expect(labels(`${filter}["lang", |]`)).toContain('NotEq');
    expect(labels(`${filter}[And, [[lang, Eq, en], [title, |`)).toContain('Glob');
    expect(labels(`${filter}[And, |`)).toEqual([]);
    expect(labels(`${filter}\n    - lang\n    - |`)).toContain('In');
  });
});

describe('JSON', () => {
  const text = '{"apiVersion": "hevlayer.com/v1alpha1", "kind": "Function", "spec": {"scaling": {';
  it('gets keys and texts in quotes', () => {
    expect(chosen(`${text}|`, 'pool')).toBe(`${text}"pool": `);
    expect(chosen(`${text}"po|"}}}`, 'pool')).toBe(`${text}"pool": }}}`);
    expect(chosen(`${text}"pool": |}}}`, 'cpu')).toBe(`${text}"pool": "cpu"}}}`);
    expect(chosen(`${text}"pool": "c|"}}}`, 'cpu')).toBe(`${text}"pool": "cpu"}}}`);
  });
});

it.each([
  ['a comment', `${HEAD}spec:\n  # |`],
  ['a comment behind a value', `${HEAD}spec:\n  paused: true # |`],
  ['a block of text', `${HEAD}spec:\n  worker:\n    image: >\n      |a`],
  ['a text of several lines', `${HEAD}spec:\n  version: "a\n    |b"`],
])('nothing in %s', (_, marked) => {
  expect(offered(marked)).toEqual([]);
});

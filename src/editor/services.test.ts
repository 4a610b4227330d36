/** Hovers, definitions, symbols and objects. */
import { describe, expect, it } from 'vitest';
import { definitionsAt } from './definition.ts';
import { hoverAt } from './hover.ts';
import { objectsText } from './objects.ts';
import { type Outlined, symbolsOf } from './symbols.ts';
import { cursorIn, HEAD, INDEXES, RULES, workspaceWith } from './workspace.test-support.ts';

const SPEC = `${HEAD}spec:
  targetNamespaces: [shop-products]
  worker:
    image: registry.example.com/tag:1.4.0
    batchSize: 32
  scaling:
    pool: cpu-large
    replicas:
      max: 2
`;

/** With the cursor before the given words. */
function at(words: string, text = SPEC) {
  const found = cursorIn(text.replace(words, `|${words}`));
  return {
    workspace: workspaceWith({ 'a.yaml': found.text, 'rules.yaml': RULES, 'indexes.yaml': INDEXES }),
    position: found.position,
  };
}

function hover(words: string, text = SPEC): string | undefined {
  const { workspace, position } = at(words, text);
  return hoverAt(workspace, 'a.yaml', position)?.markdown;
}

describe('hover', () => {
  it('says what a field does, and what it decides', () => {
    expect(hover('batchSize')).toMatchInlineSnapshot(`
      "**batchSize**: integer, default 32

      Rows of one claim or call.

      Decides in the objects of shop/tag-products:

      \`\`\`yaml
      deployment.spec.template.spec.containers[udf].env[HEVLAYER_UDF_BATCH_SIZE].value: "32"
      scaledobject.spec.triggers[0].metadata.threshold: "32"
      \`\`\`"
    `);
    expect(hover('targetNamespaces')).toContain('For the gateway; it decides no value in the objects.');
  });

  it('says it of a field of a Function with an error, without the objects', () => {
    const broken = `${SPEC}  x: 1\n`;
    expect(hover('batchSize', broken)).toBe(
      '**batchSize**: integer, default 32\n\nRows of one claim or call.',
    );
  });

  it('shows a pool as it is written, comments included', () => {
    expect(hover('cpu-large')).toContain(
      '```yaml\n- name: cpu-large\n  kind: cpu\n  # three at most\n  maxReplicasPerWorkload: 3\n```',
    );
  });

  it('knows the fields of a pod', () => {
    const pod = SPEC.replace(
      '  scaling',
      '    podSpec: {terminationGracePeriodSeconds: 90, containers: [{name: udf, env: [{name: A, value: "``` b"}]}]}\n  scaling',
    );
    expect(hover('terminationGracePeriodSeconds', pod)).toMatch(
      /^\*\*terminationGracePeriodSeconds\*\*: integer\n\n.*terminate gracefully.*\n\nDecides/,
    );
    expect(hover('value: "', pod)).toContain('````yaml\n');
  });

  it('says nothing of other objects and between words', () => {
    expect(hover('spec', 'apiVersion: v1\nkind: Pod\nspec: {}\n')).toBeUndefined();
    expect(hover(' 32')).toBeUndefined();
  });
});

describe('definitions', () => {
  const definitions = (words: string, text = SPEC) => {
    const { workspace, position } = at(words, text);
    return definitionsAt(workspace, 'a.yaml', position).map(({ name, range }) => [name, range.start]);
  };

  it('of pools and Indexes', () => {
    expect(definitions('cpu-large')).toEqual([['rules.yaml', { line: 8, character: 12 }]]);
    expect(definitions('shop-products')).toEqual([['indexes.yaml', { line: 2, character: 17 }]]);
    const selector = SPEC.replace(
      'targetNamespaces: [shop-products]',
      'indexSelector: {matchLabels: {app: orders}}',
    );
    expect(definitions('orders', selector)).toEqual([['indexes.yaml', { line: 7, character: 17 }]]);
    expect(definitions('batchSize')).toEqual([]);
  });
});

describe('symbols', () => {
  it('are the objects and their fields', () => {
    const { workspace } = at('spec');
    const [fn, ...others] = symbolsOf(workspace, 'a.yaml');
    expect(others).toEqual([]);
    expect(fn).toMatchObject({ name: 'tag-products', detail: 'Function', kind: 'object' });
    const spec = fn?.children.find(({ name }) => name === 'spec');
    expect(spec?.children.map(({ name, kind }) => [name, kind])).toEqual([
      ['targetNamespaces', 'list'],
      ['worker', 'mapping'],
      ['scaling', 'mapping'],
    ]);
    expect(symbolsOf(workspace, 'indexes.yaml').map(({ name }) => name)).toEqual(['products', 'orders']);
  });

  it('have ranges that hold those below them', () => {
    const { workspace } = at('spec');
    const check = (symbols: readonly Outlined[]) => {
      for (const { range, children } of symbols) {
        for (const child of children) {
          expect(child.range.start.line).toBeGreaterThanOrEqual(range.start.line);
          expect(child.range.end.line).toBeLessThanOrEqual(range.end.line);
        }
        check(children);
      }
    };
    check(symbolsOf(workspace, 'a.yaml'));
  });
});

describe('objects', () => {
  it('are those of the Functions of one document, or why there are none', () => {
    const { workspace } = at(
      'spec',
      `${SPEC}---\n${SPEC.replace('tag-products', 'other').replace('max: 2', 'max: 4')}`,
    );
    const text = objectsText(workspace, 'a.yaml');
    expect(text).toMatch(/^# shop\/tag-products\napiVersion: apps\/v1\nkind: Deployment\n/);
    expect(text).toMatch(/\n# shop\/other: ReplicasOverPoolCeiling: spec\.scaling\.replicas\.max is 4.*\n$/);
    expect(objectsText(workspace, 'rules.yaml')).toBe('');
  });
});

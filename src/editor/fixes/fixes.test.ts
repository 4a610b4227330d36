import { describe, expect, it } from 'vitest';
import { diagnosticsOf } from '../diagnostics.ts';
import { HEAD, INDEXES, RULES, workspaceWith } from '../workspace.test-support.ts';
import type { Fix } from './fix.ts';
import { type DiagnosticFix, fixesIn } from './fixes.ts';

const ALL = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };

function fixesOf(text: string): DiagnosticFix[] {
  return fixesIn(
    workspaceWith({ 'a.yaml': text, 'rules.yaml': RULES, 'indexes.yaml': INDEXES }),
    'a.yaml',
    ALL,
  );
}

/** The text with a fix applied, from its end. */
function applied(text: string, { edits }: Fix): string {
  const { text: places } = workspaceWith({ 'a.yaml': text }).document('a.yaml') as {
    text: import('../text.ts').Text;
  };
  return edits
    .map(({ range, newText }) => ({
      start: places.offsetAt(range.start),
      end: places.offsetAt(range.end),
      newText,
    }))
    .sort((a, b) => b.start - a.start || b.end - a.end)
    .reduce((done, { start, end, newText }) => done.slice(0, start) + newText + done.slice(end), text);
}

const codes = (text: string) =>
  diagnosticsOf(workspaceWith({ 'a.yaml': text, 'rules.yaml': RULES }), 'a.yaml').map(({ code }) => code);

const SPEC = `${HEAD}spec:
  targetNamespaces: [products]
  worker:
    image: registry.example.com/tag:1.4.0
  scaling:
    pool: cpu
    replicas:
      max: 2
`;

describe('a fix leaves nothing to say of what it mends', () => {
  it.each([
    ['a pool', 'pool: cpu', 'pool: cpu-larg # here', 'pool: cpu-large # here'],
    ['a field', 'replicas:', 'replica:', 'replicas:'],
    ['a word', 'pool: cpu', 'pool: cpu\n    mode: autoscal', 'mode: autoscale'],
    ['a maximum', 'max: 2', 'max: 99', 'max: 8'],
    ['text that is a number', 'worker:', 'version: 1.10\n  worker:', 'version: "1.10"'],
    ['text that is a switch', 'worker:', 'version: no\n  worker:', 'version: "no"'],
    ['a number in quotes', 'max: 2', 'max: "3"', 'max: 3'],
    ['a switch in quotes', 'worker:', "paused: 'yes'\n  worker:", 'paused: true'],
    ['seconds with a unit', '  scaling:', '    timeoutSeconds: 2m\n  scaling:', 'timeoutSeconds: 120'],
    ['an operator', 'worker:', 'filter: [lang, "==", en]\n  worker:', 'filter: [lang, "Eq", en]'],
    [
      'the version of the object',
      'hevlayer.com/v1alpha1',
      'hevlayer.com/v1',
      'apiVersion: hevlayer.com/v1alpha1',
    ],
    [
      'a field of the pod',
      '  scaling:',
      '    podSpec: {containers: [{name: udf, imagePulPolicy: Always}]}\n  scaling:',
      'imagePullPolicy: Always',
    ],
    [
      'a word of the pod',
      '  scaling:',
      '    podSpec:\n      containers: [{name: udf, imagePullPolicy: always}]\n  scaling:',
      'imagePullPolicy: Always',
    ],
    [
      'a variable that is a number',
      '  scaling:',
      '    podSpec: {containers: [{name: udf, env: [{name: A, value: 1}]}]}\n  scaling:',
      'value: "1"',
    ],
    [
      'env below worker',
      '  scaling:',
      '    env: [{name: A, value: b}]\n  scaling:',
      '    podSpec:\n      containers:\n      - name: udf\n        env:\n        - name: A\n          value: b\n  scaling:',
    ],
    [
      'env below worker, beside a podSpec',
      '  scaling:',
      '    env:\n      - name: A\n        value: b\n    podSpec:\n      containers:\n        - name: udf\n          imagePullPolicy: Always\n  scaling:',
      '          imagePullPolicy: Always\n          env:\n          - name: A\n            value: b\n',
    ],
  ])('%s', (_, from, to, wanted) => {
    const text = SPEC.replace(from, to);
    expect(codes(text)).not.toEqual([]);
    const [fix] = fixesOf(text);
    const mended = applied(text, fix as Fix);
    expect(mended).toContain(wanted);
    expect(codes(mended)).not.toContain(fix?.diagnostic.code);
  });

  it('the width of an embedding is a word to fill in', () => {
    const text = SPEC.replace('worker:', 'output: {attribute: a, kind: embedding}\n  worker:');
    const [fix] = fixesOf(text);
    expect(fix?.title).toBe('Add dim, with the width in place of WIDTH');
    expect(applied(text, fix as Fix)).toContain('kind: embedding, dim: WIDTH}');
    const block = text.replace(
      '{attribute: a, kind: embedding}',
      '\n    kind: embedding # b\n    attribute: a',
    );
    expect(applied(block, fixesOf(block)[0] as Fix)).toContain('embedding # b\n    dim: WIDTH\n');
  });

  it('JSON stays JSON', () => {
    const text = JSON.stringify({
      apiVersion: 'hevlayer.com/v1alpha1',
      kind: 'Function',
      metadata: { name: 'a' },
      spec: {
        targetNamespaces: ['a'],
        worker: { image: 'r/a:1' },
        scaling: { pool: 'cpux', replicas: { max: 1 } },
      },
    });
    expect(JSON.parse(applied(text, fixesOf(text)[0] as Fix)).spec.scaling.pool).toBe('cpu');
  });
});

describe('nothing is offered', () => {
  it.each([
    ['where a comment would be lost', '    env: # of mine\n      - {name: A, value: b}\n  scaling:'],
    [
      'where something is there already',
      '    env: [{name: A, value: b}]\n    podSpec: {containers: []}\n  scaling:',
    ],
  ])('%s', (_, to) => {
    expect(fixesOf(SPEC.replace('  scaling:', to))).toEqual([]);
  });
});

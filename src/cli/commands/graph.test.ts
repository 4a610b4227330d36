import { readdirSync, readFileSync } from 'node:fs';
import { Graphviz } from '@hpcc-js/wasm-graphviz';
import { describe, expect, it } from 'vitest';
import { run } from '../run.test-support.ts';

const HOSTILE = [
  'a"]b',
  'end',
  '1. x',
  '- y',
  '`md` **b** _i_',
  '<script>alert(1)</script>',
  'a&amp;b #35; &lt;',
  'x|y{z}(q)',
  'back\\slash\\N',
  'ünï 日本',
  '\u202eevil',
  '%% comment',
  'a;b --> c',
  'line\nbreak',
  'subgraph',
];

function functionText(
  name: string,
  namespace: string,
  pool: string,
  spec = 'replicas: {max: 15}',
  worker = '',
): string {
  return `apiVersion: hevlayer.com/v1alpha1
kind: Function
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  targetNamespaces: ${JSON.stringify(HOSTILE.slice(0, name.length))}
  worker: {image: "i:1"${worker}}
  scaling: {pool: ${JSON.stringify(pool)}, ${spec}}
---
`;
}

const POOL = 'c"p] --> u\\';
const INPUT = `${functionText('end', 'b', POOL)}${functionText('abcdefghijklmno', 'a', POOL, 'replicas: {min: 1, max: 10}', ', dispatch: push')}${functionText('fixed', 'a', 'small', 'mode: fixed, replicas: {min: 2, max: 2}')}apiVersion: hevlayer.com/v1alpha1
kind: InfraRules
metadata: {name: default}
spec:
  computePools:
  - {name: ${JSON.stringify(POOL)}, kind: cpu, maxReplicasPerWorkload: 20}
  - {name: small, kind: cpu, maxReplicasPerWorkload: 4}
`;

async function drawn(stdin: string, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(['graph', ...args], { stdin });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

interface Drawing {
  readonly nodes: Map<string, string>;
  readonly groups: Map<string, readonly string[]>;
  readonly edges: string[];
}

/**
 * The part of Mermaid's grammar that a flowchart of ours has. Quoted text of these characters is inert in Mermaid's own
 * lexer, and entities in it are decoded after everything else. (Mermaid's parser is 180 MB with a browser's DOM.)
 */
function readMermaid(text: string): Drawing {
  const TEXT = String.raw`"((?:[\p{L}\p{N} ,:/.-]|#\d+;|<br/>)+)"`;
  const [head, ...lines] = text.trimEnd().split('\n');
  expect(head).toBe('flowchart LR');
  const nodes = new Map<string, string>();
  const groups = new Map<string, string[]>();
  const edges: string[] = [];
  let group: string[] | undefined;
  const forms: [RegExp, (...parts: string[]) => void][] = [
    [
      new RegExp(`^subgraph (n\\d+)\\[${TEXT}\\]$`, 'u'),
      (_, label = '') => {
        group = [];
        groups.set(decoded(label), group);
      },
    ],
    [
      /^end$/,
      () => {
        group = undefined;
      },
    ],
    [
      new RegExp(`^([fip]\\d+)(?:\\[|\\[\\(|\\[\\[)${TEXT}(?:\\]|\\)\\]|\\]\\])$`, 'u'),
      (id = '', label = '') => {
        nodes.set(id, decoded(label));
        group?.push(id);
      },
    ],
    [
      /^([fi]\d+) -->(?:\|(pull|push)\|)? ([fp]\d+)$/,
      (from, label, to) => edges.push(`${from} ${label ?? ''} ${to}`),
    ],
  ];
  for (const line of lines) {
    const [form, match] = forms
      .map(([pattern, take]) => [take, pattern.exec(line.trim())] as const)
      .find(([, found]) => found !== null) ?? [undefined, null];
    expect(match, line).not.toBeNull();
    form?.(...(match?.slice(1) ?? []));
  }
  expect(group).toBeUndefined();
  return { nodes, groups, edges };
}

function decoded(text: string): string {
  return text.replaceAll('<br/>', '\n').replace(/#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
}

describe('graph', () => {
  it('draws namespaces, pools with their ceiling, dispatch and indexes', async () => {
    const { nodes, groups, edges } = readMermaid(await drawn(INPUT));
    expect([...groups]).toEqual([
      ['namespace a', ['f1', 'f2']],
      ['namespace b', ['f3']],
    ]);
    expect(nodes.get('f1')).toBe('abcdefghijklmno\n1 to 10 workers');
    expect(nodes.get('f2')).toBe('fixed\n2 workers');
    // The sum is over what one Function may have, and that is no fault: the ceiling is that of each.
    expect(nodes.get('p1')).toBe(`pool ${POOL}, cpu\nceiling 20 for one Function\nsum of maxima 25`);
    expect(nodes.get('p2')).toBe('pool small, cpu\nceiling 4 for one Function\nsum of maxima 2');
    expect(edges.filter((edge) => edge.includes('p'))).toEqual(['f1 push p1', 'f2 pull p2', 'f3 pull p1']);
    const indexes = [...nodes].filter(([id]) => id.startsWith('i'));
    expect(indexes.map(([, label]) => label)).toEqual(
      [...HOSTILE].sort().map((name) => name.replace('\u202e', '\\u202e').replace('\n', '\\u000a')),
    );
    expect(edges.filter((edge) => edge.endsWith('f3'))).toHaveLength(3);
  });

  it('shows how much is asked for of what a pool has in all', async () => {
    const input = INPUT.replace('maxReplicasPerWorkload: 20', '$&, maxReplicasTotal: 30');
    const { nodes } = readMermaid(await drawn(input));
    expect(nodes.get('p1')).toBe(`pool ${POOL}, cpu\nceiling 20 for one Function\nsum of maxima 25 of 30`);
  });

  it('draws the same in DOT', async () => {
    const text = await drawn(INPUT, '-o', 'dot');
    const STRING = String.raw`"(?:[^"\\\n]|\\["\\n])*"`;
    const line = new RegExp(
      `^(?:digraph functions \\{|\\}|rankdir=LR;|node \\[shape=box\\];|subgraph cluster_\\d+ \\{|label=${STRING};|\\w+ \\[label=${STRING}(?:, \\w+=\\w+)*\\];|\\w+ -> \\w+(?: \\[label=${STRING}\\])?;)$`,
    );
    for (const one of text.trimEnd().split('\n')) expect(one.trim()).toMatch(line);
    const { edges } = readMermaid(await drawn(INPUT));
    const arrows = [...text.matchAll(/(\w+) -> (\w+)(?: \[label="(\w+)"\])?;/g)].map(
      ([, from, to, label]) => `${from} ${label ?? ''} ${to}`,
    );
    expect(arrows).toEqual(edges);
  });

  it('is read by Graphviz', async () => {
    const graphviz = await Graphviz.load();
    expect(graphviz.layout(await drawn(INPUT, '-o', 'dot'), 'plain')).toContain('sum of maxima 25');
    expect(() => graphviz.layout('digraph { a -> ', 'plain')).toThrow('syntax error');
  });

  it('is the same for documents in any order', async () => {
    const reversed = INPUT.split('---\n').reverse().join('\n---\n');
    expect(await drawn(reversed)).toBe(await drawn(INPUT));
    expect(await drawn(reversed, '-o', 'dot')).toBe(await drawn(INPUT, '-o', 'dot'));
  });

  it('counts no workers of a Function that is paused, and says where no index is known', async () => {
    const { nodes } = readMermaid(await drawn('', '-f', 'fixtures/paused'));
    expect(nodes.get('f1')).toMatch(/\npaused$/);
    expect(nodes.get('p1')).toContain('sum of maxima 0');
    expect([...readMermaid(await drawn('', '-f', 'fixtures/schedule-only')).nodes.values()].join()).toContain(
      'workers',
    );
  });

  it.each(readdirSync('fixtures').filter((name) => /^(?!error-|stock)/.test(name)))(
    'draws fixtures/%s',
    async (name) => {
      const { code, stdout } = await run(['graph', '-f', `fixtures/${name}`]);
      expect(code).toBe(0);
      if (stdout !== 'flowchart LR\n') readMermaid(stdout);
    },
  );

  it('draws nothing with an error', async () => {
    const { code, stdout, stderr } = await run(['graph', '-f', 'fixtures/error-unknown-pool']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('UnknownPool');
  });

  it('is what the README shows', async () => {
    const shown = /```mermaid\n([\s\S]*?)```/.exec(readFileSync('README.md', 'utf8'))?.[1];
    expect(shown).toBe(await drawn('', '-f', 'fixtures/two-namespaces'));
  });
});

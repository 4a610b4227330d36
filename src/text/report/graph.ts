import type { CompiledFunction } from '../../compiler/index.ts';
import { printable } from './printable.ts';

/** What is drawn, apart from the language it is drawn in. Everything is in order, and names are nobody's ids. */
export interface Picture {
  readonly groups: readonly { readonly label: string; readonly nodes: readonly Node[] }[];
  readonly pools: readonly Node[];
  readonly indexes: readonly Node[];
  readonly edges: readonly { readonly from: string; readonly to: string; readonly label: string | null }[];
}

interface Node {
  readonly id: string;
  readonly name: string;
  /** Its lines; the first is the name. */
  readonly lines: readonly string[];
}

/** Edges that Mermaid draws unless it is told otherwise. */
export const MOST_EDGES = 500;

/** The Functions, in the order of the compiler, with their pools and the indexes they run over. */
export function pictureOf(functions: readonly CompiledFunction[], ceiling: number): Picture {
  const ids = new Map(functions.map((fn, index) => [fn, `f${index + 1}`]));
  const active = new Map(functions.map((fn) => [fn, fn.activeNamespaces]));
  const namespacesOf = (fn: CompiledFunction) => active.get(fn) as readonly string[];
  const indexes = new Map(
    [...new Set(functions.flatMap(namespacesOf))].sort().map((name, at) => [name, `i${at + 1}`]),
  );
  const byPool = Map.groupBy(functions, (fn) => fn.pool.name);
  const pools = new Map([...byPool.keys()].sort().map((name, at) => [name, `p${at + 1}`]));
  const idOf = (fn: CompiledFunction) => ids.get(fn) as string;
  return {
    groups: [...Map.groupBy(functions, ({ namespace }) => namespace)].map(([namespace, members]) => ({
      label: `namespace ${namespace}`,
      nodes: members.map((fn) => ({
        id: idOf(fn),
        name: fn.name,
        lines: [fn.name, ...workers(fn, namespacesOf(fn))],
      })),
    })),
    pools: [...pools].map(([name, id]) => poolNode(id, byPool.get(name) ?? [], ceiling)),
    indexes: [...indexes].map(([name, id]) => ({ id, name, lines: [name] })),
    edges: functions.flatMap((fn) => [
      ...namespacesOf(fn).map((name) => ({
        from: indexes.get(name) as string,
        to: idOf(fn),
        label: null,
      })),
      { from: idOf(fn), to: pools.get(fn.pool.name) as string, label: fn.dispatch },
    ]),
  };
}

function workers(fn: CompiledFunction, namespaces: readonly string[]): string[] {
  const { min, max, why } = fn.replicas;
  const count = {
    autoscale: `${min} to ${max} workers`,
    fixed: `${max} workers`,
    paused: 'paused',
    disabled: 'disabled',
  };
  return namespaces.length > 0 ? [count[why]] : [count[why], 'over no index that is known'];
}

function poolNode(id: string, functions: readonly CompiledFunction[], ceiling: number): Node {
  const { name, kind, maxReplicas, maxReplicasTotal } = (functions[0] as CompiledFunction).pool;
  const sum = functions.reduce((total, fn) => total + fn.replicas.max, 0);
  const lines = [
    name === kind ? `pool ${name}` : `pool ${name}, ${kind}`,
    `ceiling ${Math.min(maxReplicas, ceiling)} for one Function`,
    // The sum may well be over the ceiling, which is that of each Function alone; over the total they are refused.
    `sum of maxima ${sum}${maxReplicasTotal === null ? '' : ` of ${maxReplicasTotal}`}`,
  ];
  return { id, name, lines };
}

/** A flowchart of Mermaid: https://mermaid.js.org/syntax/flowchart.html */
export function mermaid({ groups, pools, indexes, edges }: Picture): string {
  const label = ({ lines }: Node) => `"${lines.map(mermaidText).join('<br/>')}"`;
  const lines = [
    'flowchart LR',
    ...indexes.map((node) => `  ${node.id}[(${label(node)})]`),
    ...groups.flatMap((group, at) => [
      `  subgraph n${at + 1}["${mermaidText(group.label)}"]`,
      ...group.nodes.map((node) => `    ${node.id}[${label(node)}]`),
      '  end',
    ]),
    ...pools.map((node) => `  ${node.id}[[${label(node)}]]`),
    ...edges.map(({ from, to, label: text }) => `  ${from} -->${text === null ? '' : `|${text}|`} ${to}`),
  ];
  return `${lines.join('\n')}\n`;
}

/**
 * Text that Mermaid takes neither for its own syntax, nor for HTML, nor for Markdown: all but letters, digits and what
 * is harmless between them is written as an entity.
 */
function mermaidText(text: string): string {
  return printable(text).replace(
    /[^\p{L}\p{N} ,:/.-]|[.-](?![\p{L}\p{N}])|(?<![\p{L}\p{N}])[.-]/gu,
    (character) => `#${character.codePointAt(0)};`,
  );
}

/** A digraph of Graphviz: https://graphviz.org/doc/info/lang.html */
export function dot({ groups, pools, indexes, edges }: Picture): string {
  const node = ({ id, lines }: Node, more = '') =>
    `${id} [label="${lines.map(dotText).join('\\n')}"${more}];`;
  const lines = [
    'digraph functions {',
    '  rankdir=LR;',
    '  node [shape=box];',
    ...indexes.map((index) => `  ${node(index, ', shape=cylinder')}`),
    ...groups.flatMap(({ label, nodes }, at) => [
      `  subgraph cluster_${at + 1} {`,
      `    label="${dotText(label)}";`,
      ...nodes.map((one) => `    ${node(one)}`),
      '  }',
    ]),
    ...pools.map((pool) => `  ${node(pool, ', shape=box3d')}`),
    ...edges.map(
      ({ from, to, label }) => `  ${from} -> ${to}${label === null ? '' : ` [label="${label}"]`};`,
    ),
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

/** In quotes, where a backslash and an entity would mean something. */
function dotText(text: string): string {
  return printable(text).replaceAll('&', '&amp;').replaceAll('\\', '\\\\').replaceAll('"', '\\"');
}

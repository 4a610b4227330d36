/** Inputs that grow in one direction, for the table of `bench/linear.ts` and the steps of `src/linear.test.ts`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Json, JsonObject } from '../../src/json/json.ts';
import { printYaml } from '../../src/text/yaml/print.ts';

/** A text of `n` things. */
export interface Shape {
  readonly name: string;
  readonly text: (n: number) => string;
}

/** As many files: their texts by their paths in a folder. */
export interface FileShape {
  readonly name: string;
  readonly texts: (n: number) => ReadonlyMap<string, string>;
}

const RULES: JsonObject = {
  apiVersion: 'hevlayer.com/v1alpha1',
  kind: 'InfraRules',
  metadata: { name: 'default' },
  spec: { computePools: [{ name: 'cpu', kind: 'cpu', maxReplicasPerWorkload: 20 }] },
};

const times = <T>(n: number, one: (index: number) => T): T[] => Array.from({ length: n }, (_, i) => one(i));
const fields = (n: number, value: (index: number) => Json): JsonObject =>
  Object.fromEntries(times(n, (index) => [`field${index}`, value(index)]));

function fn(spec: JsonObject = {}, worker: JsonObject = {}, name = 'tag'): JsonObject {
  return {
    apiVersion: 'hevlayer.com/v1alpha1',
    kind: 'Function',
    metadata: { name, namespace: 'shop' },
    spec: {
      targetNamespaces: ['products'],
      worker: { image: 'registry.example.com/tag:1', ...worker },
      scaling: { pool: 'cpu', replicas: { max: 4 } },
      ...spec,
    },
  };
}

const podSpec = (patch: JsonObject): JsonObject => fn({}, { podSpec: patch });
const udf = (more: JsonObject): JsonObject => podSpec({ containers: [{ name: 'udf', ...more }] });
const text = (...documents: readonly (Json | readonly Json[])[]): string =>
  printYaml([RULES, ...documents.flat()] as JsonObject[]);
const index = (i: number, spec: JsonObject = {}): JsonObject => ({
  apiVersion: 'hevlayer.com/v1',
  kind: 'Index',
  metadata: { name: `rows-${i}`, namespace: 'shop' },
  spec: { backend: { namespace: `rows-${i}` }, metadata: { labels: { team: `t${i % 7}` } }, ...spec },
});
const container = (name: string, more: JsonObject = {}): JsonObject => ({
  name,
  image: 'registry.example.com/side:1',
  ...more,
});

/** A number above 65,535 is another thing: a fault. */
const ports = (n: number): Json[] =>
  times(n, (i) => ({
    containerPort: 1 + Math.floor(i / 3),
    protocol: ['TCP', 'UDP', 'SCTP'][i % 3] as string,
    name: `p${i}`,
  }));

/** The same patch by the template of the pool and by the Function. */
function ofBoth(what: string, patch: (n: number) => JsonObject): Shape {
  const pool = { name: 'cpu', kind: 'cpu', maxReplicasPerWorkload: 20 };
  const rules = (spec: JsonObject) => ({
    ...RULES,
    spec: { computePools: [{ ...pool, template: { spec } }] },
  });
  return {
    name: `${what} of a template and of a Function`,
    text: (n) => printYaml([rules(patch(n)), podSpec(patch(n))]),
  };
}

/** What hev's own definitions drop and what they refuse, for `--hev-crd`. */
export const FOR_HEV: Shape = {
  name: 'what hev drops and refuses',
  text: (n) =>
    text(
      times(n, (i) => fn({ output: { dim: 3 } }, {}, `f-${i}`)),
      times(n, (i) => index(i, { consistency: 'weak' })),
    ),
};

/** One document that is large, many that are small, and texts that no document is made of. */
export const SHAPES: readonly Shape[] = [
  { name: 'unknown fields of a spec', text: (n) => text(fn(fields(n, (i) => i))) },
  { name: 'unknown fields of a podSpec', text: (n) => text(podSpec(fields(n, (i) => i))) },
  { name: 'unknown fields of a container', text: (n) => text(udf(fields(n, (i) => i))) },
  { name: 'containers', text: (n) => text(podSpec({ containers: times(n, (i) => container(`side-${i}`)) })) },
  {
    name: 'containers of one name',
    text: (n) => text(podSpec({ containers: times(n, () => container('side')) })),
  },
  {
    name: 'init containers that want devices',
    text: (n) =>
      text(
        podSpec({
          initContainers: times(n, (i) =>
            container(`init-${i}`, { resources: { limits: { 'x.com/gpu': i } } }),
          ),
        }),
      ),
  },
  { name: 'env', text: (n) => text(udf({ env: times(n, (i) => ({ name: `E${i}`, value: `${i}` })) })) },
  {
    name: 'env of one name',
    text: (n) => text(udf({ env: times(n, (i) => ({ name: 'E', value: `${i}` })) })),
  },
  {
    name: 'env that names the next one',
    text: (n) => text(udf({ env: times(n, (i) => ({ name: `E${i}`, value: `$(E${i + 1}) $(NO${i})` })) })),
  },
  {
    name: 'secrets that are read',
    text: (n) =>
      text(
        udf({
          env: times(n, (i) => ({ name: `E${i}`, valueFrom: { secretKeyRef: { name: `s${i}`, key: 'k' } } })),
        }),
      ),
  },
  {
    name: 'tolerations',
    text: (n) => text(podSpec({ tolerations: times(n, (i) => ({ key: `k${i}`, operator: 'Exists' })) })),
  },
  {
    name: 'tolerations that are wrong',
    text: (n) => text(podSpec({ tolerations: times(n, (i) => ({ key: `k${i}`, operator: 'Exist' })) })),
  },
  {
    name: 'volumes and their mounts',
    text: (n) =>
      text(
        podSpec({
          volumes: times(n, (i) => ({ name: `v${i}`, emptyDir: {} })),
          containers: [
            { name: 'udf', volumeMounts: times(n, (i) => ({ name: `v${i}`, mountPath: `/mnt/${i}` })) },
          ],
        }),
      ),
  },
  {
    name: 'volumeMounts that name no volume',
    text: (n) => text(udf({ volumeMounts: times(n, (i) => ({ name: `v${i}`, mountPath: `/mnt/${i}` })) })),
  },
  {
    name: 'mounts of one path',
    text: (n) =>
      text(
        podSpec({
          volumes: [{ name: 'v', emptyDir: {} }],
          containers: [{ name: 'udf', volumeMounts: times(n, () => ({ name: 'v', mountPath: '/mnt' })) }],
        }),
      ),
  },
  {
    name: 'files of a volume on one path',
    text: (n) =>
      text(
        podSpec({
          volumes: [
            { name: 'v', configMap: { name: 'c', items: times(n, (i) => ({ key: `k${i}`, path: 'a/b' })) } },
          ],
        }),
      ),
  },
  {
    name: 'ports',
    text: (n) => text(udf({ ports: ports(n) })),
  },
  {
    name: 'ports of one number at ports of the node',
    text: (n) =>
      text(
        podSpec({
          containers: times(n, (i) =>
            container(`side-${i}`, { ports: [{ containerPort: 80, hostPort: 1 + i }] }),
          ),
        }),
      ),
  },
  {
    name: 'host aliases of one address',
    text: (n) => text(podSpec({ hostAliases: times(n, (i) => ({ ip: '10.0.0.1', hostnames: [`h${i}`] })) })),
  },
  {
    name: 'sysctls that are not safe',
    text: (n) =>
      text(
        podSpec({ securityContext: { sysctls: times(n, (i) => ({ name: `kernel.s${i}`, value: '1' })) } }),
      ),
  },
  {
    name: 'capabilities',
    text: (n) => text(udf({ securityContext: { capabilities: { add: times(n, (i) => `CAP_${i}`) } } })),
  },
  {
    name: 'annotations of a pod',
    text: (n) =>
      text(
        podSpec({
          metadata: {
            annotations: Object.fromEntries(
              times(n, (i) => [`container.apparmor.security.beta.kubernetes.io/c${i}`, 'x']),
            ),
          },
        }),
      ),
  },
  {
    name: 'node affinity',
    text: (n) =>
      text(
        podSpec({
          affinity: {
            nodeAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: {
                nodeSelectorTerms: [
                  {
                    matchExpressions: times(n, (i) => ({
                      key: 'beta.kubernetes.io/os',
                      operator: 'In',
                      values: [`v${i}`],
                    })),
                  },
                ],
              },
            },
          },
        }),
      ),
  },
  {
    name: 'items that a patch deletes',
    text: (n) => text(udf({ env: times(n, (i) => ({ name: `E${i}`, $patch: 'delete' })) })),
  },
  {
    name: 'items in an order that is set',
    text: (n) =>
      text(
        udf({
          env: times(n, (i) => ({ name: `E${i}`, value: 'x' })),
          '$setElementOrder/env': times(n, (i) => ({ name: `E${n - i - 1}` })),
        }),
      ),
  },
  { name: 'a filter', text: (n) => text(fn({ filter: ['And', times(n, (i) => ['id', 'Eq', i])] })) },
  { name: 'large numbers', text: (n) => text(fn({ filter: times(n, () => 2 ** 60) })) },
  { name: 'target namespaces', text: (n) => text(fn({ targetNamespaces: times(n, (i) => `n${i}`) })) },
  {
    name: 'target namespaces that are one',
    text: (n) => text(fn({ targetNamespaces: times(n, () => 'n') })),
  },
  { name: 'inputs', text: (n) => text(fn({ inputs: times(n, (i) => `c${i}`) })) },
  {
    name: 'selectors over as many Indexes, one of them each',
    text: (n) =>
      text(
        times(n, (i) =>
          fn({ targetNamespaces: null, indexSelector: { matchLabels: { of: `f-${i}` } } }, {}, `f-${i}`),
        ),
        times(n, (i) => index(i, { metadata: { labels: { of: `f-${i}` } } })),
      ),
  },
  {
    // What they select grows with the square of them.
    name: 'selectors over Indexes, a seventh of them each',
    text: (n) =>
      text(
        times(Math.ceil(Math.sqrt(n)), (i) =>
          fn({ targetNamespaces: null, indexSelector: { matchLabels: { team: `t${i % 7}` } } }, {}, `f-${i}`),
        ),
        times(Math.ceil(Math.sqrt(n)), (i) => index(i)),
      ),
  },
  {
    name: 'requirements of a selector',
    text: (n) =>
      text(
        fn({
          targetNamespaces: null,
          indexSelector: {
            matchExpressions: times(n, (i) => ({ key: 'team', operator: 'NotIn', values: [`x${i}`] })),
          },
        }),
        index(1),
      ),
  },
  {
    name: 'Indexes',
    text: (n) =>
      text(
        fn(),
        times(n, (i) => index(i)),
      ),
  },
  {
    name: 'Indexes that are wrong',
    text: (n) =>
      text(
        fn(),
        times(n, (i) => index(i, { backend: i })),
      ),
  },
  {
    name: 'Indexes that are wrong, and a selector',
    text: (n) =>
      text(
        fn({ targetNamespaces: null, indexSelector: { matchLabels: { team: 't1' } } }),
        times(n, (i) => index(i, { backend: i })),
      ),
  },
  { name: 'Functions', text: (n) => text(times(n, (i) => fn({}, {}, `f-${i}`))) },
  { name: 'Functions of one name', text: (n) => text(times(n, () => fn())) },
  {
    name: 'Functions of one name in many namespaces',
    text: (n) =>
      text(
        times(n, (i) => ({
          ...fn(),
          metadata: { name: 'tag', namespace: `n-${i}` },
        })),
      ),
  },
  {
    name: 'Functions that name a missing pool',
    text: (n) =>
      text(times(n, (i) => fn({ scaling: { pool: `no-${i}`, replicas: { max: 1 } } }, {}, `f-${i}`))),
  },
  {
    name: 'Functions that ask too much of a pool together',
    text: (n) =>
      printYaml([
        {
          ...RULES,
          spec: {
            computePools: [{ name: 'cpu', kind: 'cpu', maxReplicasPerWorkload: 20, maxReplicasTotal: 1 }],
          },
        },
        ...times(n, (i) => fn({}, {}, `f-${i}`)),
      ]),
  },
  {
    name: 'Functions with a fault of each kind',
    text: (n) =>
      text(
        times(n, (i) =>
          fn(
            {
              version: i,
              retry: { maxAttempts: -1 },
              triggers: ['schedule'],
              schedule: { cron: '* * * * *' },
            },
            { image: 'Registry/X:', podSpec: { hostNetwork: true, nodeName: 'x', volumes: [{ name: 'v' }] } },
            `f-${i}`,
          ),
        ),
      ),
  },
  {
    name: 'pools',
    text: (n) =>
      printYaml([
        {
          ...RULES,
          spec: {
            computePools: times(n, (i) => ({ name: `p${i}`, kind: 'cpu', maxReplicasPerWorkload: 1 })),
          },
        },
        fn(),
      ]),
  },
  {
    name: 'pools of one name',
    text: (n) =>
      printYaml([
        {
          ...RULES,
          spec: { computePools: times(n, () => ({ name: 'cpu', kind: 'cpu', maxReplicasPerWorkload: 1 })) },
        },
        fn(),
      ]),
  },
  ofBoth('env', (n) => ({
    containers: [{ name: 'udf', env: times(n, (i) => ({ name: `E${i}`, value: `${i}` })) }],
  })),
  ofBoth('containers', (n) => ({ containers: times(n, (i) => container(`side-${i}`)) })),
  ofBoth('volumes and their mounts', (n) => ({
    volumes: times(n, (i) => ({ name: `v${i}`, emptyDir: {} })),
    containers: [{ name: 'udf', volumeMounts: times(n, (i) => ({ name: `v${i}`, mountPath: `/mnt/${i}` })) }],
  })),
  ofBoth('ports', (n) => ({ containers: [{ name: 'udf', ports: ports(n) }] })),
  ofBoth('tolerations', (n) => ({
    tolerations: times(n, (i) => ({ key: `k${i}`, operator: 'Exists' })),
  })),
  { name: 'InfraRules', text: (n) => printYaml([...times(n, () => RULES), fn()]) },
  {
    name: 'objects of other kinds',
    text: (n) => text(times(n, (i) => ({ apiVersion: 'v1', kind: `K${i}` }))),
  },
  {
    name: 'places that protect nothing',
    text: (n) => {
      const pool = { name: 'cpu', kind: 'cpu', maxReplicasPerWorkload: 20 };
      const protects = { ...pool, protected: times(n, (i) => `/spec/nothing${i}`) };
      return printYaml([{ ...RULES, spec: { computePools: [protects] } }, fn()]);
    },
  },
  {
    name: 'kinds of the group that nobody knows',
    text: (n) =>
      text(times(n, (i) => ({ apiVersion: 'hevlayer.com/v1', kind: `Strange${i}`, metadata: {} }))),
  },
  {
    name: 'items of a list',
    text: (n) =>
      text({ apiVersion: 'v1', kind: 'List', items: times(n, (i) => fn({}, {}, `f-${i}`)) } as JsonObject),
  },
  { name: 'a line', text: (n) => `a: ${'x'.repeat(n * 50)}\n` },
  { name: 'a quoted line with escapes', text: (n) => `a: "${'\\u00e9\\t'.repeat(n * 10)}"\n` },
  { name: 'lines of a block', text: (n) => `a: |\n${'  line\n'.repeat(n * 10)}` },
  { name: 'lines of a folded text', text: (n) => `a: >-\n${'  line\n\n'.repeat(n * 5)}` },
  { name: 'comments', text: (n) => `${'# a comment\n'.repeat(n * 10)}a: 1\n` },
  { name: 'empty documents', text: (n) => '---\n'.repeat(n * 10) },
  { name: 'anchors and aliases', text: (n) => times(n, (i) => `k${i}: &a${i} x\nl${i}: *a${i}\n`).join('') },
  {
    name: 'aliases of aliases',
    text: (n) => `a0: &a0 [x]\n${times(n, (i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]\n`).join('')}`,
  },
  { name: 'keys that come twice', text: (n) => 'a: 1\n'.repeat(n) },
  { name: 'documents that cannot be read', text: (n) => 'a: [\n---\n'.repeat(n) },
  { name: 'tabs', text: (n) => 'a:\n\t- 1\n'.repeat(n) },
  { name: 'flow brackets that stay open', text: (n) => '[{a: '.repeat(n) },
  { name: 'quotes that stay open', text: (n) => times(n, (i) => `k${i}: "\n`).join('') },
  {
    name: 'templates that nobody filled in',
    text: (n) => times(n, (i) => `k${i}: {{ .Values.x }}\n---\n`).join(''),
  },
  { name: 'conflict markers', text: (n) => '<<<<<<< a\nx: 1\n=======\nx: 2\n>>>>>>> b\n---\n'.repeat(n) },
  { name: 'JSON', text: (n) => JSON.stringify(fn({ filter: times(n, (i) => [`a${i}`, 'Eq', i]) }), null, 1) },
];

const functionTexts = (n: number, path: (index: number) => string): Map<string, string> =>
  new Map([
    ['infra-rules.yaml', printYaml([RULES])],
    ...times(n, (i): [string, string] => [path(i), printYaml([fn({}, {}, `f-${i}`)])]),
  ]);

/** A Function in each file. */
export const FILES: readonly FileShape[] = [
  { name: 'files of one folder', texts: (n) => functionTexts(n, (i) => `f-${i}.yaml`) },
  { name: 'folders of one file', texts: (n) => functionTexts(n, (i) => `f-${i}/function.yaml`) },
];

/** Writes the files into a folder, and gives it back. */
export function writeTexts(texts: ReadonlyMap<string, string>, folder: string): string {
  for (const [path, text] of texts) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

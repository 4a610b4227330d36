import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { compile, readSettings } from '../../compiler/index.ts';
import { isObject, type Json, type JsonObject } from '../../json/json.ts';
import { readDocuments } from '../../text/yaml/documents.ts';
import { printSchema, type SchemaName } from './schema.ts';

const ajv = new Ajv({ strict: false, formats: { 'date-time': true } });
const NAMES = ['function', 'infrarules', 'index', 'project'] as const;
const SCHEMAS = Object.fromEntries(
  NAMES.map((name) => [name, JSON.parse(printSchema(name)) as JsonObject]),
) as { readonly [name in SchemaName]: JsonObject };
const CHECKS = Object.fromEntries(NAMES.map((name) => [name, ajv.compile(SCHEMAS[name])]));

function faults(name: SchemaName, value: Json): string[] {
  const check = CHECKS[name] as ReturnType<typeof ajv.compile>;
  return check(JSON.parse(JSON.stringify(value))) ? [] : (check.errors ?? []).map((one) => one.instancePath);
}

/** Objects of ours in the fixtures of which the compiler finds nothing wrong. */
function sound(): [SchemaName, string, Json][] {
  const root = join(import.meta.dirname, '../../../fixtures');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((one) =>
    /^(?!error-).*\.ya?ml$/.test(one),
  );
  return files.sort().flatMap((file) => {
    const values = readDocuments(readFileSync(join(root, file), 'utf8')).documents.map(({ value }) => value);
    const wrong = new Set(
      compile(values, readSettings({}).settings)
        .diagnostics.filter(({ severity, code }) => severity === 'error' && !/^(Missing|Replicas)/.test(code))
        .map(({ source }) => source),
    );
    return values.flatMap((value, index): [SchemaName, string, Json][] => {
      const name = isObject(value) ? String(value.kind).toLowerCase() : '';
      const isOurs = isObject(value) && String(value.apiVersion).startsWith('hevlayer.com/');
      return isOurs && !wrong.has(index) && name in SCHEMAS
        ? [[name as SchemaName, `${file}#${index}`, value]]
        : [];
    });
  });
}

function withPod(podSpec: Json): Json {
  return {
    apiVersion: 'hevlayer.com/v1alpha1',
    kind: 'Function',
    metadata: { name: 'f' },
    spec: { targetNamespaces: ['a'], worker: { image: 'f:1', podSpec }, scaling: { replicas: { max: 1 } } },
  };
}

describe('the schemas for editors', () => {
  it('take every Function and all InfraRules that the compiler takes', () => {
    const objects = sound();
    expect(objects.length).toBeGreaterThan(100);
    expect(objects.flatMap(([name, id, value]) => faults(name, value).map((one) => id + one))).toEqual([]);
  });

  it.each<[string, Json]>([
    ['part of a container', { containers: [{ name: 'udf', env: [{ name: 'A', value: 'b' }] }] }],
    [
      'directives',
      {
        $patch: 'replace',
        containers: [{ name: 'udf', $patch: 'delete' }],
        '$setElementOrder/containers': [],
      },
    ],
    ['keys to retain', { volumes: [{ name: 'a', $retainKeys: ['name', 'emptyDir'], emptyDir: {} }] }],
    ['nulls', { securityContext: null, nodeSelector: { a: null }, tolerations: null, dnsPolicy: null }],
    ['metadata of the pods', { metadata: { labels: { a: 'b' } } }],
    ['quantities', { containers: [{ name: 'udf', resources: { limits: { cpu: 1, memory: '1Gi' } } }] }],
  ])('take %s in a podSpec', (_, podSpec) => {
    expect(faults('function', withPod(podSpec))).toEqual([]);
  });

  it.each<[string, Json, string]>([
    ['a field that is none', { nodeSelecter: {} }, ''],
    ['a text for a list', { containers: 'udf' }, '/containers'],
    [
      'a number in a variable',
      { containers: [{ env: [{ name: 'A', value: 1 }] }] },
      '/containers/0/env/0/value',
    ],
    [
      'a word that is none',
      { containers: [{ imagePullPolicy: 'Sometimes' }] },
      '/containers/0/imagePullPolicy',
    ],
    [
      'a port out of bounds',
      { containers: [{ ports: [{ containerPort: 0 }] }] },
      '/containers/0/ports/0/containerPort',
    ],
    ['a directive that is none', { $patch: 'remove' }, '/$patch'],
  ])('refuse %s', (_, podSpec, place) => {
    expect(faults('function', withPod(podSpec))).toContain(`/spec/worker/podSpec${place}`);
  });

  it('know the pods and the tolerations of a pool', () => {
    const rules = (pool: JsonObject): Json => ({
      ...{ apiVersion: 'hevlayer.com/v1alpha1', kind: 'InfraRules', metadata: { name: 'default' } },
      spec: { computePools: [{ name: 'a', kind: 'cpu', maxReplicasPerWorkload: 1, ...pool }] },
    });
    const at = '/spec/computePools/0';
    expect(faults('infrarules', rules({ template: { spec: { priorityClassName: 'a' } } }))).toEqual([]);
    expect(faults('infrarules', rules({ template: { spec: { priority: 'a' } } }))).toContain(
      `${at}/template/spec/priority`,
    );
    expect(faults('infrarules', rules({ tolerations: [{ keys: 'a' }] }))).toContain(`${at}/tolerations/0`);
    expect(faults('infrarules', rules({ resources: { limit: {} } }))).toContain(`${at}/resources`);
  });

  it.each(NAMES)(
    'of %s have words as titles, a description for each field of spec, and nothing of ours',
    (name) => {
      const text = printSchema(name);
      expect(text).not.toContain('"x-');
      expect(text.length).toBeLessThan(150_000);
      const titles = [...text.matchAll(/"title": ?"([^"]*)"/g)].map(([, title]) => title as string);
      expect(titles.filter((title) => /[a-z][A-Z]/.test(title))).toEqual([]);
      const { spec = SCHEMAS[name] } = (SCHEMAS[name].properties ?? {}) as { spec?: JsonObject };
      expect(undescribed(spec, 'spec')).toEqual([]);
    },
  );
});

function undescribed(schema: JsonObject, at: string): string[] {
  const fields = Object.entries((schema.properties ?? {}) as { [name: string]: JsonObject });
  const inItems = isObject(schema.items) ? undescribed(schema.items, `${at}[]`) : [];
  return [
    ...inItems,
    ...fields.flatMap(([name, field]) => [
      ...(field.description === undefined ? [`${at}.${name}`] : []),
      ...undescribed(field, `${at}.${name}`),
    ]),
  ];
}

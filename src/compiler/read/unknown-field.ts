/** A field that an object does not have: the one that was meant, or the place where it belongs. */
import { didYouMean } from '../../json/did-you-mean.ts';
import { isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child, type Pointer, readable, segments } from '../../json/pointer.ts';
import type { FieldNode } from '../../schema/field-node.ts';
import { FIELDS } from '../../schema/fields.generated.ts';
import { allowedNames, type Shape } from '../../schema/fields.ts';
import { fieldType } from '../kubernetes/pod-types.ts';
import { wantedType } from '../pod/wanted-types.ts';
import type { Finding } from '../words/diagnostics.ts';
import { WORKER_CONTAINER } from '../words/ours.ts';
import { listed, quoted } from '../words/phrases.ts';
import { reshaped } from '../words/reshape.ts';
import { asWorkerContainers } from '../words/worker-container.ts';
import { wantedAt } from './wanted-fields.ts';

export function unknownField(kind: Shape, parent: Pointer, name: string, object: Json | undefined): Finding {
  const known = allowedNames(kind, segments(parent));
  const pointer = child(parent, name);
  return {
    pointer,
    at: 'key',
    message: `${parent === '' ? 'The object' : readable(parent)} has no field ${quoted(name)}.`,
    ...(known.length > 0 && { allowed: [...known].sort().join(', ') }),
    ...mend(kind, pointer, name, known, isObject(object) ? object[name] : undefined),
  };
}

type Mend = Pick<Finding, 'hint' | 'write' | 'instead'>;

function mend(
  kind: Shape,
  pointer: Pointer,
  name: string,
  known: readonly string[],
  value: Json | undefined,
): Mend {
  const written = known.find((one) => alike(one) === alike(name));
  if (written !== undefined) return { hint: `Did you mean ${written}?`, instead: written };
  const hint = kind === 'Function' ? FIELD_HINTS[pointer] : undefined;
  if (hint !== undefined) return { hint };
  const home = homes(kind, (one) => one === alike(ALIASES[name] ?? name), value);
  if (home !== undefined) return home;
  const meant = didYouMean(name, known) ?? partOf(name, known);
  if (meant !== undefined) return { hint: `Did you mean ${meant}?`, instead: meant };
  return (
    homes(kind, (one) => name.length >= SHORTEST && begins(one, alike(name)), value) ?? {
      hint: 'Remove it, or move it where it belongs.',
    }
  );
}

/** The same letters, whatever the case and the way to join words. */
function alike(name: string): string {
  return name.replace(/[-_]/g, '').toLowerCase();
}

/** Shorter words are a part of many. */
const SHORTEST = 4;

/** The one field that begins or ends with the word: `timeout` for timeoutSeconds, `namespaces` for targetNamespaces. */
function partOf(name: string, known: readonly string[]): string | undefined {
  if (name.length < SHORTEST) return undefined;
  const [one, ...others] = known.filter((field) => begins(alike(field), alike(name)));
  return others.length === 0 ? one : undefined;
}

function begins(field: string, word: string): boolean {
  return field.startsWith(word) || field.endsWith(word);
}

/** What other kinds of Kubernetes call fields that a Function has too. */
const ALIASES: { readonly [name: string]: string } = {
  maxReplicas: 'max',
  maxReplicaCount: 'max',
  minReplicas: 'min',
  minReplicaCount: 'min',
  suspend: 'paused',
};

const RESOURCES =
  'The pool gives the resources; use worker.podSpec: {containers: [{name: udf, resources: ...}]} to differ.';

/** Fields that drafts, older generations and containers have, with where their content goes. */
const FIELD_HINTS: { readonly [pointer: Pointer]: string } = {
  '/spec/schedule/timeZone': 'A schedule of hev has none: write the hours of schedule.cron in UTC.',
  '/spec/schedule/timezone': 'A schedule of hev has none: write the hours of schedule.cron in UTC.',
  ...Object.fromEntries(
    ['resources', 'cpu', 'memory', 'gpu', 'limits', 'requests'].map((field) => [
      `/spec/worker/${field}`,
      RESOURCES,
    ]),
  ),
  '/spec/worker/name':
    'Remove it: the container of the worker is called udf, and its Deployment after the Function.',
  '/spec/container': 'The kind UDF had it; a Function has spec.worker.',
  '/spec/output/storage': 'The kind UDF had it; a Function has no storage of its own.',
};

/** More places than these are no hint. */
const MOST_HOMES = 3;

/** Where fields of that name are, with how to write the value there. */
function homes(kind: Shape, isMeant: (name: string) => boolean, value: Json | undefined): Mend | undefined {
  const found = fieldsOf(kind).filter(({ plain }) => isMeant(plain));
  if (found.length === 0) return kind === 'Function' ? podHomes(isMeant, value) : undefined;
  if (found.length > MOST_HOMES) return undefined;
  const places = found.map(({ path }) => readable(path.reduce<Pointer>(child, '')));
  const [only] = found;
  const inner = reshaped(value, wantedAt(only?.node as FieldNode, only?.path.at(-1)));
  const hint = `It belongs elsewhere: write ${listed(places, 'or')}.`;
  return found.length > 1 || inner === undefined || only === undefined
    ? { hint }
    : { hint, write: within(only.path, inner) };
}

interface Home {
  readonly path: readonly string[];
  readonly node: FieldNode;
}

/** The fields of a spec, each with the letters of its name. */
function fieldsOf(kind: Shape): readonly (Home & { readonly plain: string })[] {
  const known = FIELDS_OF.get(kind);
  if (known !== undefined) return known;
  const found = [...fieldsBelow(FIELDS[kind], [])]
    .filter(({ path }) => path[0] === 'spec')
    .map((home) => ({ ...home, plain: alike(home.path.at(-1) as string) }));
  FIELDS_OF.set(kind, found);
  return found;
}

/** Found once: an object may have many thousands of fields that it does not know. */
const FIELDS_OF = new Map<Shape, readonly (Home & { readonly plain: string })[]>();

function* fieldsBelow(node: FieldNode, path: readonly string[]): Generator<Home> {
  for (const [name, field] of Object.entries(node.fields ?? {})) {
    const here = [...path, name];
    yield { path: here, node: field };
    yield* fieldsBelow(field, here);
  }
}

/** The same for the fields of a pod and of its container, which a podSpec brings. */
function podHomes(isMeant: (name: string) => boolean, value: Json | undefined): Mend | undefined {
  const inPod = POD_FIELDS.find((field) => isMeant(alike(field)));
  if (inPod !== undefined) {
    const isWorker = inPod === 'containers';
    const inner = isWorker && value !== undefined ? asWorkerContainers(value) : value;
    const called = isWorker
      ? ', where the container of the worker is called udf and its image is spec.worker.image'
      : '';
    return {
      hint: `It belongs into the podSpec${called}: write spec.worker.podSpec.${inPod}.`,
      ...(inner !== undefined && { write: within(['spec', 'worker', 'podSpec', inPod], inner) }),
    };
  }
  const inContainer = CONTAINER_FIELDS.find((field) => isMeant(alike(field)));
  if (inContainer === undefined) return undefined;
  const type = fieldType('Container', inContainer) as string;
  const inner = reshaped(value, wantedType(type, 'Container', inContainer));
  const udf = { name: WORKER_CONTAINER, ...(inner !== undefined && { [inContainer]: inner }) };
  return {
    hint: `It belongs to the container ${WORKER_CONTAINER} of the podSpec: write spec.worker.podSpec.containers[${WORKER_CONTAINER}].${inContainer}.`,
    write: within(['spec', 'worker', 'podSpec', 'containers'], [udf]),
  };
}

/** Those that people look for in a Function. */
const POD_FIELDS = [
  'affinity',
  'containers',
  'dnsPolicy',
  'hostNetwork',
  'imagePullSecrets',
  'initContainers',
  'nodeName',
  'nodeSelector',
  'priorityClassName',
  'runtimeClassName',
  'serviceAccount',
  'serviceAccountName',
  'terminationGracePeriodSeconds',
  'tolerations',
  'topologySpreadConstraints',
  'volumes',
].filter((field) => fieldType('PodSpec', field) !== undefined);

const CONTAINER_FIELDS = [
  'args',
  'command',
  'env',
  'envFrom',
  'imagePullPolicy',
  'lifecycle',
  'livenessProbe',
  'ports',
  'readinessProbe',
  'resources',
  'securityContext',
  'startupProbe',
  'volumeMounts',
  'workingDir',
].filter((field) => fieldType('Container', field) !== undefined);

function within(path: readonly string[], value: Json): JsonObject {
  return path.reduceRight<Json>((inner, key) => ({ [key]: inner }), value) as JsonObject;
}

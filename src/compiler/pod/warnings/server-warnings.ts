/**
 * What the API server takes with a warning (pkg/api/pod/warnings.go of v1.36), in our words and at our places, and what
 * it takes in silence though it does nothing. What it warns of and we refuse is not here: items of one name, a negative
 * grace period, addresses with leading zeros.
 */
import { isObject, type JsonObject } from '../../../json/json.ts';
import { pathOf } from '../../../json/path.ts';
import { child, type Pointer } from '../../../json/pointer.ts';
import { isWhole, parseQuantity } from '../../kubernetes/quantity.ts';
import type { Finding } from '../../words/diagnostics.ts';
import { shown } from '../../words/phrases.ts';
import { has, inner, type Located, number, objects, repeated, text } from '../constraint.ts';
import { numberText } from '../leaf-types.ts';
import { addressForms } from './address-warnings.ts';
import { deadAnnotations } from './annotation-warnings.ts';
import { nodeLabels, selectors } from './selector-warnings.ts';
import { overlappingPaths } from './virtual-paths.ts';
import type { Warned } from './warned.ts';

type Texts = { readonly [key: string]: string };

/**
 * The warnings about a valid pod with this metadata; pointers are into the pod spec, and `/metadata/annotations/<key>`
 * is an annotation of the pod.
 */
export function podWarnings(
  pod: JsonObject,
  { labels, annotations = {} }: { readonly labels: Texts; readonly annotations?: Texts },
): Finding[] {
  const containers = [...objects(pod, 'initContainers'), ...objects(pod, 'containers')];
  const warned = [
    ...nodeLabels(pod),
    ...selectors(pod, labels),
    ...objects(pod, 'volumes').flatMap(volume),
    ...overlappingPaths(pod),
    ...addressForms(pod),
    ...objects(pod, 'imagePullSecrets')
      .filter(({ object }) => text(object, 'name') === undefined)
      .map(({ at }) => ({
        at: child(at, 'name'),
        found: 'is empty',
        hint: 'Name the Secret, or remove the item.',
      })),
    ...fractions(inner(pod, 'overhead'), '/overhead', BYTES),
    ...containers.flatMap(({ object, at }) => [...amounts(object, at), ...undeclaredPorts(object, at)]),
    ...ports(containers),
    ...deadAnnotations(pod, containers, annotations),
  ];
  return warned.map(({ at, found, hint }) => ({
    pointer: at,
    message: `${pathOf(pod, at)} ${found}.`,
    hint,
  }));
}

const BYTES = ['memory', 'ephemeral-storage'];

function amounts(container: JsonObject, at: Pointer): Warned[] {
  return ['limits', 'requests'].flatMap((field) =>
    fractions(inner(inner(container, 'resources') ?? {}, field), `${at}/resources/${field}`, BYTES),
  );
}

function fractions(map: JsonObject | undefined, at: Pointer, names: readonly string[]): Warned[] {
  return names.flatMap((name) => {
    const value = map !== undefined && Object.hasOwn(map, name) ? map[name] : undefined;
    const written = typeof value === 'string' ? value.trim() : numberText(value);
    const amount = written === undefined ? null : parseQuantity(written);
    if (amount === null || isWhole(amount)) return [];
    const milli = /m$/.test(written ?? '');
    const hint = milli
      ? `Write ${written?.slice(0, -1)}Mi for mebibytes, because m means thousandths.`
      : 'Write a whole number of bytes, such as 1100Mi.';
    return [{ at: child(at, name), found: `is ${written}, which has a fraction of a byte`, hint }];
  });
}

const OLD_VOLUMES: { readonly [source: string]: string } = {
  photonPersistentDisk: 'has not worked since Kubernetes 1.16',
  gitRepo: 'is off by default since Kubernetes 1.33',
  scaleIO: 'has not worked since Kubernetes 1.22',
  flocker: 'has not worked since Kubernetes 1.25',
  storageos: 'has not worked since Kubernetes 1.25',
  quobyte: 'has not worked since Kubernetes 1.25',
  glusterfs: 'has not worked since Kubernetes 1.26',
  cephfs: 'has not worked since Kubernetes 1.31',
  rbd: 'has not worked since Kubernetes 1.31',
};

function volume({ object, at }: Located): Warned[] {
  const old = Object.entries(OLD_VOLUMES).flatMap(([source, since]) =>
    has(object, source)
      ? [{ at: child(at, source), found: `is a kind of volume that ${since}`, hint: 'Use a CSI driver.' }]
      : [],
  );
  const claim = inner(inner(inner(object, 'ephemeral') ?? {}, 'volumeClaimTemplate') ?? {}, 'spec') ?? {};
  const resources = inner(claim, 'resources') ?? {};
  const place = `${at}/ephemeral/volumeClaimTemplate/spec/resources`;
  const sources = objects(inner(object, 'projected') ?? {}, 'sources');
  return [
    ...old,
    ...sources
      .filter((source) => Object.keys(source.object).length === 0)
      .map((source) => ({
        at: `${at}/projected${source.at}`,
        found: 'is empty, so that it brings no file',
        hint: 'Name a configMap, a secret, a downwardAPI or a serviceAccountToken, or remove the item.',
      })),
    ...['requests', 'limits'].flatMap((field) =>
      fractions(inner(resources, field), `${place}/${field}`, ['storage']),
    ),
  ];
}

const HANDLED = ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'];

/** Handlers that call a port by a name that the container does not give to any. */
function undeclaredPorts(container: JsonObject, at: Pointer): Warned[] {
  if (!HANDLED.some((field) => has(container, field))) return [];
  const names = new Set(objects(container, 'ports').map(({ object }) => text(object, 'name')));
  const lifecycle = inner(container, 'lifecycle') ?? {};
  const handlers: (readonly [Pointer, JsonObject | undefined])[] = [
    ...['livenessProbe', 'readinessProbe', 'startupProbe'].map(
      (probe) => [child(at, probe), inner(container, probe)] as const,
    ),
    ...['postStart', 'preStop'].map((hook) => [`${at}/lifecycle/${hook}`, inner(lifecycle, hook)] as const),
  ];
  return handlers.flatMap(([place, handler]) =>
    ['httpGet', 'tcpSocket'].flatMap((action) => {
      const port = isObject(handler) ? text(inner(handler, action) ?? {}, 'port') : undefined;
      if (port === undefined || names.has(port)) return [];
      return [
        {
          at: `${place}/${action}/port`,
          found: `is ${shown(port)}, but no port of the container has this name`,
          hint: 'Add the name under ports, or write the number.',
        },
      ];
    }),
  );
}

/** Ports of several containers share one address. */
function ports(containers: readonly Located[]): Warned[] {
  const all = containers.flatMap(({ object, at }) =>
    objects(object, 'ports').map((port) => ({ object: port.object, at: at + port.at })),
  );
  if (all.length === 0) return [];
  const seen = new Map<string, Located[]>();
  const clashes = all.filter((port) => {
    const key = `${shown(port.object.containerPort)}/${text(port.object, 'protocol') ?? 'TCP'}`;
    const earlier = seen.get(key) ?? [];
    const clashes = earlier.some(({ object }) => clash(object, port.object));
    earlier.push(port);
    seen.set(key, earlier);
    return clashes;
  });
  return [
    ...all
      .filter(({ object }) => text(object, 'hostIP') !== undefined && hostPort(object) === 0)
      .map(({ at }) => ({
        at: `${at}/hostIP`,
        found: 'is set without a hostPort',
        hint: 'Add hostPort, or remove hostIP.',
      })),
    ...clashes.map(({ object, at }) => ({
      at: `${at}/containerPort`,
      found: `is ${shown(object.containerPort)}, which an earlier container of the pod has`,
      hint: 'Choose another port, because the containers of a pod share one address.',
    })),
    ...repeated(all, ({ object }) => text(object, 'name')).map(({ object, at }) => ({
      at: `${at}/name`,
      found: `is ${shown(text(object, 'name'))}, which an earlier container of the pod has, so that the name finds that one`,
      hint: 'Rename one of the two.',
    })),
  ];
}

function clash(a: JsonObject, b: JsonObject): boolean {
  const [one, two] = [hostPort(a), hostPort(b)];
  if (one === 0 || two === 0) return true;
  const sameAddress = text(a, 'hostIP') === text(b, 'hostIP');
  const anyAddress = text(a, 'hostIP') === undefined || text(b, 'hostIP') === undefined;
  return one === two && (sameAddress || anyAddress);
}

function hostPort(port: JsonObject): number {
  return number(port, 'hostPort') ?? 0;
}

/** A compiled container as the arguments of `docker run`, which podman and nerdctl take too. */
import { parseQuantity } from '../../compiler/index.ts';
import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { expanded, type WorkerPod } from '../worker/environment.ts';

/** By which the containers of all runs are found: `docker ps --filter label=layerc.dev`. */
export const LABEL = 'layerc.dev';

export interface ContainerSpec {
  readonly pod: WorkerPod;
  readonly name: string;
  /** In place of the one that the Function names. */
  readonly image: string | undefined;
  readonly env: Readonly<Record<string, string>>;
  /** Variables that the engine itself listens to: they go by their values, all others by their names. */
  readonly engineEnv: Readonly<Record<string, string | undefined>>;
  readonly pull: PullPolicy | undefined;
  /** Arguments for the engine that somebody has given. */
  readonly more: readonly string[];
}

export type PullPolicy = 'always' | 'missing' | 'never';

export interface RunArguments {
  readonly args: readonly string[];
  /** What the container has on a cluster and not here. */
  readonly lacks: readonly string[];
}

/** No shell reads them, and no value of a variable stands in them where others could see it. */
export function runArguments(spec: ContainerSpec): RunArguments {
  const { pod, name, env, engineEnv, more } = spec;
  const { container } = pod;
  const image = spec.image ?? String(container.image);
  const variables = Object.entries(env).flatMap(([key, value]) => [
    '--env',
    Object.hasOwn(engineEnv, key) ? `${key}=${value}` : key,
  ]);
  const command = wordsOf(container.command, env);
  const [entrypoint, ...rest] = command;
  const mounts = mountsOf(pod);
  const limits = limitsOf(container);
  return {
    args: [
      ...['run', '--rm', '--name', name, '--label', `${LABEL}=${pod.namespace}`],
      // The gateway listens on this machine alone, and so do push workers.
      ...['--network', 'host', '--pull', spec.pull ?? pullOf(container, image)],
      ...variables,
      ...limits.args,
      ...userOf(pod),
      ...(typeof container.workingDir === 'string' ? ['--workdir', container.workingDir] : []),
      ...mounts.args,
      ...(entrypoint === undefined ? [] : ['--entrypoint', entrypoint]),
      ...more,
      image,
      ...rest,
      ...wordsOf(container.args, env),
    ],
    lacks: [...limits.lacks, ...mounts.lacks],
  };
}

function wordsOf(list: Json | undefined, env: Readonly<Record<string, string>>): readonly string[] {
  const known = new Map(Object.entries(env));
  return isArray(list) ? list.map((word) => expanded(String(word), known)) : [];
}

/** As the kubelet decides: a tag that moves is looked up each time. */
function pullOf({ imagePullPolicy }: JsonObject, image: string): PullPolicy {
  if (imagePullPolicy === 'Always') return 'always';
  if (imagePullPolicy === 'Never') return 'never';
  const isMoving = imagePullPolicy === undefined && !image.includes('@') && !/:(?!latest$)[^/]+$/.test(image);
  // An image of this machine has no registry to be looked up in.
  return isMoving && !image.startsWith('localhost/') ? 'always' : 'missing';
}

const UNITS = ['cpu', 'memory'];

function limitsOf({ resources }: JsonObject): RunArguments {
  const limits = isObject(resources) && isObject(resources.limits) ? resources.limits : {};
  const one = parseQuantity('1') ?? 1n;
  const amount = (name: string) => {
    const value = Object.hasOwn(limits, name) ? parseQuantity(String(limits[name])) : null;
    return value === null ? undefined : Number(value) / Number(one);
  };
  const [cpu, memory] = UNITS.map(amount);
  const others = Object.keys(limits).filter((name) => !UNITS.includes(name));
  return {
    args: [
      ...(cpu === undefined ? [] : ['--cpus', String(cpu)]),
      ...(memory === undefined ? [] : ['--memory', `${Math.ceil(memory)}b`]),
    ],
    lacks: others.map((name) => `${name} (give it with --engine-arg)`),
  };
}

/** Of the container, else of the pod. */
function userOf({ spec, container }: WorkerPod): readonly string[] {
  const [inner, outer] = [container.securityContext, spec.securityContext].map((one) =>
    isObject(one) ? one : {},
  ) as [JsonObject, JsonObject];
  const user = inner.runAsUser ?? outer.runAsUser;
  const group = inner.runAsGroup ?? outer.runAsGroup;
  return [
    ...(user === undefined ? [] : ['--user', group === undefined ? `${user}` : `${user}:${group}`]),
    ...(inner.readOnlyRootFilesystem === true ? ['--read-only'] : []),
  ];
}

/** Folders that are empty at first; what else a cluster mounts is not here. */
function mountsOf({ spec, container }: WorkerPod): RunArguments {
  const volumes = isArray(spec.volumes) ? spec.volumes.filter(isObject) : [];
  const mounts = isArray(container.volumeMounts) ? container.volumeMounts.filter(isObject) : [];
  const isEmpty = ({ name }: JsonObject) =>
    isObject(volumes.find((volume) => volume.name === name)?.emptyDir ?? null);
  return {
    args: mounts.filter(isEmpty).flatMap(({ mountPath }) => ['--tmpfs', String(mountPath)]),
    lacks: mounts
      .filter((mount) => !isEmpty(mount))
      .map(({ name, mountPath }) => `the volume ${name} at ${mountPath} (give one with --engine-arg)`),
  };
}

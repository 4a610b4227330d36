/** What a local run takes of a compiled Function. */
import type { CompiledFunction, Settings } from '../../compiler/index.ts';
import { registrationOf } from '../../gateway/core/registration.ts';
import { serviceUrl } from '../../gateway/sync/index.ts';
import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { adopted } from '../../json/read-json.ts';
import type { WorkerPod } from './environment.ts';
import { type Scaling, scalingOf } from './scaling.ts';

export interface Workload {
  readonly id: string;
  readonly base: string;
  /** As POST takes it; undefined for a Function that only a schedule wakes. */
  readonly registration: JsonObject | undefined;
  /** Whose rows it is for, also where no gateway knows it. */
  readonly namespaces: readonly string[];
  readonly pod: WorkerPod;
  readonly scaling: Scaling;
  readonly graceMs: number;
  /** The port of the container, for push. */
  readonly port: number | undefined;
  readonly isPaused: boolean;
  /** The same text for the same workers: whoever sees another one starts them anew. */
  readonly fingerprint: string;
}

export function workloadOf(fn: CompiledFunction, settings: Settings): Workload {
  const { objects } = fn;
  const deployment = objects.find(({ kind }) => kind === 'Deployment') as JsonObject;
  const template = at(deployment, 'spec', 'template');
  const spec = at(template, 'spec');
  const containers = isArray(spec.containers) ? spec.containers.filter(isObject) : [];
  const container = containers.find(({ name }) => name === 'udf') ?? containers[0] ?? {};
  const base = String(at(deployment, 'metadata').name);
  const service = objects.find(({ kind }) => kind === 'Service') as JsonObject | undefined;
  const port = service === undefined ? undefined : portOf(service);
  const url = serviceUrl(objects, fn.namespace);
  const { name, filled, activeNamespaces } = fn;
  const registration = registrationOf({ name, filled, activeNamespaces, url });
  const pod: WorkerPod = {
    namespace: fn.namespace,
    metadata: at(template, 'metadata'),
    spec,
    container,
    gatewayBaseUrl: settings.gatewayBaseUrl,
    tokenSecret: `${settings.gatewaySecretName}/${settings.gatewaySecretKey}`,
  };
  return {
    id: name,
    base,
    registration: registration && adopted(registration),
    namespaces: [...new Set([...activeNamespaces, ...textsOf(at(filled, 'spec').targetNamespaces)])],
    pod,
    scaling: scalingOf(objects),
    graceMs: Number(spec.terminationGracePeriodSeconds ?? 30) * 1000,
    port,
    isPaused: at(filled, 'spec').paused === true,
    fingerprint: JSON.stringify(template),
  };
}

function at(object: JsonObject, ...keys: readonly string[]): JsonObject {
  let here: Json | undefined = object;
  for (const key of keys) here = isObject(here) ? here[key] : undefined;
  return isObject(here) ? here : {};
}

function textsOf(value: Json | undefined): readonly string[] {
  return isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function portOf(service: JsonObject): number {
  const { ports } = at(service, 'spec');
  const [first] = isArray(ports) ? ports.filter(isObject) : [];
  return Number(first?.port ?? 8080);
}

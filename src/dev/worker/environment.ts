/** The environment of a local worker: that of the compiled container, with what only a cluster has put in by hand. */
import { parseQuantity } from '../../compiler/index.ts';
import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';

/** What a reference of the container may be answered with. */
export interface Given {
  /** `NAME/KEY` of a Secret or ConfigMap to its value. */
  readonly secrets: ReadonlyMap<string, string>;
  /** Variables of env files, in place of whatever cannot be looked up here. */
  readonly variables: ReadonlyMap<string, string>;
}

/** What is known of a worker that is about to start. */
export interface WorkerFacts {
  readonly name: string;
  readonly uid: string;
  readonly gatewayUrl: string;
  readonly token: string;
  /** The port that it shall listen on, for push. */
  readonly port: number | undefined;
}

/** The part of a Deployment that a local worker is made of. */
export interface WorkerPod {
  readonly namespace: string;
  readonly metadata: JsonObject;
  readonly spec: JsonObject;
  readonly container: JsonObject;
  /** As the settings name it; a worker that asks for another one is left alone. */
  readonly gatewayBaseUrl: string;
  /** `NAME/KEY` of the Secret with the gateway's token. */
  readonly tokenSecret: string;
}

export interface Environment {
  readonly env: Readonly<Record<string, string>>;
  /** References that nothing answers, each as a sentence. */
  readonly missing: readonly string[];
}

export function environmentOf(pod: WorkerPod, facts: WorkerFacts, given: Given): Environment {
  const missing: string[] = [];
  const env = new Map<string, string>(given.variables);
  for (const source of listOf(pod.container.envFrom)) addAll(source, given, env, missing);
  for (const entry of listOf(pod.container.env)) {
    const name = String(entry.name);
    const found = isObject(entry.valueFrom)
      ? (referred(entry.valueFrom, pod, facts, given) ?? given.variables.get(name))
      : expanded(typeof entry.value === 'string' ? entry.value : '', env);
    if (found !== undefined) env.set(name, atHome(name, found, pod, facts));
    else if (!isOptional(entry.valueFrom as JsonObject))
      missing.push(sentence(name, entry.valueFrom as JsonObject));
  }
  return { env: Object.fromEntries(env), missing };
}

/** A worker here talks to the gateway here, and listens where nobody else does. */
function atHome(name: string, value: string, pod: WorkerPod, facts: WorkerFacts): string {
  if (name === 'HEVLAYER_BASE_URL' && value === pod.gatewayBaseUrl) return facts.gatewayUrl;
  if (name === 'PORT' && facts.port !== undefined) return String(facts.port);
  return value;
}

function referred(source: JsonObject, pod: WorkerPod, facts: WorkerFacts, given: Given): string | undefined {
  const { secretKeyRef, configMapKeyRef, fieldRef, resourceFieldRef } = source;
  if (isObject(fieldRef)) return fieldOf(String(fieldRef.fieldPath), pod, facts);
  if (isObject(resourceFieldRef)) return resourceOf(resourceFieldRef, pod.container);
  const ref = isObject(secretKeyRef) ? secretKeyRef : isObject(configMapKeyRef) ? configMapKeyRef : undefined;
  if (ref === undefined) return undefined;
  const address = `${ref.name}/${ref.key}`;
  const isToken = isObject(secretKeyRef) && address === pod.tokenSecret;
  return given.secrets.get(address) ?? (isToken ? facts.token : undefined);
}

function fieldOf(
  path: string,
  { namespace, metadata, spec }: WorkerPod,
  facts: WorkerFacts,
): string | undefined {
  const [, map, key] = /^metadata\.(labels|annotations)\['(.+)'\]$/.exec(path) ?? [];
  if (map !== undefined && key !== undefined) {
    const entries = metadata[map];
    return isObject(entries) && typeof entries[key] === 'string' ? entries[key] : '';
  }
  const known: { readonly [path: string]: string } = {
    'metadata.name': facts.name,
    'metadata.namespace': namespace,
    'metadata.uid': facts.uid,
    'spec.nodeName': 'localhost',
    'spec.serviceAccountName':
      typeof spec.serviceAccountName === 'string' ? spec.serviceAccountName : 'default',
    'status.hostIP': '127.0.0.1',
    'status.hostIPs': '127.0.0.1',
    'status.podIP': '127.0.0.1',
    'status.podIPs': '127.0.0.1',
  };
  return Object.hasOwn(known, path) ? known[path] : undefined;
}

/** As the kubelet counts: in the divisor, rounded up. */
function resourceOf({ resource, divisor }: JsonObject, container: JsonObject): string | undefined {
  const [kind = '', name = ''] = String(resource).split(/\.(.*)/s);
  const resources = isObject(container.resources) ? container.resources : {};
  const amounts = resources[kind];
  const amount = isObject(amounts) ? amounts[name] : undefined;
  if (amount === undefined) return undefined;
  const value = parseQuantity(String(amount));
  const unit = parseQuantity(String(divisor ?? '1'));
  if (value === null || unit === null) return undefined;
  const whole = unit === 0n ? parseQuantity('1') : unit;
  return whole === null ? undefined : String((value + whole - 1n) / whole);
}

function addAll(source: JsonObject, { secrets }: Given, env: Map<string, string>, missing: string[]): void {
  const ref = isObject(source.secretRef)
    ? source.secretRef
    : isObject(source.configMapRef)
      ? source.configMapRef
      : {};
  const prefix = typeof source.prefix === 'string' ? source.prefix : '';
  const found = [...secrets].filter(([address]) => address.startsWith(`${ref.name}/`));
  for (const [address, value] of found) env.set(prefix + address.slice(String(ref.name).length + 1), value);
  if (found.length > 0 || ref.optional === true) return;
  missing.push(`Every key of ${ref.name} is a variable: give them with --secret ${ref.name}/KEY=VALUE.`);
}

function isOptional(source: JsonObject): boolean {
  return Object.values(source).some((ref) => isObject(ref) && ref.optional === true);
}

function sentence(name: string, source: JsonObject): string {
  const [kind = '', ref] = Object.entries(source)[0] ?? [];
  const { name: object, key, fieldPath, resource } = isObject(ref) ? ref : ({} as JsonObject);
  if (kind === 'secretKeyRef' || kind === 'configMapKeyRef')
    return `${name} comes from the key ${key} of ${object}: give it with --secret ${object}/${key}=VALUE, or as ${name} in an --env-file.`;
  return `${name} comes from ${fieldPath ?? resource ?? kind}, which nothing here has: give it as ${name} in an --env-file.`;
}

/** `$(NAME)` is the variable before, and `$$` a dollar, as in a pod. */
export function expanded(value: string, env: ReadonlyMap<string, string>): string {
  return value.replace(/\$\$|\$\(([A-Za-z_.-][A-Za-z0-9_.-]*)\)/g, (all, name?: string) =>
    name === undefined ? '$' : (env.get(name) ?? all),
  );
}

function listOf(value: Json | undefined): readonly JsonObject[] {
  return isArray(value) ? value.filter(isObject) : [];
}

import type { ApiClient } from '../api.ts';
import type { Container, EnvFrom, EnvVar, Pod, PodAddress } from './pod.ts';

/** An environment that cannot be made, as when a Secret is missing. The kubelet calls it CreateContainerConfigError. */
export class EnvError extends Error {}

type Data = Readonly<Record<string, string>>;

/** Resolves a container's environment as the kubelet does, reading Secrets and ConfigMaps through the API. */
export async function resolveEnv(
  client: ApiClient,
  pod: Pod,
  address: PodAddress,
  container: Container,
): Promise<Record<string, string>> {
  const env: Record<string, string> = {};
  const source = (kind: 'secrets' | 'configmaps', ref: { name: string; optional?: boolean }) =>
    readData(client, `/api/v1/namespaces/${pod.metadata.namespace}/${kind}/${ref.name}`, kind, ref);
  for (const from of container.envFrom ?? []) Object.assign(env, await wholeSource(from, source));
  for (const entry of container.env ?? []) {
    const value = await resolveValue(entry, env, pod, address, source);
    if (value !== undefined) env[entry.name] = value;
  }
  return env;
}

/** Replaces `$(NAME)` by the variable of that name. Unknown names stay; `$$` is a plain dollar sign. */
export function expand(text: string, env: Readonly<Record<string, string>>): string {
  return text.replace(/\$\$|\$\(([^()\s]+)\)/g, (match, name: string | undefined) =>
    name === undefined ? '$' : (env[name] ?? match),
  );
}

type ReadSource = (
  kind: 'secrets' | 'configmaps',
  ref: { name: string; optional?: boolean },
) => Promise<Data | undefined>;

async function wholeSource(from: EnvFrom, source: ReadSource): Promise<Record<string, string>> {
  const data =
    (from.secretRef && (await source('secrets', from.secretRef))) ??
    (from.configMapRef && (await source('configmaps', from.configMapRef))) ??
    {};
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [`${from.prefix ?? ''}${key}`, value]),
  );
}

async function resolveValue(
  { name, value, valueFrom }: EnvVar,
  env: Readonly<Record<string, string>>,
  pod: Pod,
  address: PodAddress,
  source: ReadSource,
): Promise<string | undefined> {
  if (valueFrom === undefined) return expand(value ?? '', env);
  if (valueFrom.fieldRef) return fieldValue(pod, address, valueFrom.fieldRef.fieldPath);
  const [kind, ref] = valueFrom.secretKeyRef
    ? (['secrets', valueFrom.secretKeyRef] as const)
    : (['configmaps', valueFrom.configMapKeyRef] as const);
  if (ref === undefined)
    throw new EnvError(`${name}: the test environment does not know this kind of valueFrom`);
  const found = (await source(kind, ref))?.[ref.key];
  if (found === undefined && !ref.optional)
    throw new EnvError(`couldn't find key ${ref.key} in ${kind} ${ref.name}`);
  return found;
}

function fieldValue(pod: Pod, address: PodAddress, path: string): string {
  const { metadata, spec } = pod;
  const keyed = /^metadata\.(labels|annotations)\['([^']+)'\]$/.exec(path);
  if (keyed) return metadata[keyed[1] as 'labels' | 'annotations']?.[keyed[2] ?? ''] ?? '';
  const fields: Readonly<Record<string, string>> = {
    'metadata.name': metadata.name,
    'metadata.namespace': metadata.namespace,
    'metadata.uid': metadata.uid,
    'spec.nodeName': spec.nodeName ?? '',
    'spec.serviceAccountName': spec.serviceAccountName ?? '',
    'status.podIP': address.podIP,
    'status.podIPs': address.podIP,
    'status.hostIP': address.hostIP,
    'status.hostIPs': address.hostIP,
  };
  const value = fields[path];
  if (value === undefined) throw new EnvError(`the test environment does not know the field ${path}`);
  return value;
}

async function readData(
  client: ApiClient,
  path: string,
  kind: 'secrets' | 'configmaps',
  ref: { name: string; optional?: boolean },
): Promise<Data | undefined> {
  const { status, body } = await client.request<{ data?: Data }>('GET', path);
  if (status === 404 && ref.optional) return undefined;
  if (status !== 200) throw new EnvError(`${kind} "${ref.name}" not found`);
  const data = body.data ?? {};
  if (kind === 'configmaps') return data;
  return Object.fromEntries(
    Object.entries(data).map(([key, text]) => [key, Buffer.from(text, 'base64').toString('utf8')]),
  );
}

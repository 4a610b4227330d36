import type { ApiClient } from '../api.ts';
import { localAddress } from '../node-agent.ts';

type EndpointSlices = {
  readonly items: readonly {
    readonly ports?: readonly { readonly name?: string; readonly port?: number }[];
    readonly endpoints?: readonly {
      readonly addresses: readonly string[];
      readonly conditions?: { ready?: boolean };
    }[];
  }[];
};

type Service = {
  readonly spec: { readonly ports: readonly { readonly name?: string; readonly port: number }[] };
};

/**
 * Resolves the URL of a Service in this cluster to the ready endpoints behind it, as kube-proxy would, and those to
 * the local processes that stand for the pods.
 */
export function serviceResolver(client: ApiClient): (url: string) => Promise<readonly string[]> {
  return async (url) => {
    const { hostname, port, protocol } = new URL(url);
    const [service = '', namespace = ''] = hostname.split('.');
    const { spec } = await client.get<Service>(`/api/v1/namespaces/${namespace}/services/${service}`);
    const wanted = Number(port || 80);
    const index = spec.ports.findIndex((candidate) => candidate.port === wanted);
    if (index < 0) return [];
    const name = spec.ports[index]?.name ?? '';
    const slices = await client.get<EndpointSlices>(
      `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices?labelSelector=kubernetes.io/service-name=${service}`,
    );
    return slices.items.flatMap(({ ports = [], endpoints = [] }) => {
      const target = ports.find((entry) => (entry.name ?? '') === name);
      if (target?.port === undefined) return [];
      return endpoints
        .filter(({ conditions }) => conditions?.ready !== false)
        .flatMap(({ addresses }) => addresses.map((ip) => `${protocol}//${localAddress(ip)}:${target.port}`));
    });
  };
}

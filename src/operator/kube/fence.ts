import type { Cluster } from './cluster.ts';

/** A write that was not sent, because this replica may not write any more. */
export class NotLeader extends Error {}

/** The cluster, for as long as `mayWrite` says so: each write asks it at the last moment. */
export function fenced(cluster: Cluster, mayWrite: () => boolean): Cluster {
  const guard = () => {
    if (!mayWrite()) throw new NotLeader('another replica may hold the lease by now');
  };
  return {
    list: (...args) => cluster.list(...args),
    watch: (...args) => cluster.watch(...args),
    get: (...args) => cluster.get(...args),
    apply: async (...args) => {
      guard();
      return cluster.apply(...args);
    },
    delete: async (...args) => {
      guard();
      return cluster.delete(...args);
    },
    create: async (...args) => {
      guard();
      return cluster.create(...args);
    },
    update: async (...args) => {
      guard();
      return cluster.update(...args);
    },
    mergeStatus: async (...args) => {
      guard();
      return cluster.mergeStatus(...args);
    },
    patch: async (...args) => {
      guard();
      return cluster.patch(...args);
    },
  };
}

/** The cluster for `--dry-run`: it is read, and what is written goes nowhere. */
export function readOnly(cluster: Cluster): Cluster {
  return {
    ...fenced(cluster, () => false),
    apply: async (_, object) => ({ object, created: false }),
    delete: async () => undefined,
    create: async (_, object) => object,
    update: async (_, object) => object,
    mergeStatus: async (_, object) => object,
    patch: async (resource, { name, namespace }) => ({
      apiVersion: resource.apiVersion,
      kind: resource.kind,
      metadata: { name, ...(namespace !== undefined && { namespace }) },
    }),
  };
}

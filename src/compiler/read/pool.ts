import type { Json, JsonObject } from '../../json/json.ts';
import type { Pointer } from '../../json/pointer.ts';
import type { FilledPoolDisruption, FilledPoolRollout } from '../../schema/infra-rules.generated.ts';

/** A compute pool, as the emitters use it. */
export interface Pool {
  readonly name: string;
  readonly kind: string;
  readonly maxReplicas: number;
  /** Most workers of all its Functions together. */
  readonly maxReplicasTotal: number | null;
  readonly nodeSelector: JsonObject | null;
  readonly tolerations: readonly Json[] | null;
  readonly resources: JsonObject | null;
  /** The platform team's patch of its pods. */
  readonly template: PoolTemplate | null;
  /** JSON pointers into the pod template that a podSpec may not change. */
  readonly protected: readonly Pointer[];
  readonly disruption: FilledPoolDisruption | null;
  readonly rollout: FilledPoolRollout | null;
  /** Level of the Pod Security Standards that its pods are held to. */
  readonly podSecurity: 'privileged' | 'baseline' | 'restricted';
  /** What a podSpec may name: patterns, in which `*` stands for any characters. */
  readonly allowedServiceAccounts: readonly string[];
  readonly allowedSecrets: readonly string[];
  /** Where it stands: document and pointer, for diagnostics and origins. */
  readonly source: number;
  readonly pointer: Pointer;
}

/** What a pool makes of the pods before worker.podSpec does. */
export interface PoolTemplate {
  readonly metadata: {
    readonly labels?: { readonly [key: string]: string };
    readonly annotations?: { readonly [key: string]: string };
  };
  readonly spec: JsonObject | null;
}

/** The pools by name, in the order of InfraRules/default. */
export type Policy = ReadonlyMap<string, Pool>;

import type { Json, JsonObject } from '../../json/json.ts';
import type { Pointer } from '../../json/pointer.ts';

/** A compute pool, as the emitters use it. */
export interface Pool {
  readonly name: string;
  readonly kind: string;
  readonly maxReplicas: number;
  readonly nodeSelector: JsonObject | null;
  readonly tolerations: readonly Json[] | null;
  readonly resources: JsonObject | null;
  /** Level of the Pod Security Standards that its pods are held to. */
  readonly podSecurity: 'privileged' | 'baseline' | 'restricted';
  /** What a podSpec may name: patterns, in which `*` stands for any characters. */
  readonly allowedServiceAccounts: readonly string[];
  readonly allowedSecrets: readonly string[];
  /** Where it stands: document and pointer, for diagnostics and origins. */
  readonly source: number;
  readonly pointer: Pointer;
}

/** The pools by name, in the order of InfraRules/default. */
export type Policy = ReadonlyMap<string, Pool>;

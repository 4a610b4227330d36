import type { JsonObject } from '../../json/json.ts';
import type { FilledFunctionSpec as FunctionSpec } from '../../schema/function.generated.ts';

export type {
  FilledFunctionSpec as FunctionSpec,
  FilledLabelRequirement as LabelRequirement,
  FilledLabelSelector as LabelSelector,
} from '../../schema/function.generated.ts';

/**
 * A Function that has passed its schema, in the shape of the newest generation: every default of the CRD is filled in,
 * a null that means "absent" is absent.
 */
export interface FunctionView {
  /** Index of its document. */
  readonly source: number;
  readonly name: string;
  readonly namespace: string;
  readonly namespaceGiven: boolean;
  readonly labels: { readonly [key: string]: string };
  readonly annotations: { readonly [key: string]: string };
  readonly spec: FunctionSpec;
  /** spec as it was written, to tell a given value from a default. */
  readonly given: JsonObject;
}

/** The pool a Function runs on: the one it names, else the one called like its class. */
export function poolName(spec: FunctionSpec): string {
  return spec.scaling.pool ?? spec.worker.computeClass;
}

/** The most workers it may have: hev's fixed mode runs min, and one that rests has none. */
export function mostWorkers({ paused, scaling: { mode, replicas } }: FunctionSpec): number {
  if (paused || mode === 'disabled') return 0;
  return mode === 'fixed' ? replicas.min : replicas.max;
}

/** Hourly, as hev's operator has it. */
const HOURLY = '0 * * * *';

export function cronOf(spec: FunctionSpec): string {
  return spec.schedule.cron ?? HOURLY;
}

/** Rows drive it, not its schedule alone. */
export function hasQueue(spec: FunctionSpec): boolean {
  return !(spec.triggers.length > 0 && spec.triggers.every((trigger) => trigger === 'schedule'));
}

export function hasSchedule(spec: FunctionSpec): boolean {
  return spec.triggers.includes('schedule');
}

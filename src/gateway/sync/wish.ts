/** What the gateway is to have of a Function. */
import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { type Registered, registrationOf } from '../core/registration.ts';

export interface Wish {
  readonly id: string;
  /** Only what the Function says or its defaults are: the gateway's own fields stand beside. */
  readonly spec: JsonObject;
  readonly paused: boolean;
}

/** A compiled Function, as far as its registration goes. */
export interface Compiled extends Omit<Registered, 'url'> {
  readonly namespace: string;
  readonly objects: readonly JsonObject[];
}

/** Null for a Function that only a schedule wakes: no gateway has a UDF for that. */
export function wishOf({ name, namespace, filled, activeNamespaces, objects }: Compiled): Wish | null {
  const url = serviceUrl(objects, namespace);
  const registration = registrationOf({ name, filled, activeNamespaces, url });
  if (registration === undefined) return null;
  const { id, spec, paused } = registration as unknown as Wish;
  return { id, spec, paused };
}

/** Where the gateway calls the workers of a push Function; undefined where they call it. */
export function serviceUrl(objects: readonly JsonObject[], namespace: string): string | undefined {
  const service = objects.find(({ kind }) => kind === 'Service');
  if (service === undefined) return undefined;
  const { ports } = objectOf(service.spec);
  const [first] = isArray(ports) ? ports.filter(isObject) : [];
  return `http://${objectOf(service.metadata).name}.${namespace}.svc:${first?.port ?? 8080}`;
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

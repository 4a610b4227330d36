/** The amounts in the resources of a pod and of its containers. */
import type { JsonObject } from '../../json/json.ts';
import { type Billionths, parseQuantity } from '../kubernetes/quantity.ts';
import { inner, type Located, objects, text } from './constraint.ts';
import { numberText } from './leaf-types.ts';

/** An amount, and how it is written. */
export interface Quantity {
  readonly amount: Billionths;
  readonly written: string;
}

/** One of the limits or requests. */
export interface Amount extends Quantity {
  readonly field: 'limits' | 'requests';
  readonly name: string;
}

/** Of the resources that were asked about last: half a dozen constraints ask, and most pods have those of their pool. */
let known: Known | undefined;

interface Known {
  readonly resources: JsonObject;
  readonly all: readonly Amount[];
  readonly requests: readonly { readonly request: Amount; readonly limit: Quantity | undefined }[];
}

/** The limits, then the requests. */
export function amounts(resources: JsonObject): Known['all'] {
  return lookedAt(resources).all;
}

/** The requests with the limits beside them. */
export function requestsOf(resources: JsonObject): Known['requests'] {
  return lookedAt(resources).requests;
}

function lookedAt(resources: JsonObject): Known {
  if (known?.resources === resources) return known;
  const limits = quantities(resources, 'limits');
  const ofLimits = [...limits].map(([name, found]): Amount => ({ field: 'limits', name, ...found }));
  const ofRequests = [...quantities(resources, 'requests')].map(
    ([name, found]): Amount => ({ field: 'requests', name, ...found }),
  );
  const requests = ofRequests.map((request) => ({ request, limit: limits.get(request.name) }));
  known = { resources, all: [...ofLimits, ...ofRequests], requests };
  return known;
}

/** What the containers of a pod request at the same time; an init container runs beside the sidecars before it. */
export function requestsTogether(pod: JsonObject): ReadonlyMap<string, Billionths> {
  const requests = ({ object }: Located) => {
    const found = quantities(inner(object, 'resources') ?? {}, 'requests');
    return new Map([...found].map(([name, { amount }]) => [name, amount]));
  };
  const most = sum(objects(pod, 'containers').map(requests));
  const sidecars = new Map<string, Billionths>();
  const peaks: (readonly [string, Billionths])[] = [];
  for (const container of objects(pod, 'initContainers')) {
    const own = requests(container);
    if (text(container.object, 'restartPolicy') === 'Always') add(sidecars, own);
    // A resource that it does not ask for is never scarcer here than when all sidecars and containers run.
    else for (const [name, amount] of own) peaks.push([name, amount + (sidecars.get(name) ?? 0n)]);
  }
  add(most, sidecars);
  for (const [name, amount] of peaks) if (amount > (most.get(name) ?? 0n)) most.set(name, amount);
  return most;
}

function sum(maps: readonly ReadonlyMap<string, Billionths>[]): Map<string, Billionths> {
  const total = new Map<string, Billionths>();
  for (const map of maps) add(total, map);
  return total;
}

function add(total: Map<string, Billionths>, more: ReadonlyMap<string, Billionths>): void {
  for (const [name, amount] of more) total.set(name, (total.get(name) ?? 0n) + amount);
}

/** The amounts of a field, by their names. */
export function quantities(resources: JsonObject, field: string): ReadonlyMap<string, Quantity> {
  const map = inner(resources, field) ?? {};
  const found = new Map<string, Quantity>();
  for (const name of Object.keys(map)) {
    const one = quantity(map, name);
    if (one !== undefined) found.set(name, one);
  }
  return found;
}

/** A field that is an amount. */
export function quantity(object: JsonObject, field: string): Quantity | undefined {
  const written = quantityText(object, field);
  const amount = written === undefined ? null : parseQuantity(written);
  return written === undefined || amount === null ? undefined : { amount, written };
}

/** The text of an amount, right or wrong. */
export function quantityText(object: JsonObject, field: string): string | undefined {
  const value = Object.hasOwn(object, field) ? object[field] : undefined;
  return typeof value === 'string' ? value.trim() : numberText(value);
}

import { isExtendedResource, parseQuantity } from '../compiler/index.ts';
import { ExactNumber, isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import { valueAt } from '../json/path.ts';

/** How many of each device, such as nvidia.com/gpu. */
export type Devices = ReadonlyMap<string, number>;

const NONE: Devices = new Map();
const BILLION = 1_000_000_000n;

/** What one pod of a Deployment asks of its node. */
export function devicesOfPod(deployment: JsonObject | undefined): Devices {
  const spec = valueAt(deployment, '/spec/template/spec');
  if (!isObject(spec)) return NONE;
  const inits = containers(spec.initContainers);
  const sidecars = inits.filter(({ restartPolicy }) => restartPolicy === 'Always');
  const running = sum([...containers(spec.containers), ...sidecars].map(devicesOf));
  // An init container has ended before the others begin; devices are handed on to them.
  const starting = inits.filter(({ restartPolicy }) => restartPolicy !== 'Always').map(devicesOf);
  return starting.reduce(largest, running);
}

export function times(devices: Devices, count: number): Devices {
  return devices.size === 0 ? NONE : new Map([...devices].map(([name, amount]) => [name, amount * count]));
}

export function sum(all: readonly Devices[]): Devices {
  return all.reduce((total, one) => combined(total, one, (a, b) => a + b), NONE);
}

function largest(one: Devices, other: Devices): Devices {
  return combined(one, other, Math.max);
}

function combined(one: Devices, other: Devices, join: (a: number, b: number) => number): Devices {
  if (one.size === 0) return other;
  if (other.size === 0) return one;
  const names = [...new Set([...one.keys(), ...other.keys()])].sort();
  return new Map(names.map((name) => [name, join(one.get(name) ?? 0, other.get(name) ?? 0)]));
}

function containers(list: Json | undefined): JsonObject[] {
  return isArray(list) ? list.filter(isObject) : [];
}

/** Of a device request and limit are the same. */
function devicesOf({ resources }: JsonObject): Devices {
  if (!isObject(resources)) return NONE;
  const amounts = { ...objectOf(resources.requests), ...objectOf(resources.limits) };
  const found = Object.entries(amounts).flatMap(([name, amount]): [string, number][] => {
    const count = isExtendedResource(name) ? countOf(amount) : 0;
    return count === 0 ? [] : [[name, count]];
  });
  return found.length === 0 ? NONE : new Map(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function countOf(amount: Json): number {
  const text = amount instanceof ExactNumber ? amount.text : String(amount);
  return Number((parseQuantity(text) ?? 0n) / BILLION);
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

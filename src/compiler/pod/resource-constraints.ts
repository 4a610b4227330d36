import type { JsonObject } from '../../json/json.ts';
import { child, type Pointer } from '../../json/pointer.ts';
import { isExtendedResource } from '../kubernetes/extended-resource.ts';
import { type Billionths, isWhole, parseQuantity } from '../kubernetes/quantity.ts';
import { shown } from '../words/phrases.ts';
import {
  type Breach,
  breach,
  type Constraint,
  exactlyOne,
  has,
  inner,
  type Located,
  namesIn,
  objects,
  text,
} from './constraint.ts';
import { numberText } from './leaf-types.ts';
import { isExact, isHuge, isResource, meantBy, STANDARD_RESOURCES } from './resource-names.ts';

const ONE = 1_000_000_000n;
const REFERENCE = /^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.*)$/;

/** Amounts of processor, memory and devices. */
export const RESOURCE_CONSTRAINTS: readonly Constraint[] = [
  {
    of: ['ResourceRequirements'],
    must: `a resource is ${STANDARD_RESOURCES.join(', ')} or hugepages-<size>, or has a domain as nvidia.com/gpu has`,
    hint: 'Correct the name of the resource.',
    check: (resources) =>
      amounts(resources)
        .filter(({ name }) => !isResource(name))
        .map((amount) => ({ at: placeOf(amount), found: 'names no resource', ...meantBy(amount.name) })),
  },
  {
    of: ['ResourceRequirements', 'VolumeResourceRequirements'],
    must: 'an amount is not negative',
    hint: 'Write 0 or more.',
    check: (resources) =>
      amounts(resources)
        .filter(({ amount }) => amount < 0n)
        .map((amount) => ({ at: placeOf(amount), found: `is ${amount.written}` })),
  },
  {
    of: ['ResourceRequirements'],
    must: 'a device is counted in whole numbers',
    hint: 'Write a whole number.',
    check: (resources) =>
      amounts(resources)
        .filter(({ name, amount }) => isExtendedResource(name) && !isWhole(amount))
        .map((amount) => ({ at: placeOf(amount), found: `is ${amount.written}` })),
  },
  {
    of: ['ResourceRequirements'],
    must: 'a request is at most the limit',
    hint: 'Lower the request or raise the limit.',
    check: (resources) => {
      const limits = quantities(resources, 'limits');
      return [...quantities(resources, 'requests')].flatMap(([name, { amount, written }]) => {
        const limit = limits.get(name);
        if (limit === undefined || amount <= limit.amount || isExact(name)) return [];
        return [conflict(name, written, limit.written, `is ${written}, over the limit of ${limit.written}`)];
      });
    },
  },
  {
    of: ['ResourceRequirements'],
    must: 'the request of a device or of huge pages is equal to its limit',
    hint: 'Write one amount as both, or the limit alone, which the request then follows.',
    check: (resources) => {
      const limits = quantities(resources, 'limits');
      return [...quantities(resources, 'requests')].flatMap(([name, { amount, written }]) => {
        const limit = limits.get(name);
        if (!isExact(name) || limit?.amount === amount) return [];
        const other = limit === undefined ? 'without a limit' : `beside a limit of ${limit.written}`;
        if (limit === undefined) return [{ at: child('/requests', name), found: `is ${written} ${other}` }];
        return [conflict(name, written, limit.written, `is ${written} ${other}`)];
      });
    },
  },
  {
    of: ['ResourceRequirements'],
    must: 'huge pages stand beside cpu or memory',
    hint: 'Add a request or limit of cpu or memory.',
    check: (resources) => {
      const names = amounts(resources).map(({ name }) => name);
      const alone = names.some(isHuge) && !names.includes('cpu') && !names.includes('memory');
      return breach(alone, '', 'has huge pages alone');
    },
  },
  {
    of: ['ResourceRequirements'],
    must: 'huge pages are counted in whole pages',
    hint: 'Write a multiple of the size that the name says.',
    check: (resources) =>
      amounts(resources)
        .filter(({ name, amount }) => isHuge(name) && !isDivisible(name, amount))
        .map((amount) => ({ at: placeOf(amount), found: `is ${amount.written}` })),
  },
  {
    of: ['Container'],
    must: 'the pod has no such resource claim',
    hint: 'Add the claim under resourceClaims, or correct the name.',
    check: (container, pod) => {
      const claims = namesIn(pod, 'resourceClaims');
      return objects(inner(container, 'resources') ?? {}, 'claims').flatMap(({ object, at }) => {
        const name = text(object, 'name');
        return breach(name !== undefined && !claims.has(name), `/resources${at}/name`, `is ${shown(name)}`);
      });
    },
  },
  exactlyOne('PodResourceClaim', 'a claim', ['resourceClaimName', 'resourceClaimTemplateName']),
  {
    of: ['EmptyDirVolumeSource'],
    must: 'a size is not negative',
    hint: 'Write 0 or more.',
    check: (source) => {
      const size = quantity(source, 'sizeLimit');
      return breach((size?.amount ?? 0n) < 0n, '/sizeLimit', `is ${size?.written}`);
    },
  },
  {
    of: ['ResourceFieldSelector'],
    must: 'a reference reads limits or requests of cpu, memory, ephemeral-storage or huge pages',
    hint: 'Write limits.cpu, requests.memory and the like.',
    check: (reference) => {
      const name = text(reference, 'resource');
      return breach(name !== undefined && !REFERENCE.test(name), '/resource', `is ${shown(name)}`);
    },
  },
  {
    of: ['ResourceFieldSelector'],
    must: 'a divisor is 1 or 1m for cpu, and 1, 1k, 1Mi or the like for other resources',
    hint: 'Choose one of these.',
    check: (reference) => {
      const divisor = quantityText(reference, 'divisor');
      if (divisor === undefined || parseQuantity(divisor) === 0n) return [];
      const isCpu = /\.cpu$/.test(text(reference, 'resource') ?? '');
      return breach(!isUnit(divisor, isCpu), '/divisor', `is ${divisor}`);
    },
  },
  {
    of: ['PodSpec'],
    must: 'the resources of a pod hold those of its containers',
    hint: 'Raise those of the pod, or lower those of the containers.',
    check: (pod) => {
      const whole = inner(pod, 'resources');
      if (whole === undefined) return [];
      const limits = quantities(whole, 'limits');
      const needed = requestsTogether(pod);
      return [
        ...[...quantities(whole, 'requests')]
          .filter(([name, { amount }]) => (needed.get(name) ?? 0n) > amount)
          .map(([name, { written }]) => ({
            at: child('/resources/requests', name),
            found: `is ${written}, less than the containers request together`,
          })),
        ...objects(pod, 'containers').flatMap(({ object, at }) =>
          [...quantities(inner(object, 'resources') ?? {}, 'limits')].flatMap(
            ([name, { amount, written }]) => {
              const limit = limits.get(name);
              const found = `is ${written}, over the limit of ${limit?.written} for the pod`;
              return breach(
                limit !== undefined && amount > limit.amount,
                child(`${at}/resources/limits`, name),
                found,
              );
            },
          ),
        ),
      ];
    },
  },
  {
    of: ['PodSpec'],
    must: 'resources of a whole pod are cpu, memory and huge pages',
    hint: 'Write it in the resources of the container.',
    check: (pod) => {
      const resources = inner(pod, 'resources') ?? {};
      return [
        ...breach(has(resources, 'claims'), '/resources/claims', 'is set'),
        ...amounts(resources)
          .filter(({ name }) => name !== 'cpu' && name !== 'memory' && !isHuge(name))
          .map((amount) => ({ at: `/resources${placeOf(amount)}`, found: 'is set' })),
      ];
    },
  },
];

/** A request and a limit that do not go together. */
function conflict(name: string, request: string, limit: string, found: string): Breach {
  return {
    at: child('/requests', name),
    found,
    against: { at: child('/limits', name), found: `is ${limit}`, own: `is ${request}` },
  };
}

interface Quantity {
  readonly amount: Billionths;
  readonly written: string;
}

interface Amount extends Quantity {
  readonly field: 'limits' | 'requests';
  readonly name: string;
}

function amounts(resources: JsonObject): Amount[] {
  const all: Amount[] = [];
  for (const field of ['limits', 'requests'] as const) {
    for (const [name, found] of quantities(resources, field)) all.push({ field, name, ...found });
  }
  return all;
}

function placeOf({ field, name }: Amount): Pointer {
  return child(`/${field}`, name);
}

/** What the containers of a pod request at the same time; an init container runs beside the sidecars before it. */
function requestsTogether(pod: JsonObject): ReadonlyMap<string, Billionths> {
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

function quantities(resources: JsonObject, field: string): ReadonlyMap<string, Quantity> {
  const map = inner(resources, field) ?? {};
  const found = new Map<string, Quantity>();
  for (const name of Object.keys(map)) {
    const one = quantity(map, name);
    if (one !== undefined) found.set(name, one);
  }
  return found;
}

function quantity(object: JsonObject, field: string): Quantity | undefined {
  const written = quantityText(object, field);
  const amount = written === undefined ? null : parseQuantity(written);
  return written === undefined || amount === null ? undefined : { amount, written };
}

function quantityText(object: JsonObject, field: string): string | undefined {
  const value = Object.hasOwn(object, field) ? object[field] : undefined;
  return typeof value === 'string' ? value.trim() : numberText(value);
}

function isDivisible(name: string, amount: Billionths): boolean {
  const page = parseQuantity(name.slice('hugepages-'.length)) ?? 0n;
  return page > 0n && amount >= 0n && amount % page === 0n;
}

/** To the server 1000 is 1k and 1000m is 1, but 1024 is not 1Ki, and "1." is nothing. */
function isUnit(divisor: string, isCpu: boolean): boolean {
  if (/\.(?!\d)/.test(divisor)) return false;
  const amount = parseQuantity(divisor);
  if (isCpu) return amount === ONE || amount === ONE / 1000n;
  const base = divisor.endsWith('i') ? 1024n : 1000n;
  return Array.from({ length: 7 }, (_, power) => ONE * base ** BigInt(power)).some((unit) => unit === amount);
}

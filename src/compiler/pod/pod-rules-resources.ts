import type { JsonObject } from '../../json/json.ts';
import { child, type Pointer } from '../../json/pointer.ts';
import { labelKey } from '../kubernetes/label.ts';
import { type Billionths, isWhole, parseQuantity } from '../kubernetes/quantity.ts';
import { numberText, shown } from './pod-leaf.ts';
import { breach, has, inner, type Located, namesIn, objects, type Rule, text } from './pod-rule.ts';

const STANDARD = ['cpu', 'memory', 'ephemeral-storage'];
const ONE = 1_000_000_000n;
const REFERENCE = /^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.*)$/;

/** Amounts of processor, memory and devices. */
export const RESOURCE_RULES: readonly Rule[] = [
  {
    of: ['ResourceRequirements'],
    must: `a resource is one of ${STANDARD.join(', ')}, hugepages-<size>, or has a domain, as nvidia.com/gpu has`,
    hint: 'Correct the name of the resource.',
    check: (resources) =>
      amounts(resources)
        .filter(({ name }) => !isResource(name))
        .map((amount) => ({ at: placeOf(amount), found: `${shown(amount.name)} is none` })),
  },
  {
    of: ['ResourceRequirements', 'VolumeResourceRequirements'],
    must: 'an amount is not negative',
    hint: 'Write 0 or more.',
    check: (resources) =>
      amounts(resources)
        .filter(({ amount }) => amount < 0n)
        .map((amount) => ({ at: placeOf(amount), found: `${amount.name} is` })),
  },
  {
    of: ['ResourceRequirements'],
    must: 'a resource of a domain is counted in whole numbers',
    hint: 'Write a whole number.',
    check: (resources) =>
      amounts(resources)
        .filter(({ name, amount }) => isExtended(name) && !isWhole(amount))
        .map((amount) => ({ at: placeOf(amount), found: `${amount.name} has a fraction` })),
  },
  {
    of: ['ResourceRequirements'],
    must: 'a request is at most the limit',
    hint: 'Lower the request or raise the limit.',
    check: (resources) => {
      const limits = quantities(resources, 'limits');
      return [...quantities(resources, 'requests')]
        .filter(([name, amount]) => !isExact(name) && amount > (limits.get(name) ?? amount))
        .map(([name]) => ({ at: child('/requests', name), found: `the request of ${name} is over it` }));
    },
  },
  {
    of: ['ResourceRequirements'],
    must: 'a resource of a domain, and huge pages, have a limit, and the request equals it',
    hint: 'Write the limit alone; the request follows it.',
    check: (resources) => {
      const limits = quantities(resources, 'limits');
      return [...quantities(resources, 'requests')]
        .filter(([name, amount]) => isExact(name) && limits.get(name) !== amount)
        .map(([name]) => ({ at: child('/requests', name), found: `${name} does not` }));
    },
  },
  {
    of: ['ResourceRequirements'],
    must: 'huge pages need cpu or memory beside them',
    hint: 'Add a request or limit of cpu or memory.',
    check: (resources) => {
      const names = amounts(resources).map(({ name }) => name);
      const alone = names.some(isHuge) && !names.includes('cpu') && !names.includes('memory');
      return breach(alone, '', 'there is neither');
    },
  },
  {
    of: ['ResourceRequirements'],
    must: 'huge pages are whole pages',
    hint: 'Write a multiple of the size that the name says.',
    check: (resources) =>
      amounts(resources)
        .filter(({ name, amount }) => isHuge(name) && !isDivisible(name, amount))
        .map((amount) => ({ at: placeOf(amount), found: `${amount.name} has another amount` })),
  },
  {
    of: ['Container'],
    must: 'resources.claims name resourceClaims of the pod',
    hint: 'Add the claim under resourceClaims, or correct the name.',
    check: (container, pod) => {
      const claims = namesIn(pod, 'resourceClaims');
      return objects(inner(container, 'resources') ?? {}, 'claims').flatMap(({ object, at }) => {
        const name = text(object, 'name');
        return breach(
          name !== undefined && !claims.has(name),
          `/resources${at}/name`,
          `there is no claim ${shown(name ?? '')}`,
        );
      });
    },
  },
  {
    of: ['PodResourceClaim'],
    must: 'a claim has either resourceClaimName or resourceClaimTemplateName',
    hint: 'Set one of the two.',
    check: (claim) =>
      breach(
        has(claim, 'resourceClaimName') === has(claim, 'resourceClaimTemplateName'),
        has(claim, 'resourceClaimName') ? '/resourceClaimTemplateName' : '',
        has(claim, 'resourceClaimName') ? 'both are set' : 'neither is set',
      ),
  },
  {
    of: ['EmptyDirVolumeSource'],
    must: 'sizeLimit is not negative',
    hint: 'Write 0 or more.',
    check: (source) => breach((quantity(source, 'sizeLimit') ?? 0n) < 0n, '/sizeLimit', 'it is'),
  },
  {
    of: ['ResourceFieldSelector'],
    must: 'a reference reads limits or requests of cpu, memory, ephemeral-storage or hugepages',
    hint: 'Write limits.cpu, requests.memory and the like.',
    check: (reference) => {
      const name = text(reference, 'resource');
      return breach(
        name !== undefined && !REFERENCE.test(name),
        '/resource',
        `resource is ${shown(name ?? '')}`,
      );
    },
  },
  {
    of: ['ResourceFieldSelector'],
    must: 'a divisor is 1 or 1m for cpu, and 1, 1k, 1Mi and the like for other resources',
    hint: 'Choose one of these.',
    check: (reference) => {
      const divisor = quantityText(reference, 'divisor');
      if (divisor === undefined || parseQuantity(divisor) === 0n) return [];
      const isCpu = /\.cpu$/.test(text(reference, 'resource') ?? '');
      return breach(!isUnit(divisor, isCpu), '/divisor', `divisor is ${divisor}`);
    },
  },
  {
    of: ['PodSpec'],
    must: 'the resources of the pod hold those of its containers',
    hint: 'Raise those of the pod, or lower those of the containers.',
    check: (pod) => {
      const whole = inner(pod, 'resources');
      if (whole === undefined) return [];
      const limits = quantities(whole, 'limits');
      const needed = requestsTogether(pod);
      return [
        ...[...quantities(whole, 'requests')]
          .filter(([name, amount]) => (needed.get(name) ?? 0n) > amount)
          .map(([name]) => ({
            at: child('/resources/requests', name),
            found: `the containers request more ${name}`,
          })),
        ...objects(pod, 'containers').flatMap(({ object, at }) =>
          [...quantities(inner(object, 'resources') ?? {}, 'limits')]
            .filter(([name, amount]) => amount > (limits.get(name) ?? amount))
            .map(([name]) => ({
              at: child(`${at}/resources/limits`, name),
              found: `the limit of ${name} is over that of the pod`,
            })),
        ),
      ];
    },
  },
  {
    of: ['PodSpec'],
    must: 'resources of the whole pod are cpu, memory and huge pages',
    hint: 'Write it in the resources of the container.',
    check: (pod) => {
      const resources = inner(pod, 'resources') ?? {};
      return [
        ...breach(has(resources, 'claims'), '/resources/claims', 'claims is set'),
        ...amounts(resources)
          .filter(({ name }) => name !== 'cpu' && name !== 'memory' && !isHuge(name))
          .map((amount) => ({ at: `/resources${placeOf(amount)}`, found: `${shown(amount.name)} is none` })),
      ];
    },
  },
];

interface Amount {
  readonly field: 'limits' | 'requests';
  readonly name: string;
  readonly amount: Billionths;
}

function amounts(resources: JsonObject): Amount[] {
  const found: Amount[] = [];
  for (const field of ['limits', 'requests'] as const) {
    for (const [name, amount] of quantities(resources, field)) found.push({ field, name, amount });
  }
  return found;
}

function placeOf({ field, name }: Amount): Pointer {
  return child(`/${field}`, name);
}

/** What the containers of a pod request at the same time; an init container runs beside the sidecars before it. */
function requestsTogether(pod: JsonObject): ReadonlyMap<string, Billionths> {
  const requests = ({ object }: Located) => quantities(inner(object, 'resources') ?? {}, 'requests');
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

function quantities(resources: JsonObject, field: string): ReadonlyMap<string, Billionths> {
  const map = inner(resources, field) ?? {};
  const found = new Map<string, Billionths>();
  for (const name of Object.keys(map)) {
    const amount = quantity(map, name);
    if (amount !== undefined) found.set(name, amount);
  }
  return found;
}

function quantity(object: JsonObject, field: string): Billionths | undefined {
  const written = quantityText(object, field);
  return written === undefined ? undefined : (parseQuantity(written) ?? undefined);
}

function quantityText(object: JsonObject, field: string): string | undefined {
  const value = Object.hasOwn(object, field) ? object[field] : undefined;
  return typeof value === 'string' ? value.trim() : numberText(value);
}

function isHuge(name: string): boolean {
  return name.startsWith('hugepages-');
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

function isExtended(name: string): boolean {
  return name.includes('/') && !name.includes('kubernetes.io/');
}

/** Resources that cannot be promised twice. */
function isExact(name: string): boolean {
  return isExtended(name) || isHuge(name);
}

function isResource(name: string): boolean {
  if (STANDARD.includes(name)) return true;
  if (!labelKey.accepts(name) || !name.includes('/')) return isHuge(name) && labelKey.accepts(name);
  return !isExtended(name) || (!name.startsWith('requests.') && labelKey.accepts(`requests.${name}`));
}

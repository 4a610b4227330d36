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
  namesIn,
  objects,
  text,
} from './constraint.ts';
import {
  type Amount,
  amounts,
  quantities,
  quantity,
  quantityText,
  requestsOf,
  requestsTogether,
} from './resource-amounts.ts';
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
    check: (resources) =>
      requestsOf(resources).flatMap(({ request: { name, amount, written }, limit }) => {
        if (limit === undefined || amount <= limit.amount || isExact(name)) return [];
        return [conflict(name, written, limit.written, `is ${written}, over the limit of ${limit.written}`)];
      }),
  },
  {
    of: ['ResourceRequirements'],
    must: 'the request of a device or of huge pages is equal to its limit',
    hint: 'Write one amount as both, or the limit alone, which the request then follows.',
    check: (resources) =>
      requestsOf(resources).flatMap(({ request: { name, amount, written }, limit }) => {
        if (!isExact(name) || limit?.amount === amount) return [];
        const other = limit === undefined ? 'without a limit' : `beside a limit of ${limit.written}`;
        if (limit === undefined) return [{ at: child('/requests', name), found: `is ${written} ${other}` }];
        return [conflict(name, written, limit.written, `is ${written} ${other}`)];
      }),
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
      const used = objects(inner(container, 'resources') ?? {}, 'claims');
      if (used.length === 0) return [];
      const claims = namesIn(pod, 'resourceClaims');
      return used.flatMap(({ object, at }) => {
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
      const resources = inner(pod, 'resources');
      if (resources === undefined) return [];
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

function placeOf({ field, name }: Amount): Pointer {
  return child(`/${field}`, name);
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

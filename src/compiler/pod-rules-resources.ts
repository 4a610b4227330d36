import type { JsonObject } from './json.ts';
import { labelKey } from './label.ts';
import { numberText, shown } from './pod-leaf.ts';
import { breach, has, inner, objects, type Rule, text } from './pod-rule.ts';
import { child, type Pointer } from './pointer.ts';
import { type Billionths, isWhole, parseQuantity } from './quantity.ts';

const STANDARD = ['cpu', 'memory', 'ephemeral-storage'];
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
    of: ['Container'],
    must: 'resources.claims name resourceClaims of the pod',
    hint: 'Add the claim under resourceClaims, or correct the name.',
    check: (container, pod) => {
      const claims = new Set(objects(pod, 'resourceClaims').map(({ object }) => text(object, 'name')));
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
  const value = Object.hasOwn(object, field) ? object[field] : undefined;
  const written = typeof value === 'string' ? value : numberText(value);
  return written === undefined ? undefined : (parseQuantity(written) ?? undefined);
}

function isHuge(name: string): boolean {
  return name.startsWith('hugepages-');
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

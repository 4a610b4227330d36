/** Texts with very many Functions, in the place of a fleet. */
import { readFileSync } from 'node:fs';

const FUNCTION = readFileSync('fixtures/example/function.yaml', 'utf8');
const INFRA_RULES = readFileSync('fixtures/example/infra-rules.yaml', 'utf8');

/** The example's Function under that many names. */
export function many(count: number): string {
  return [INFRA_RULES, ...Array.from({ length: count }, (_, index) => named(index))].join('---\n');
}

/**
 * The same with values of their own: namespaces, output, filter, image, sizes and times differ from one to the next. Every
 * tenth has a podSpec, another tenth an indexSelector for one of 20 Indexes. None raises a warning.
 */
export function varied(count: number): string {
  const indexes = Array.from({ length: 20 }, (_, index) => indexOf(`shop-${index}`));
  const functions = Array.from({ length: count }, (_, index) => withOwnValues(named(index), index));
  return [INFRA_RULES, ...indexes, ...functions].join('---\n');
}

function named(index: number): string {
  return put(FUNCTION, 'name: tag-products', `name: tag-products-${index}`);
}

function withOwnValues(text: string, index: number): string {
  const [attribute, version] = [`tags${index % 100}`, `v${index % 1000}`];
  const own = [
    ['- products', `- shop-${index}`],
    ['attribute: tags', `attribute: ${attribute}`],
    ['version: v1', `version: ${version}`],
    ['["tags_v", "NotEq", "v1"]', `["${attribute}_v", "NotEq", "${version}"]`],
    ['["tags_v", "Eq", null]', `["${attribute}_v", "Eq", null]`],
    ['tag-products:latest', `tag-products:1.${index % 50}.${index % 17}`],
    ['batchSize: 32', `batchSize: ${8 + (index % 60)}`],
    ['leaseSeconds: 120', `leaseSeconds: ${100 + (index % 200)}`],
    ['max: 6', `max: ${1 + (index % 8)}`],
  ].reduce((before, [from, to]) => put(before, from as string, to as string), text);
  if (index % 10 === 3) return put(own, '    timeoutSeconds: 30\n', podSpec(index));
  if (index % 10 === 7) return put(own, / {2}targetNamespaces:\n {4}- .*\n/, indexSelector(index));
  return own;
}

function podSpec(index: number): string {
  return `    timeoutSeconds: 30
    podSpec:
      priorityClassName: shop-${index % 7}
      containers:
        - name: udf
          env:
            - name: STORE
              value: shop-${index % 100}
`;
}

function indexSelector(index: number): string {
  return `  indexSelector:
    matchLabels:
      shop: shop-${index % 20}
`;
}

function indexOf(name: string): string {
  return `apiVersion: hevlayer.com/v1
kind: Index
metadata:
  name: ${name}
  namespace: layer
spec:
  backend: {}
  metadata:
    labels:
      shop: ${name}
`;
}

/** Throws where the example no longer has what is to be replaced. */
function put(text: string, from: string | RegExp, to: string): string {
  if (typeof from === 'string' ? !text.includes(from) : !from.test(text))
    throw new Error(`the example has no ${from}`);
  return text.replace(from, to);
}

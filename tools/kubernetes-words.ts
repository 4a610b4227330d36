/**
 * Writes src/schema/pod-words.generated.json: what Kubernetes says of each field of a pod, in one sentence, for the hovers
 * of editors. From the document that tools/kubernetes-types.ts reads, and with the same arguments.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { POD_TYPES } from '../src/compiler/kubernetes/pod-types.generated.ts';
import { rowOf } from '../src/compiler/kubernetes/pod-types.ts';
import { documentPath } from './kubernetes-types.ts';

const OUTPUT = new URL('../src/schema/pod-words.generated.json', import.meta.url);

interface Schema {
  readonly properties?: { readonly [name: string]: { readonly description?: string } };
}

/** The text of the file for an OpenAPI document. The same document, the same bytes. */
export function generateWords(text: string): string {
  const { schemas } = (JSON.parse(text) as { components: { schemas: { [name: string]: Schema } } })
    .components;
  const described = new Map(
    Object.entries(schemas).map(([name, schema]) => [name.slice(name.lastIndexOf('.') + 1), schema]),
  );
  const words = Object.keys(POD_TYPES).map((type) => {
    const { properties = {} } = described.get(type) ?? {};
    const fields = Object.keys(rowOf(type)?.fields ?? {});
    const sentences = fields.map((field) => [field, firstSentence(properties[field]?.description ?? '')]);
    return [type, Object.fromEntries(sentences.filter(([, sentence]) => sentence !== ''))];
  });
  return `${JSON.stringify(Object.fromEntries(words), null, 1)}\n`;
}

const LONGEST = 200;

/** The first sentence, or as many words of it as a hover has room for. */
export function firstSentence(description: string): string {
  const line = description.replace(/\s+/g, ' ').trim();
  const end = line.search(/(?<!\b(?:e\.g|i\.e|etc|vs))\.(?: |$)/);
  const sentence = end < 0 ? line : line.slice(0, end + 1);
  if (sentence.length <= LONGEST) return sentence;
  return `${sentence.slice(0, LONGEST).replace(/\s+\S*$/, '')} ...`;
}

if (import.meta.main) {
  const path = process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? documentPath();
  writeFileSync(OUTPUT, generateWords(readFileSync(path, 'utf8')));
}

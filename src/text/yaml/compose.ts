import { MAX_DEPTH } from '../../json/depth.ts';
import { ExactNumber, type Json } from '../../json/json.ts';
import { child, type Pointer } from '../../json/pointer.ts';
import type { AliasNode, MappingNode, Node, ScalarNode } from './node.ts';
import { Fault, Findings, type Problem, type TextWarning, tooDeep } from './problem.ts';
import { keyOf, NotFinite, otherReading, readPlain, type Scalar } from './scalars/scalars.ts';
import { MERGE_TAG, readTagged } from './scalars/tags.ts';

/** The value of a document and what there is to say of it; of each sort the first findings, with a count of the others. */
export interface Composition {
  readonly value: Json;
  readonly duplicates: readonly Problem[];
  readonly warnings: readonly TextWarning[];
}

/**
 * The value that kubectl reads from a document: goyaml v2's decode.go for `interface{}`, then sigs.k8s.io/yaml's
 * conversion to JSON. Throws a {@link Fault} where these fail. Stricter than both in one thing: a key that stands
 * twice, where kubectl lets either win.
 */
export function compose(document: Node): Composition {
  const composer = new Composer();
  const value = composer.value(document);
  return { value, duplicates: composer.duplicates.found, warnings: composer.warnings.found };
}

class Composer {
  readonly duplicates = new Findings<Problem>();
  readonly warnings = new Findings<TextWarning>();
  readonly #path: (string | number)[] = [];
  readonly #open = new Set<AliasNode>();
  #visits = 0;
  #aliasVisits = 0;

  value(node: Node): Json {
    this.#count(node);
    switch (node.kind) {
      case 'scalar': {
        const scalar = readScalar(node);
        if (node.plain && node.tag === '') this.#compare(node, scalar, 'value');
        if (scalar instanceof NotFinite) {
          throw fault(
            node,
            `kubectl refuses ${node.value}: JSON has no such number.`,
            'Quote it, if it is text.',
          );
        }
        return scalar;
      }
      case 'sequence': {
        const items: Json[] = [];
        for (const item of node.items) items.push(this.#below(items.length, item));
        return items;
      }
      case 'mapping': {
        const object: Record<string, Json> = {};
        this.#pairs(node, object);
        return object;
      }
      case 'alias':
        return this.#through(node, () => this.value(node.target));
    }
  }

  #below(key: string | number, node: Node): Json {
    if (this.#path.length >= MAX_DEPTH) throw tooDeep(node.start);
    this.#path.push(key);
    const value = this.value(node);
    this.#path.pop();
    return value;
  }

  /** The pairs of a mapping, put into an object; what came by `<<` gives way. */
  #pairs(node: MappingNode, object: Record<string, Json>): void {
    let merged: Set<string> | undefined;
    for (const { key, value } of node.pairs) {
      if (isMerge(key)) {
        if (merged !== undefined) this.#duplicate(key, 'The merge << stands twice in this mapping.');
        merged ??= new Set();
        this.#count(key);
        this.#merge(key, value, object, merged);
        continue;
      }
      const name = this.#key(key);
      if (Object.hasOwn(object, name) && !merged?.delete(name)) {
        const written = key.kind !== 'scalar' || key.value === name ? '' : `, here as ${brief(key.value)},`;
        this.#duplicate(key, `The key ${quote(name)}${written} stands twice in this mapping.`);
      }
      set(object, name, this.#below(name, value));
    }
  }

  #key(node: Node): string {
    this.#count(node);
    if (node.kind === 'alias') return this.#through(node, () => this.#key(node.target));
    if (node.kind !== 'scalar') {
      throw fault(node, 'A key must be a scalar, not a collection.', 'Quote the key, if it is text.');
    }
    const scalar = readScalar(node);
    const name = node.tag.endsWith(':float') ? undefined : keyOf(scalar, node.value);
    if (name === undefined) {
      const found = scalar === null ? 'null' : brief(node.value);
      throw fault(node, `kubectl refuses the key ${found}.`, `Write "${found}", if it is text.`);
    }
    if (node.plain && node.tag === '') {
      this.#path.push(name);
      this.#compare(node, scalar, 'key');
      this.#path.pop();
    }
    return name;
  }

  /** A merge key (https://yaml.org/type/merge.html), which kubectl knows and YAML 1.2 does not. */
  #merge(key: Node, value: Node, object: Record<string, Json>, merged: Set<string>): void {
    this.warnings.add(() => ({
      code: 'AmbiguousScalar',
      pointer: child(this.#pointer(), '<<'),
      at: 'key',
      message: 'kubectl merges the mapping behind <<, a reader of YAML 1.2 sees a key "<<".',
      hint: 'Write the merged keys out, or "<<" for a key of that name.',
    }));
    const sources = value.kind === 'sequence' ? value.items : [value];
    // From the last to the first: the earlier wins.
    for (const source of [...sources].reverse()) {
      const mapping = source.kind === 'alias' ? source.target : source;
      if (mapping.kind !== 'mapping') {
        throw fault(
          source,
          'Only a mapping, or a list of mappings, can be merged.',
          'Give << a mapping, or quote it.',
        );
      }
      this.#count(source);
      const from: Record<string, Json> = {};
      if (source.kind === 'alias') this.#through(source, () => this.#pairs(mapping, from));
      else this.#pairs(mapping, from);
      for (const name of Object.keys(from)) {
        if (Object.hasOwn(object, name) && !merged.has(name)) {
          this.#duplicate(
            key,
            `The key ${quote(name)} stands before <<, which has it too: kubectl takes the merged one, others do not.`,
          );
        }
        merged.add(name);
        set(object, name, from[name] as Json);
      }
    }
  }

  #through<T>(node: AliasNode, read: () => T): T {
    if (this.#open.has(node)) {
      throw fault(node, `The anchor ${node.name} contains itself.`, 'Write the repeated part out.');
    }
    this.#open.add(node);
    const value = read();
    this.#open.delete(node);
    return value;
  }

  /** goyaml's guard against alias bombs: decode.go, allowedAliasRatio. */
  #count(node: Node): void {
    this.#visits += 1;
    if (this.#open.size === 0) return;
    this.#aliasVisits += 1;
    if (this.#aliasVisits <= 100 || this.#visits <= 1000) return;
    const over = Math.min(Math.max(this.#visits - 400_000, 0), 3_600_000) / 3_600_000;
    if (this.#aliasVisits / this.#visits > 0.99 - 0.89 * over) {
      throw new Fault(
        'ExcessiveAliasing',
        node.start,
        'Aliases multiply the document beyond what kubectl accepts.',
        'Write the repeated parts out, or use fewer aliases.',
      );
    }
  }

  #compare(node: ScalarNode, scalar: Scalar, at: 'key' | 'value'): void {
    const other = otherReading(node.value, scalar);
    if (other === undefined) return;
    this.warnings.add(() => {
      const ours = shown(scalar);
      const written = brief(node.value);
      const mend = typeof scalar === 'string' ? '' : `, or ${ours} for what kubectl reads`;
      return {
        code: 'AmbiguousScalar',
        pointer: this.#pointer(),
        at,
        message: `kubectl reads the plain ${at} ${written} as ${ours}, a reader of YAML 1.2 as ${shown(other.value)}.`,
        hint: `Write "${written}" for the text${mend}.`,
        twofold: { plain: node.value, kubectl: ours, others: shown(other.value) },
      };
    });
  }

  #duplicate(node: Node, message: string): void {
    const hint = 'Remove one of the two, or quote a key that was meant as text.';
    this.duplicates.add(() => ({ code: 'DuplicateKey', offset: node.start, message, hint }));
  }

  #pointer(): Pointer {
    return this.#path.reduce<Pointer>(child, '');
  }
}

const LONGEST_EXCERPT = 40;

/** A value as a message can hold it. */
function brief(text: string): string {
  return text.length > LONGEST_EXCERPT ? `${text.slice(0, LONGEST_EXCERPT).toWellFormed()}…` : text;
}

function quote(text: string): string {
  return JSON.stringify(brief(text));
}

function shown(scalar: Scalar): string {
  if (scalar instanceof ExactNumber) return brief(scalar.text);
  return typeof scalar === 'string' ? quote(scalar) : brief(String(scalar));
}

/** What a key node is called in the object; nothing for a merge key, or when it is no key at all. */
export function keyName(node: Node): string | undefined {
  if (node.kind === 'alias') return keyName(node.target);
  return node.kind === 'scalar' && !isMerge(node) ? keyOf(readScalar(node), node.value) : undefined;
}

export function isMerge(node: Node): boolean {
  return node.kind === 'scalar' && node.value === '<<' && (node.plain || node.tag === MERGE_TAG);
}

function readScalar(node: ScalarNode): Scalar {
  if (node.tag !== '') {
    const scalar = readTagged(node.tag, node.value);
    if (scalar !== undefined) return scalar;
    throw fault(
      node,
      `${quote(node.value)} is no value of its tag.`,
      'Remove the tag, or correct the value.',
    );
  }
  return node.plain ? readPlain(node.value) : node.value;
}

function set(object: Record<string, Json>, key: string, value: Json): void {
  // An assignment would set the prototype.
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  } else object[key] = value;
}

function fault(node: Node, message: string, hint: string): Fault {
  return new Fault('SyntaxError', node.start, message, hint);
}

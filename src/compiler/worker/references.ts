/**
 * `$(NAME)` in the texts of a container. The kubelet puts in what it knows at that place and leaves the rest as it
 * stands, without a word (third_party/forked/golang/expansion, pkg/kubelet): what stays in the text is a warning.
 */
import { didYouMean } from '../../json/did-you-mean.ts';
import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child, type Pointer } from '../../json/pointer.ts';
import type { Finding } from '../words/diagnostics.ts';
import { below, containersOf, objectsIn, text, workerOf } from './read-pod.ts';

/**
 * The references that stay in their texts, in all containers of a pod, as it was before the merge and as it is; pointers
 * are into the latter.
 */
export function unresolvedReferences(before: JsonObject, pod: JsonObject): Finding[] {
  const containers = containersOf(pod).filter(({ object }) => mayRefer(object));
  if (containers.length === 0) return [];
  const links = below(pod, 'enableServiceLinks') !== false;
  const own = objectsIn(workerOf(before)?.object ?? {}, 'env').map(
    ({ object }) => text(object, 'name') ?? '',
  );
  const worker = workerOf(pod)?.object;
  return containers.flatMap(({ object, at }) => {
    const container = new Container(object, at, links, object === worker ? own : []);
    // Names that a ConfigMap or a Secret brings are not known before it is read.
    const known = hasItems(object, 'envFrom')
      ? []
      : [...container.values(), ...container.commands(), ...container.subPaths()];
    return [...known, ...container.probes(), ...container.hooks()];
  });
}

/** Whether there is any reference: most containers have none, and need no closer look. */
function mayRefer(value: Json): boolean {
  if (typeof value === 'string') return value.includes('$(');
  if (isArray(value)) return value.some(mayRefer);
  if (!isObject(value)) return false;
  for (const key in value) if (mayRefer(value[key] as Json)) return true;
  return false;
}

class Container {
  readonly #object: JsonObject;
  readonly #at: Pointer;
  readonly #links: boolean;
  /** The variables of layerc, which stand before all others. */
  readonly #own: readonly string[];
  readonly #name: string;
  readonly #env: readonly JsonObject[];
  /** The first place of each variable. */
  readonly #place = new Map<string, number>();
  /** The first names of it, for whoever looks for one that is missing. */
  #listed: readonly string[] | undefined;

  constructor(object: JsonObject, at: Pointer, links: boolean, own: readonly string[]) {
    this.#object = object;
    this.#at = at;
    this.#links = links;
    this.#own = own;
    this.#name = text(object, 'name') ?? '';
    this.#env = objectsIn(object, 'env').map((variable) => variable.object);
    for (const [index, variable] of this.#env.entries()) {
      const name = text(variable, 'name') ?? '';
      if (!this.#place.has(name)) this.#place.set(name, index);
    }
  }

  /** A variable knows those before it. */
  values(): Finding[] {
    return this.#env.flatMap((variable, index) => {
      const own = text(variable, 'name') ?? '';
      const value = text(variable, 'value') ?? '';
      return referencesIn(value)
        .filter((name) => isName(name) && !this.#isService(name) && (this.#place.get(name) ?? index) >= index)
        .map((name) => {
          const pointer = `${this.#at}/env/${index}/value`;
          const from = `The value of ${own} refers to $(${name})`;
          if (name === own) {
            return this.#left(pointer, `${from}, which is the variable itself`, {
              hint: 'Kubernetes does not know what the image sets: write the whole value.',
            });
          }
          if (!this.#place.has(name)) return this.#unknown(pointer, from, name);
          return this.#left(pointer, `${from}, which is set only after it`, {
            hint: this.#own.includes(own)
              ? 'The variables of layerc stand before all others: write the whole value.'
              : `Set ${name} before ${own}.`,
          });
        });
    });
  }

  /** A command knows all variables. */
  commands(): Finding[] {
    const texts = [...this.#texts('command', this.#object), ...this.#texts('args', this.#object)];
    return scripts(texts).flatMap(({ text, pointer, field, isScript }) =>
      this.#strangers(text, isScript).map((name) =>
        this.#unknown(pointer, `${field} of the container ${this.#name} refers to $(${name})`, name),
      ),
    );
  }

  /** Here what is not known keeps the container from starting. */
  subPaths(): Finding[] {
    return objectsIn(this.#object, 'volumeMounts', this.#at).flatMap(({ object, at }) =>
      referencesIn(text(object, 'subPathExpr') ?? '')
        .filter((name) => !this.#place.has(name) && !this.#isService(name))
        .map((name) => ({
          pointer: `${at}/subPathExpr`,
          ...this.#meant(name),
          message: `The subPathExpr of the container ${this.#name} refers to $(${name}), which is no variable of it, so the container cannot start.`,
        })),
    );
  }

  /** A probe knows the values that are written in the pod, and nothing else. */
  probes(): Finding[] {
    return ['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((probe) =>
      this.#execs(probe).flatMap(({ text, pointer, isScript }) =>
        referencesIn(text)
          .filter((name) => isName(name, isScript))
          .flatMap((name) => {
            const from = `The ${probe} of the container ${this.#name} refers to $(${name})`;
            const variable = this.#env[this.#place.get(name) ?? -1];
            if (variable === undefined) return [this.#unknown(pointer, from, name)];
            if (!isObject(variable.valueFrom)) return [];
            return [
              {
                pointer,
                message: `${from}, whose value is not written in the pod, so the probe reads nothing there.`,
                hint: `Let a shell read it: ["sh", "-c", "... $${name}"].`,
              },
            ];
          }),
      ),
    );
  }

  /** A hook is run as it is written. */
  hooks(): Finding[] {
    return ['postStart', 'preStop'].flatMap((hook) =>
      this.#execs('lifecycle', hook).flatMap(({ text, pointer, isScript }) =>
        referencesIn(text)
          .filter((name) => isName(name, isScript))
          .map((name) =>
            this.#left(
              pointer,
              `${hook} of the container ${this.#name} has $(${name}), and a hook is run as it is`,
              {
                hint: `Let a shell read the variable: ["sh", "-c", "... $${name}"].`,
              },
            ),
          ),
      ),
    );
  }

  #execs(...keys: readonly string[]): Text[] {
    const exec = below(this.#object, ...keys, 'exec');
    const at = [...keys, 'exec'].reduce<Pointer>(child, this.#at);
    return isObject(exec) ? scripts(this.#texts('command', exec, at)) : [];
  }

  #texts(field: string, object: JsonObject, at = this.#at): Omit<Text, 'isScript'>[] {
    const items = below(object, field);
    if (!isArray(items)) return [];
    return items.flatMap((item, index) =>
      typeof item === 'string'
        ? [{ text: item, pointer: child(child(at, field), index), field: `${field}[${index}]` }]
        : [],
    );
  }

  #strangers(written: string, isScript: boolean): string[] {
    return referencesIn(written).filter(
      (name) => isName(name, isScript) && !this.#place.has(name) && !this.#isService(name),
    );
  }

  #unknown(pointer: Pointer, from: string, name: string): Finding {
    return this.#left(
      pointer,
      `${from}, which is no variable of the container ${this.#name}`,
      this.#meant(name),
    );
  }

  #meant(name: string): Pick<Finding, 'hint' | 'allowed'> {
    this.#listed ??= [...this.#place.keys()].slice(0, LISTED);
    const known = this.#listed;
    const meant = didYouMean(name, known);
    return {
      ...(known.length > 0 && { allowed: known.join(', ') }),
      hint: meant === undefined ? `Set ${name} in env.` : `Did you mean $(${meant})?`,
    };
  }

  #left(pointer: Pointer, found: string, rest: Pick<Finding, 'hint' | 'allowed'>): Finding {
    return {
      pointer,
      message: `${found}, so Kubernetes leaves the text as it stands.`,
      ...rest,
      hint: `${rest.hint} If the text is meant, write two dollar signs.`,
    };
  }

  /** The variables of Services are not in the pod: that of the API server always, others with service links. */
  #isService(name: string): boolean {
    return /^KUBERNETES_(SERVICE|PORT)/.test(name) || (this.#links && SERVICE.test(name));
  }
}

/** Of a container with thousands of variables nobody reads all of them. */
const LISTED = 30;

const SERVICE = /_(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT(_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)$/;

interface Text {
  readonly text: string;
  readonly pointer: Pointer;
  readonly field: string;
  /** For a shell, to which `$(date)` is a command. */
  readonly isScript: boolean;
}

/** What follows `-c` is for a shell. */
function scripts(texts: readonly Omit<Text, 'isScript'>[]): Text[] {
  return texts.map((one, index) => ({
    ...one,
    isScript: /^-[a-z]*c$/.test(texts[index - 1]?.text ?? ''),
  }));
}

/** Whether it looks like a variable; to a shell everything in small letters is rather a command. */
function isName(name: string, isScript = false): boolean {
  return (isScript ? /^[A-Z_][A-Z0-9_]*$/ : /^[-._A-Za-z][-._A-Za-z0-9]*$/).test(name);
}

/** The names in a text, each once, as the kubelet reads it: `$$` is a dollar, and `$(` without an end is text. */
export function referencesIn(written: string): string[] {
  const names = new Set<string>();
  for (let at = written.indexOf('$'); at >= 0 && at + 1 < written.length; at = written.indexOf('$', at)) {
    if (written[at + 1] !== '(') {
      at += 2;
      continue;
    }
    const end = written.indexOf(')', at + 2);
    if (end < 0) break;
    names.add(written.slice(at + 2, end));
    at = end + 1;
  }
  return [...names];
}

function hasItems(object: JsonObject, field: string): boolean {
  const items: Json | undefined = below(object, field);
  return isArray(items) && items.length > 0;
}

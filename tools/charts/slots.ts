import type { JsonObject } from '../../src/json/json.ts';
import { printYaml } from '../../src/text/yaml/print.ts';

const MARK = /SLOT-(\d+)-SLOT/;
const LISTED_MARKS = /, 'SLOT-\d+-SLOT'/g;
const LIST = 'in a list: ';
const ALL_MARKS = new RegExp(MARK, 'g');

/**
 * Objects with places that a template fills in. What stands there while an object is still an object is a marker; its
 * text is found when the object has become YAML.
 */
export class Slots {
  readonly #texts: string[] = [];

  /** In place of a value. */
  value(template: string): string {
    this.#texts.push(template);
    return `SLOT-${this.#texts.length - 1}-SLOT`;
  }

  /** In place of an entry of a mapping: lines, the first of which may be an action. */
  entry(...lines: readonly string[]): JsonObject {
    return { [this.value(lines.join('\n'))]: '' };
  }

  /** In place of an item of a list. */
  item(...lines: readonly string[]): string {
    return this.value(lines.join('\n'));
  }

  /** In place of an item in a list of CEL, which has another item before it. */
  list(before: string, item: string, after: string): string {
    return this.value(`${LIST}${before}, '${item}'${after}`);
  }

  /** One YAML document for each object. What would be a template in their own texts is none. */
  print(...objects: readonly JsonObject[]): string {
    return objects
      .map((object) => `---\n${printYaml([object]).replaceAll('{{', '{{ "{{" }}')}`)
      .join('')
      .split('\n')
      .map((line) => this.#filled(line))
      .join('\n');
  }

  #filled(line: string): string {
    const [, indent, mark] = /^( *)(?:- )?(SLOT-\d+-SLOT)(?:: "")?$/.exec(line) ?? [];
    if (indent !== undefined && mark !== undefined)
      return this.#text(mark)
        .split('\n')
        .map((one) => indent + one)
        .join('\n');
    return line
      .replaceAll(LISTED_MARKS, (found) => {
        const text = this.#text(found);
        return text.startsWith(LIST) ? text.slice(LIST.length) : found;
      })
      .replaceAll(ALL_MARKS, (found) => this.#text(found));
  }

  #text(mark: string): string {
    const text = this.#texts[Number(MARK.exec(mark)?.[1])];
    if (text === undefined) throw new Error(`no slot ${mark}`);
    return this.#filled(text);
  }
}

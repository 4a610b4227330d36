/** The objects that the Functions of a document become, as a text to look at beside it. */
import { idOf } from '../explain/choice.ts';
import { printable } from '../text/report/printable.ts';
import { printYaml } from '../text/yaml/print.ts';
import { functionsIn } from './compiled.ts';
import type { Workspace } from './workspace.ts';

/** What a person scrolls through; the rest is for `layerc render`. */
const MOST_CHARACTERS = 1_000_000;

/** YAML with a comment above the objects of each Function, and one for each Function that has an error. */
export function objectsText(workspace: Workspace, name: string): string {
  const { loaded, compilation } = workspace.analysis;
  let text = '';
  for (const fn of functionsIn(workspace, name)) {
    text += `${text === '' ? '' : '---\n'}# ${printable(idOf(fn))}\n${printYaml(fn.objects)}`;
    if (text.length > MOST_CHARACTERS) return `${text}# and more, which layerc render prints\n`;
  }
  for (const { namespace, name: refused, errors } of compilation.refused()) {
    const [first] = errors;
    if (first === undefined || loaded.sourceOf(first.source) !== name) continue;
    text += `# ${printable(`${namespace}/${refused}: ${first.code}: ${first.message}`).replace(/\s+/g, ' ')}\n`;
  }
  return text;
}

/** The little Markdown that hovers are written in, as elements: paragraphs, fences, code and bold words. */
import { shown } from '../figures/words.ts';
import { element } from './element.ts';

export function markdown(text: string): HTMLElement[] {
  const made: HTMLElement[] = [];
  const lines = text.split('\n');
  let paragraph: string[] = [];
  const close = (): void => {
    if (paragraph.length > 0) made.push(element('p', {}, ...inline(paragraph.join(' '))));
    paragraph = [];
  };
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string;
    const fence = /^(`{3,})/.exec(line)?.[1];
    if (fence === undefined) {
      if (line === '') close();
      else paragraph.push(line);
      continue;
    }
    close();
    const end = lines.indexOf(fence, at + 1);
    const last = end < 0 ? lines.length : end;
    made.push(element('pre', {}, shown(lines.slice(at + 1, last).join('\n'))));
    at = last;
  }
  close();
  return made;
}

const PART = /\*\*((?:\\.|[^*\\])+)\*\*|`([^`]+)`/g;

/** A line of it: `code`, **bold**, and the rest with its escapes undone. */
export function inline(text: string): (Node | string)[] {
  const made: (Node | string)[] = [];
  let done = 0;
  for (const { 0: whole, 1: bold, 2: code, index } of text.matchAll(PART)) {
    made.push(plain(text.slice(done, index)));
    made.push(
      code === undefined ? element('strong', {}, plain(bold ?? '')) : element('code', {}, shown(code)),
    );
    done = index + whole.length;
  }
  return [...made, plain(text.slice(done))];
}

function plain(text: string): string {
  return shown(text.replace(/\\([\\`*_{}[\]<>()#|!])/g, '$1'));
}

/** The one way in which elements are made: what is not an element is text, and never HTML. */

type Child = Node | string;

interface Properties {
  readonly class?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly on?: { readonly [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void };
}

export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  { class: className = '', attributes = {}, on = {} }: Properties = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  for (const [event, act] of Object.entries(on)) made.addEventListener(event, act as EventListener);
  made.append(...children);
  return made;
}

export function button(label: string, act: () => void, className = ''): HTMLButtonElement {
  return element('button', { class: className, attributes: { type: 'button' }, on: { click: act } }, label);
}

/** Sets a text only where it differs: whoever has marked it keeps that. */
export function say(node: Element, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

export function showIf(node: HTMLElement, is: boolean): void {
  if (node.hidden === is) node.hidden = !is;
}

const SVG = 'http://www.w3.org/2000/svg';

/** The same for what is drawn. */
export function svg<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  const made = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

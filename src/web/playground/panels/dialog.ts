/** A dialog above the page: Escape closes it, and the focus goes back to where it came from. */
import { button, element } from '../../view/element.ts';

export function dialog(
  title: string,
  className: string,
  ...content: readonly HTMLElement[]
): HTMLDialogElement {
  const id = `dialog-${className}`;
  const node = element('dialog', { class: `dialog ${className}`, attributes: { 'aria-labelledby': id } });
  node.append(
    element(
      'header',
      { class: 'card-head' },
      element('h2', { attributes: { id } }, title),
      button('Close', () => node.close()),
    ),
    element('div', { class: 'dialog-body' }, ...content),
  );
  // A click beside it is one on the dialog itself.
  node.addEventListener('click', ({ target }) => target === node && node.close());
  return node;
}

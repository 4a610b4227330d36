/** Asks for the name of a document: of a new one, or another for one that is there. */
import { wrongName } from '../../../playground/check-state.ts';
import { button, element, say, showIf } from '../../view/element.ts';
import { dialog } from './dialog.ts';

/** What a new document of a kind begins with. */
const SKELETONS: Readonly<Record<string, string>> = {
  Function: `apiVersion: hevlayer.com/v1alpha1
kind: Function
metadata: { name: new-function, namespace: shop }
spec:
  targetNamespaces: [products]
  worker:
    image: registry.example.com/new-function:1
  scaling:
    pool: cpu
    replicas: { max: 3 }
`,
  InfraRules: `apiVersion: hevlayer.com/v1alpha1
kind: InfraRules
metadata: { name: default }
spec:
  computePools:
    - name: cpu
      kind: cpu
`,
  Index: `apiVersion: hevlayer.com/v1
kind: Index
metadata: { name: products, namespace: shop }
`,
};

export class DocumentDialog {
  readonly node: HTMLDialogElement;
  readonly #kind = element(
    'select',
    { attributes: { id: 'document-kind' } },
    ...[...Object.keys(SKELETONS), 'nothing yet'].map((kind) => element('option', {}, kind)),
  );
  readonly #kindRow = element(
    'p',
    { class: 'field' },
    element('label', { attributes: { for: 'document-kind' } }, 'Holds'),
    this.#kind,
  );
  readonly #name = element('input', {
    attributes: { id: 'document-name', type: 'text', spellcheck: 'false', autocomplete: 'off' },
  });
  readonly #problem = element('p', { class: 'problem', attributes: { role: 'alert' } });
  readonly #done = button('Done', () => this.#finish(), 'primary');
  #taken: readonly string[] = [];
  #then: (name: string, text: string) => void = () => {};

  constructor() {
    this.#kind.addEventListener('input', () => this.#suggest());
    this.#name.addEventListener('keydown', (event) => event.key === 'Enter' && this.#finish());
    this.node = dialog(
      'Document',
      'document',
      this.#kindRow,
      element(
        'p',
        { class: 'field' },
        element('label', { attributes: { for: 'document-name' } }, 'Name'),
        this.#name,
      ),
      this.#problem,
      element('div', { class: 'acts' }, this.#done),
    );
  }

  add(taken: readonly string[], then: (name: string, text: string) => void): void {
    this.#open(taken, then, true);
    this.#suggest();
    this.#kind.focus();
  }

  rename(name: string, others: readonly string[], then: (name: string) => void): void {
    this.#open(others, then, false);
    this.#name.value = name;
    this.#name.focus();
    this.#name.setSelectionRange(0, name.lastIndexOf('.'));
  }

  #open(taken: readonly string[], then: (name: string, text: string) => void, isNew: boolean): void {
    this.#taken = taken;
    this.#then = then;
    say(this.#problem, '');
    showIf(this.#kindRow, isNew);
    this.node.showModal();
  }

  #suggest(): void {
    const stem = Object.hasOwn(SKELETONS, this.#kind.value) ? this.#kind.value.toLowerCase() : 'input';
    let name = `${stem}.yaml`;
    for (let number = 2; this.#taken.includes(name); number++) name = `${stem}-${number}.yaml`;
    this.#name.value = name;
  }

  #finish(): void {
    const name = this.#name.value.trim();
    const isTaken = this.#taken.includes(name);
    const wrong = wrongName(name) ?? (isTaken ? 'Another document has this name.' : '');
    say(this.#problem, wrong);
    if (wrong !== '') return;
    this.node.close();
    this.#then(name, SKELETONS[this.#kind.value] ?? '');
  }
}

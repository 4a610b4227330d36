/** The settings of the installation, a row for each. */
import type { Analysis, FormField } from '../../../playground/protocol.ts';
import type { Form } from '../../../playground/state.ts';
import { element, say, showIf } from '../../view/element.ts';

export interface SettingsActs {
  readonly changed: (form: Form) => void;
  readonly entered: (name: FormField['name']) => void;
}

interface Row {
  readonly node: HTMLElement;
  readonly input: HTMLInputElement | HTMLSelectElement;
  readonly problem: HTMLElement;
}

export class SettingsForm {
  readonly node = element('div', {
    class: 'settings',
    attributes: { role: 'group', 'aria-label': 'Settings' },
  });
  readonly #acts: SettingsActs;
  readonly #rows = new Map<FormField['name'], Row>();
  #form: Form = { settings: {}, stockPools: false, warningsAsErrors: '' };

  constructor(acts: SettingsActs) {
    this.#acts = acts;
  }

  /** The rows, once they are known. */
  draw(fields: readonly FormField[]): void {
    this.#rows.clear();
    for (const field of fields) this.#rows.set(field.name, this.#row(field));
    this.node.replaceChildren(...[...this.#rows.values()].map(({ node }) => node));
    this.fill(this.#form);
  }

  fill(form: Form): void {
    this.#form = form;
    for (const [name, { input }] of this.#rows) {
      if (input instanceof HTMLInputElement && input.type === 'checkbox') input.checked = form.stockPools;
      else
        input.value =
          name === 'warningsAsErrors'
            ? form.warningsAsErrors
            : name === 'stockPools'
              ? ''
              : (form.settings[name] ?? '');
    }
  }

  refuse(bad: Analysis['badSettings']): void {
    for (const [name, { input, problem }] of this.#rows) {
      const sentence = bad.find(({ field }) => field === name)?.sentence ?? '';
      say(problem, sentence);
      showIf(problem, sentence !== '');
      if (sentence === '') input.removeAttribute('aria-invalid');
      else input.setAttribute('aria-invalid', 'true');
    }
  }

  light(names: readonly string[], isToBeSeen: boolean): void {
    for (const [name, { node }] of this.#rows) {
      const isLit = names.includes(name);
      node.classList.toggle('lit', isLit);
      if (isLit && isToBeSeen) node.scrollIntoView({ block: 'nearest' });
    }
  }

  focus(name: string): void {
    this.#rows.get(name as FormField['name'])?.input.focus();
  }

  /** Where a row is on the screen; its edge where it is scrolled out of sight. */
  heightOf(name: string): number | undefined {
    const row = this.#rows.get(name as FormField['name'])?.node.getBoundingClientRect();
    const { top, bottom } = this.node.getBoundingClientRect();
    return row && Math.max(top + 4, Math.min(bottom - 4, row.top + row.height / 2));
  }

  #row(field: FormField): Row {
    const { name, label, help, flag, kind, value, choices } = field;
    const id = `setting-${name}`;
    const about = { id, 'aria-describedby': `${id}-help ${id}-problem` };
    const input =
      kind === 'choice'
        ? element(
            'select',
            { attributes: about },
            element('option', { attributes: { value: '' } }, value === '' ? 'not set' : `${value} (default)`),
            ...choices
              .filter((choice) => choice !== value)
              .map((choice) => element('option', { attributes: { value: choice } }, choice)),
          )
        : element('input', {
            attributes: {
              ...about,
              type: kind === 'switch' ? 'checkbox' : 'text',
              ...(kind === 'number' && { inputmode: 'numeric' }),
              ...(kind !== 'switch' && {
                placeholder: value,
                autocomplete: 'off',
                spellcheck: 'false',
              }),
              ...(choices.length > 0 && { list: `${id}-choices` }),
            },
          });
    input.addEventListener('input', () => this.#changed(name, input));
    input.addEventListener('focus', () => this.#acts.entered(name));
    const problem = element('p', { class: 'problem', attributes: { id: `${id}-problem` } });
    problem.hidden = true;
    const list =
      kind === 'text' && choices.length > 0
        ? [
            element(
              'datalist',
              { attributes: { id: `${id}-choices` } },
              ...choices.map((choice) => element('option', { attributes: { value: choice } })),
            ),
          ]
        : [];
    const node = element(
      'div',
      { class: `setting setting-${kind}` },
      element('label', { attributes: { for: id } }, label),
      element('code', { class: 'setting-flag' }, flag),
      input,
      ...list,
      element('p', { class: 'faint', attributes: { id: `${id}-help` } }, help),
      problem,
    );
    return { node, input, problem };
  }

  #changed(name: FormField['name'], input: HTMLInputElement | HTMLSelectElement): void {
    const { settings } = this.#form;
    if (name === 'stockPools')
      this.#form = { ...this.#form, stockPools: (input as HTMLInputElement).checked };
    else if (name === 'warningsAsErrors') this.#form = { ...this.#form, warningsAsErrors: input.value };
    else {
      const { [name]: _, ...others } = settings;
      this.#form = {
        ...this.#form,
        settings: input.value === '' ? others : { ...others, [name]: input.value },
      };
    }
    this.#acts.changed(this.#form);
  }
}

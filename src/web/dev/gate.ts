import { button, element, say } from '../view/element.ts';

/** Asks for the token where the address had none. */
export function gate(problem: string, enter: (token: string) => void): HTMLElement {
  const field = element('input', {
    attributes: { type: 'password', id: 'token', autocomplete: 'off', required: '', spellcheck: 'false' },
  });
  const why = element('p', { class: 'gate-problem', attributes: { role: 'alert' } });
  say(why, problem);
  const form = element(
    'form',
    {
      class: 'gate card',
      on: {
        submit: (event) => {
          event.preventDefault();
          if (field.value !== '') enter(field.value);
        },
      },
    },
    element('h1', {}, 'The token of this run'),
    element(
      'p',
      {},
      'layerc dev prints the address of this page with the token in it, or takes the one that --token gives.',
    ),
    why,
    element('label', { attributes: { for: 'token' } }, 'Token'),
    field,
    button('Open', () => form.requestSubmit(), 'primary'),
  );
  queueMicrotask(() => field.focus());
  return form;
}

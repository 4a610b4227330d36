/** What is around the Function that is looked at: where this is, what is wrong with the inputs, the list of Functions. */
import type { FunctionView, Overview } from '../../dev/page/protocol.ts';
import { amount, shown } from '../figures/words.ts';
import { element, say, showIf } from '../view/element.ts';
import { Keyed } from '../view/keyed.ts';
import { STAGES } from './stages.ts';

export class Frame {
  readonly node: HTMLElement;
  readonly #connection = element('span', { class: 'connection', attributes: { role: 'status' } });
  readonly #trouble = element('section', {
    class: 'trouble',
    attributes: { role: 'alert', 'aria-label': 'The inputs have errors' },
  });
  readonly #report = element('pre', { attributes: { tabindex: '0' } });
  readonly #nav: HTMLElement;
  readonly #none = element('p', { class: 'none' }, 'There is no Function yet.');
  readonly #functions: Keyed<FunctionView>;
  readonly #panel: HTMLElement;
  #chosen = '';
  #overview: Overview = { trouble: '', functions: [] };

  constructor(panel: HTMLElement, choose: (id: string) => void) {
    this.#panel = panel;
    const list = element('ul', { class: 'functions' });
    this.#functions = new Keyed<FunctionView>(list, ({ id }) => this.#entry(id, choose));
    this.#nav = element('nav', { attributes: { 'aria-label': 'Functions' } }, list);
    this.#trouble.append(
      element('h2', {}, 'The inputs have changed and have errors; what was compiled last goes on'),
      this.#report,
    );
    this.#trouble.hidden = true;
    this.node = element(
      'div',
      { class: 'frame' },
      element('a', { class: 'skip', attributes: { href: '#panel' } }, 'To the Function'),
      element(
        'header',
        { class: 'top' },
        element('span', { class: 'brand' }, 'layerc dev'),
        element('strong', { class: 'local', attributes: { title: 'No cluster is touched.' } }, 'LOCAL'),
        element('span', { class: 'faint address' }, location.host),
        this.#connection,
      ),
      this.#trouble,
      element('div', { class: 'work' }, this.#nav, element('div', { class: 'stage' }, this.#none, panel)),
    );
    panel.hidden = true;
  }

  connected(is: boolean): void {
    say(this.#connection, is ? 'live' : 'layerc dev does not answer; trying again');
    this.#connection.classList.toggle('lost', !is);
    this.node.classList.toggle('stale', !is);
  }

  choose(id: string): void {
    this.#chosen = id;
    this.show(this.#overview);
    document.title = `${id} · LOCAL · layerc dev`;
  }

  show(overview: Overview): void {
    this.#overview = overview;
    const { trouble, functions } = overview;
    showIf(this.#trouble, trouble !== '');
    say(this.#report, shown(trouble.trimEnd()));
    this.#functions.show(functions, ({ id }) => id);
    showIf(this.#nav, functions.length > 1);
    showIf(this.#none, functions.length === 0);
    showIf(this.#panel, functions.length > 0);
  }

  #entry(id: string, choose: (id: string) => void) {
    const counts = element('span', { class: 'function-counts' });
    const bar = element('span', { class: 'bar', attributes: { 'aria-hidden': 'true' } });
    const parts = STAGES.map(([stage]) => element('span', { class: `stage-${stage}` }));
    bar.append(...parts);
    const act = element(
      'button',
      { attributes: { type: 'button' }, on: { click: () => choose(id) } },
      ...[element('span', { class: 'function-name' }, shown(id)), counts, bar],
    );
    const update = ({ queue, isPaused }: FunctionView): void => {
      if (id === this.#chosen) act.setAttribute('aria-current', 'true');
      else act.removeAttribute('aria-current');
      const { pending = 0, processing = 0, completed = 0, failed = 0 } = queue?.counts ?? {};
      const left = pending + processing;
      const texts = [
        ...(isPaused ? ['paused'] : []),
        `${amount(completed)} of ${amount(left + completed + failed)} done`,
        ...(failed === 0 ? [] : [`${amount(failed)} failed`]),
        ...(queue?.late === undefined ? [] : ['leases lost']),
      ];
      say(counts, queue === undefined ? 'by schedule' : texts.join(' · '));
      for (const [index, [stage]] of STAGES.entries())
        (parts[index] as HTMLElement).style.flexGrow = String(queue?.counts[stage] ?? 0);
    };
    return { node: element('li', {}, act), update };
  }
}

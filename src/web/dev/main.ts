/** The page of `layerc dev`. */
import type { LogLine, Overview, Sample } from '../../dev/page/protocol.ts';
import { Announcer } from '../view/announce.ts';
import { element } from '../view/element.ts';
import { listen } from './connection.ts';
import { Frame } from './frame.ts';
import { FunctionPanel } from './function-panel.ts';
import { gate } from './gate.ts';
import { GatewayClient } from './gateway.ts';
import { dropToken, keepToken, storedToken } from './token.ts';

const MOST_LINES = 1000;

interface Kept {
  samples: readonly Sample[];
  lines: readonly LogLine[];
}

function open(token: string): void {
  const gateway = new GatewayClient(token);
  const announcer = new Announcer();
  const panel = new FunctionPanel(gateway, announcer);
  const kept = new Map<string, Kept>();
  const of = (id: string): Kept => {
    const known = kept.get(id) ?? { samples: [], lines: [] };
    kept.set(id, known);
    return known;
  };
  let last: Overview = { trouble: '', functions: [] };
  const frame = new Frame(panel.node, (id) => show(id));
  const show = (id: string): void => {
    const view = last.functions.find((one) => one.id === id);
    if (view === undefined) return;
    frame.choose(id);
    panel.begin(view, of(id).samples, of(id).lines);
  };
  document.body.replaceChildren(frame.node, announcer.node);
  document.addEventListener('keydown', (event) => {
    const isTyping = event.target instanceof HTMLElement && event.target.matches('input, select, textarea');
    if (event.key !== '/' || isTyping) return;
    event.preventDefault();
    panel.search();
  });
  const timer = setInterval(() => panel.tick(), 1000);

  void listen(gateway, {
    connected: (is) => {
      frame.connected(is);
      // Whoever is connected again is told everything anew.
      if (!is) kept.clear();
    },
    refused: () => {
      clearInterval(timer);
      dropToken();
      ask('That is not the token of the run that answers here.');
    },
    told: {
      overview: (overview) => {
        last = overview;
        frame.show(overview);
        const view = overview.functions.find(({ id }) => id === panel.id);
        if (view !== undefined) panel.show(view);
        else show(firstOf(overview));
      },
      samples: (message) => {
        const known = of(message.id);
        known.samples = message.isWhole ? message.samples : [...known.samples, ...message.samples];
        if (message.id === panel.id) panel.timeline.take(message);
      },
      log: (message) => {
        const known = of(message.id);
        const isNew = known.lines.length === 0;
        known.lines = [...known.lines, ...message.lines].slice(-MOST_LINES);
        if (message.id !== panel.id) return;
        if (isNew) panel.log.begin([]);
        panel.log.take(message);
      },
    },
  });
}

/** The one to begin with: what somebody has given a worker, else whatever there is. */
function firstOf({ functions }: Overview): string {
  return (functions.find(({ hasWorker }) => hasWorker) ?? functions[0])?.id ?? '';
}

function ask(problem: string): void {
  const form = gate(problem, (token) => {
    keepToken(token);
    open(token);
  });
  document.body.replaceChildren(element('main', { class: 'gate-place' }, form));
}

/** An address that is opened in this tab again may have another token. */
addEventListener('hashchange', () => {
  if (location.hash.startsWith('#token=')) location.reload();
});

const token = storedToken();
if (token === undefined) ask('');
else open(token);

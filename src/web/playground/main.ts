/** The playground. */

import { checkState } from '../../playground/check-state.ts';
import { openLink } from '../../playground/link.ts';
import type { CatalogueEntry, State } from '../../playground/state.ts';
import { STEPS } from '../../playground/steps.ts';
import { App } from './app.ts';
import { storedDraft } from './draft.ts';
import { threadOf } from './thread/start.ts';

/** What the build has put into the page. */
const CATALOGUE: readonly CatalogueEntry[] = JSON.parse(
  document.querySelector('script[type="application/json"]')?.textContent ?? '[]',
);

interface First {
  readonly state: State;
  /** What it is, for whoever compares with it. */
  readonly words: string;
  readonly trouble: string;
}

/** What was opened here before, a link, what was typed last, or the first example. */
async function first(): Promise<First> {
  // Of a page that is loaded again.
  const entry = checkState(history.state);
  if (typeof entry !== 'string') return { state: entry, words: 'this page was opened', trouble: '' };
  const linked = await openLink(location.hash);
  if (linked !== undefined && 'state' in linked)
    return { state: linked.state, words: 'the link was opened', trouble: '' };
  const kept = storedDraft();
  const trouble = linked?.trouble ?? '';
  return kept !== undefined
    ? { state: kept, words: 'this page was opened', trouble }
    : { state: (CATALOGUE[0] as CatalogueEntry).state, words: 'the example was opened', trouble };
}

void first().then(({ state, words, trouble }) => {
  const app = new App(threadOf(document), state, CATALOGUE, STEPS);
  if (trouble !== '') app.warn(trouble);
  return app.begin(words);
});

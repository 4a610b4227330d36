/** The parts of the page and what goes between them. */

import { linkOf } from '../../playground/link.ts';
import type { Analysis, Place } from '../../playground/protocol.ts';
import type { CatalogueEntry, State, Step } from '../../playground/state.ts';
import { shown } from '../figures/words.ts';
import { Announcer } from '../view/announce.ts';
import { element, say } from '../view/element.ts';
import { Draft } from './draft.ts';
import { Frame } from './frame.ts';
import { Inputs } from './inputs/inputs.ts';
import { Loop } from './loop.ts';
import { Changes } from './output/changes.ts';
import { Objects } from './output/objects.ts';
import { Output } from './output/output.ts';
import { Picture } from './output/picture.ts';
import { Why } from './output/why.ts';
import { Wires } from './output/wires.ts';
import { Catalogue } from './panels/catalogue.ts';
import { DocumentDialog } from './panels/document.ts';
import { Share } from './panels/share.ts';
import { Tutorial } from './panels/tutorial.ts';
import { Status } from './status.ts';
import { Compiler, type Question } from './thread/compiler.ts';
import { Trail } from './trail.ts';
import { Visits } from './visits.ts';

export class App {
  readonly #draft = new Draft();
  readonly #status = new Status();
  readonly #announcer = new Announcer();
  readonly #compiler: Compiler;
  readonly #inputs: Inputs;
  readonly #output: Output;
  readonly #picture: Picture;
  readonly #changes: Changes;
  readonly #objects: Objects;
  readonly #trail: Trail;
  readonly #tutorial: Tutorial;
  readonly #visits: Visits;
  readonly #frame: Frame;
  readonly #teller = element('p', { class: 'unseen', attributes: { role: 'status' } });
  readonly #loop: Loop;
  /** What is shown. */
  #analysis: Analysis | undefined;
  #isNew = true;
  /** The inputs have errors now, and what is shown is from before. */
  #isStale = false;
  /** What was said last is about a state that is past once another one was compiled. */
  #isWarned = false;

  constructor(
    start: () => Worker,
    first: State,
    examples: readonly CatalogueEntry[],
    steps: readonly Step[],
  ) {
    this.#compiler = new Compiler(start, {
      busy: (is) => {
        this.#status.busy(is);
        this.#loop.busy(is);
      },
      fault: (sentence) => this.#fault(shown(sentence)),
      lost: (because, question) => this.#lost(because, question),
    });
    this.#loop = new Loop(this.#compiler, first, {
      step: () => this.#tutorial.step,
      analysed: (analysis, serial, state) => this.#analysed(analysis, serial, state),
      waiting: (is) => this.#frame.busy(is),
    });
    const wires = new Wires(() => (this.#output.view === 'objects' ? this.#trail.wires() : []));
    const redraw = (): void => wires.draw();
    const documents = new DocumentDialog();
    this.#inputs = new Inputs(this.#compiler, first, {
      changed: (state) => this.#changed(state),
      moved: (name, offset) => this.#moved(name, offset),
      setting: (name) => this.#trail.askSetting(name),
      scrolled: redraw,
      add: () => documents.add(this.#inputs.names, (name, text) => this.#inputs.add(name, text)),
      rename: (name) => {
        const others = this.#inputs.names.filter((one) => one !== name);
        documents.rename(name, others, (to) => this.#inputs.rename(name, to));
      },
    });
    this.#objects = new Objects({
      asked: (leaf) => this.#trail.askLeaf(leaf),
      follow: () => this.#trail.follow(),
      scrolled: redraw,
    });
    const go = (place: Place): void => this.#inputs.go(place);
    const why = new Why({
      go,
      setting: (name) => this.#inputs.showSetting(name),
      leaf: (leaf) => {
        this.#trail.askLeaf(leaf);
        this.#objects.focus();
      },
    });
    this.#picture = new Picture(go);
    this.#changes = new Changes(this.#compiler, () => this.#changes.remember(this.#loop.state, 'now'));
    this.#output = new Output({
      ...{ objects: this.#objects, why, picture: this.#picture, changes: this.#changes },
      lightKind: (kind) => this.#trail.lightKind(kind),
      scrolled: redraw,
    });
    this.#trail = new Trail({
      ...{ compiler: this.#compiler, inputs: this.#inputs, objects: this.#objects, why, redraw },
      tell: (sentence) => say(this.#teller, sentence),
    });
    this.#tutorial = new Tutorial(steps, {
      begin: (step) => this.#beginStep(step),
      close: () => this.#objects.focus(),
    });
    const catalogue = new Catalogue(examples, ({ title, state }) => this.visit(state, shown(title)));
    const share = new Share({
      linkTo: async (state) => {
        const hash = await linkOf(state);
        this.#visits.named(hash);
        return location.href.replace(/#.*$/s, '') + hash;
      },
      take: async (state) => (await this.#compiler.ask({ ask: 'take', state }, 'taken'))?.taken,
      tell: (sentence, isFailure) => this.#announcer.say(sentence, isFailure),
    });
    this.#visits = new Visits({
      now: () => this.#loop.state,
      show: (state) => this.#open(state, 'this page was gone back to'),
      trouble: (sentence) => this.#status.warn(sentence),
    });
    this.#frame = new Frame({
      ...{ inputs: this.#inputs.node, output: this.#output.node, wires: wires.node },
      ...{ tutorial: this.#tutorial.node, status: this.#status },
      openExamples: () => catalogue.open(),
      openTutorial: () => this.#tutorial.open(0),
      openShare: () => void share.open(this.#loop.state, this.#isStale ? '' : (this.#analysis?.output ?? '')),
      isDraftKept: () => this.#draft.isKept,
      resized: redraw,
    });
    document.body.replaceChildren(
      ...[this.#frame.node, catalogue.node, share.node, documents.node, this.#frame.help.node],
      ...[this.#announcer.node, this.#teller],
    );
  }

  /** `words` say what a later state is compared with. */
  async begin(words: string): Promise<void> {
    const found = await this.#compiler.ask({ ask: 'form' }, 'form');
    if (found !== undefined) this.#inputs.form.draw(found.fields);
    this.#open(this.#loop.state, words);
  }

  warn(sentence: string): void {
    this.#status.warn(sentence);
  }

  /** Something else to look at: Back leads to what was there. */
  visit(state: State, words: string): void {
    this.#visits.leave(state);
    this.#open(state, words);
  }

  #open(state: State, words: string): void {
    this.#isNew = true;
    this.#inputs.begin(state);
    this.#changes.remember(state, words);
    this.#loop.open(state);
  }

  #beginStep({ state, look, title }: Step): void {
    this.visit(state, `the step “${title}” began`);
    const text = state.documents.find(({ name }) => name === look.document)?.text ?? '';
    const from = text.indexOf(look.words);
    if (from >= 0) this.#inputs.point({ document: look.document, from, to: from + look.words.length });
  }

  #changed(state: State): void {
    if (!this.#loop.change(state)) return;
    this.#visits.changed();
    this.#draft.keep(state);
  }

  #moved(name: string, offset: number): void {
    // After a change the new output is asked, once it is there.
    if (!this.#loop.isTyping) this.#trail.askCursor(name, offset);
  }

  #analysed(analysis: Analysis, serial: number, state: State): void {
    if (this.#isWarned) this.#status.warn('');
    this.#isWarned = false;
    const { totals, badSettings, output } = analysis;
    const isWrong = totals.errors + badSettings.length > 0;
    this.#isStale = isWrong && !this.#isNew && output === '' && this.#analysis?.output !== '';
    this.#inputs.analysed(analysis);
    this.#changes.analysed(state);
    this.#tutorial.analysed(analysis.isDone);
    if (this.#isStale) this.#output.stale(analysis);
    else this.#show(analysis);
    this.#trail.analysed(analysis, serial);
    if (this.#isNew && !this.#inputs.hasCursor) this.#trail.begin();
    this.#isNew = false;
  }

  #show(analysis: Analysis): void {
    this.#analysis = analysis;
    const [fn] = analysis.functions;
    document.title = fn === undefined ? TITLE : shown(`${fn.name} · ${TITLE}`);
    this.#output.analysed(analysis);
    this.#objects.show(analysis);
    this.#picture.show(analysis.picture);
  }

  #fault(sentence: string): void {
    this.#isWarned = true;
    this.#status.warn(sentence);
  }

  #lost(because: string, question: Question | undefined): void {
    if (question === undefined) {
      this.#status.warn(`The compiler ${because}.`);
      return;
    }
    const isAgain = this.#loop.lostOver(question);
    const names = shown(namesIn(question, this.#loop.state).join(', '));
    const until = isAgain ? 'It was started again.' : UNTIL_CHANGED;
    this.#fault(`The compiler ${because} over ${names}. ${until}`);
  }
}

const TITLE = 'layerc playground';
const UNTIL_CHANGED = 'It was started again; this text is compiled again when it changes.';

/** The documents that a question is about. */
function namesIn(question: Question, state: State): readonly string[] {
  if (!('document' in question)) return state.documents.map(({ name }) => name);
  const { document: about } = question;
  return [typeof about === 'string' ? about : about.name];
}

/** The worker of the playground without its messages: what each request is answered. It never throws. */
import { SETTINGS, type SettingName } from '../compiler/index.ts';
import { Workspace } from '../editor/workspace.ts';
import { analysisOf, tooMuch, unusable } from './analysis.ts';
import { checkState, TOO_MUCH, wrongName } from './check-state.ts';
import { decidedAt, decidedBySetting } from './decided.ts';
import { differenceOf, trouble } from './difference.ts';
import { formFields, readForm } from './form.ts';
import { answerInput } from './input.ts';
import { reasonOf } from './leaf-reason.ts';
import { leafAt, NO_OUTPUT, type Output, outputOf } from './output.ts';
import type {
  AboutInput,
  AboutOutput,
  Analyse,
  Analysis,
  Answer,
  AnswerBody,
  Decided,
  Request,
} from './protocol.ts';
import { type Form, PLAIN_FORM, type State } from './state.ts';
import { isDone } from './steps.ts';
import { taken } from './take.ts';

/** What was analysed last. */
interface Last {
  readonly serial: number;
  readonly output: Output;
  readonly workspace: Workspace;
  readonly form: Form;
}

export class Model {
  /** Has the texts as they were sent last; those of the last analysis are kept beside it. */
  #workspace = workspaceOf({ documents: [], shown: '', form: PLAIN_FORM });
  #last: Last = { serial: -1, output: NO_OUTPUT, workspace: this.#workspace, form: PLAIN_FORM };

  answer(request: Request): Answer {
    const { serial } = request;
    try {
      return { serial, ...this.#answer(request) };
    } catch (error) {
      return { serial, answer: 'fault', sentence: faultOf(error) };
    }
  }

  #answer(request: Request): AnswerBody {
    switch (request.ask) {
      case 'analyse':
        return this.#analyse(request);
      case 'reason':
      case 'decided':
      case 'decidedBySetting':
        return this.#aboutOutput(request);
      case 'complete':
      case 'hover':
      case 'definition':
      case 'fixes':
        return this.#aboutInput(request);
      case 'form':
        return { answer: 'form', fields: formFields() };
      case 'differ':
        return difference(request.before, request.after);
      case 'take':
        return take(request.state);
    }
    throw new Wrong('It is no request that is known.');
  }

  #analyse({ serial, state: given, step }: Analyse & { readonly serial: number }): AnswerBody {
    if (checkState(given) === TOO_MUCH) {
      this.#last = { ...this.#last, serial, output: NO_OUTPUT };
      return { answer: 'analysis', analysis: withStep(tooMuch(), step) };
    }
    const state = checked(given);
    const { bad } = readForm(state.form);
    const workspace = updated(this.#workspace, state);
    this.#workspace = workspace;
    const output = bad.length > 0 ? NO_OUTPUT : outputOf(workspace);
    this.#last = { serial, output, workspace, form: state.form };
    const analysis = bad.length > 0 ? unusable(bad) : analysisOf(workspace, output);
    return { answer: 'analysis', analysis: withStep(analysis, step) };
  }

  #aboutOutput(request: AboutOutput): AnswerBody {
    const { serial, output, workspace, form } = this.#last;
    if (request.of !== serial) return { answer: 'stale' };
    if (request.ask === 'decided')
      return decidedAnswer(decidedAt(request.document, request.offset, workspace, output));
    if (request.ask === 'decidedBySetting') {
      if (!isSetting(request.setting)) throw new Wrong('There is no such setting.');
      return decidedAnswer(decidedBySetting(request.setting, output));
    }
    const found = leafAt(output, request.leaf);
    if (found === undefined) return { answer: 'stale' };
    return { answer: 'reason', reason: reasonOf(request.leaf, found, workspace, form) };
  }

  /** The text may be newer than that of the last analysis, which stays what it is. */
  #aboutInput(request: AboutInput): AnswerBody {
    const { name, text } = request.document;
    const wrong = wrongName(name);
    if (wrong !== undefined) throw new Wrong(wrong);
    if (this.#workspace.document(name)?.text.value !== text) {
      if (this.#workspace === this.#last.workspace) this.#workspace = copyOf(this.#workspace);
      this.#workspace.set(name, text, true);
    }
    return answerInput(request, this.#workspace);
  }
}

/** What is wrong with a request, in words for the person. */
class Wrong extends Error {}

function faultOf(error: unknown): string {
  if (error instanceof Wrong) return error.message;
  const what = error instanceof Error ? error.message : String(error);
  return `The playground has failed, which is a fault of its own: ${what.slice(0, 200)}`;
}

function checked(given: unknown): State {
  const state = checkState(given);
  if (typeof state === 'string') throw new Wrong(state);
  return state;
}

function workspaceOf({ documents, form }: State): Workspace {
  const workspace = new Workspace(readForm(form).terms);
  for (const { name, text } of documents) workspace.set(name, text, true);
  return workspace;
}

/** The same with the texts of a state: what is found out about a text is kept for as long as it stays. */
function updated(workspace: Workspace, { documents, form }: State): Workspace {
  const wanted = new Map(documents.map(({ name, text }) => [name, text]));
  for (const name of workspace.names) if (!wanted.has(name)) workspace.delete(name);
  for (const [name, text] of wanted) workspace.set(name, text, true);
  workspace.terms = readForm(form).terms;
  return workspace;
}

function copyOf(workspace: Workspace): Workspace {
  const copy = new Workspace(workspace.terms);
  for (const name of workspace.names) {
    const document = workspace.document(name);
    if (document !== undefined) copy.set(name, document.text.value, true);
  }
  return copy;
}

function withStep(analysis: Analysis, step: number | undefined): Analysis {
  return step === undefined ? analysis : { ...analysis, isDone: isDone(step, analysis) };
}

function decidedAnswer(decided: Decided): AnswerBody {
  return { answer: 'decided', decided };
}

function difference(before: unknown, after: unknown): AnswerBody {
  const [from, to] = [checked(before), checked(after)];
  const bad = [from, to].flatMap(({ form }) => readForm(form).bad);
  if (bad.length > 0) {
    const sentences = [...new Set(bad.map(({ sentence }) => sentence))];
    return { answer: 'difference', difference: trouble(sentences.join('\n')) };
  }
  // What warns is past on the side of what was.
  const old = workspaceOf({ ...from, form: { ...from.form, warningsAsErrors: '' } });
  return { answer: 'difference', difference: differenceOf(old, workspaceOf(to)) };
}

function take(given: unknown): AnswerBody {
  const state = checked(given);
  const { analysis } = workspaceOf(state);
  const { functions, diagnostics } = analysis.compilation;
  const isWrong = [...analysis.loaded.diagnostics, ...diagnostics].some(
    ({ severity }) => severity === 'error',
  );
  return { answer: 'taken', taken: taken(state, isWrong && functions.length > 0) };
}

function isSetting(name: unknown): name is SettingName {
  return typeof name === 'string' && Object.hasOwn(SETTINGS, name);
}

import { readdirSync, readFileSync } from 'node:fs';
import { Model } from './model.ts';
import type { Analysis, AnswerBody, Request } from './protocol.ts';
import { PLAIN_FORM, type State } from './state.ts';

type Question = Request extends infer R ? (R extends Request ? Omit<R, 'serial'> : never) : never;

/** A model that has analysed a state with the serial 1. */
export class Asked {
  readonly model = new Model();
  readonly analysis: Analysis;

  readonly documents: State['documents'];

  constructor(state: State, step?: number) {
    this.documents = state.documents;
    this.analysis = this.ask(
      { ask: 'analyse', state, ...(step !== undefined && { step }) },
      'analysis',
    ).analysis;
  }

  ask<K extends AnswerBody['answer']>(question: Question, wanted: K): Extract<AnswerBody, { answer: K }> {
    const answer = this.model.answer({ ...question, serial: question.ask === 'analyse' ? 1 : 2 } as Request);
    if (answer.answer !== wanted) throw new Error(`answered with ${JSON.stringify(answer)}`);
    return answer as unknown as Extract<AnswerBody, { answer: K }>;
  }

  /** The index of the leaf with a path. */
  leaf(path: string): number {
    const found = this.analysis.leaves.findIndex((leaf) => leaf.path === path);
    if (found < 0) throw new Error(`no leaf ${path}`);
    return found;
  }
}

export function stateOf(texts: { readonly [name: string]: string }, form = {}): State {
  const documents = Object.entries(texts).map(([name, text]) => ({ name, text }));
  return { documents, shown: documents[0]?.name ?? '', form: { ...PLAIN_FORM, ...form } };
}

export function fixture(name: string, form = {}): State {
  const folder = `fixtures/${name}`;
  const names = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  const texts = names.map((file) => [file, readFileSync(`${folder}/${file}`, 'utf8')]);
  return stateOf(Object.fromEntries(texts), form);
}

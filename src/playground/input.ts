/** What is asked about a text at a cursor, answered as an editor is answered. */
import { completionsAt } from '../editor/completion/completion.ts';
import { definitionsAt } from '../editor/definition.ts';
import { fixesIn } from '../editor/fixes/fixes.ts';
import { hoverAt } from '../editor/hover.ts';
import type { Text } from '../editor/text.ts';
import type { Workspace } from '../editor/workspace.ts';
import { placeAt, spanOf } from './places.ts';
import type { AboutInput, AnswerBody } from './protocol.ts';

/** A list that is longer is not read; what is typed makes it shorter. */
const MOST_COMPLETIONS = 500;

/** `workspace` has the text already. */
export function answerInput(request: AboutInput, workspace: Workspace): AnswerBody {
  const { name } = request.document;
  const { text } = workspace.document(name) as { readonly text: Text };
  switch (request.ask) {
    case 'complete': {
      const found = completionsAt(workspace, name, text.positionAt(request.offset));
      const completions = found.slice(0, MOST_COMPLETIONS).map(({ range, documentation = '', ...one }) => ({
        ...{ ...one, documentation },
        ...spanOf(range, text),
      }));
      return { answer: 'completions', completions };
    }
    case 'hover': {
      const found = hoverAt(workspace, name, text.positionAt(request.offset));
      const hover = found === undefined ? null : { markdown: found.markdown, ...spanOf(found.range, text) };
      return { answer: 'hover', hover };
    }
    case 'definition': {
      const found = definitionsAt(workspace, name, text.positionAt(request.offset));
      return { answer: 'definition', places: found.flatMap((one) => placeAt(one, workspace) ?? []) };
    }
    case 'fixes': {
      const fixes = fixesIn(workspace, name, text.range(request.from, request.to));
      return {
        answer: 'fixes',
        fixes: fixes.map(({ title, edits, diagnostic }) => ({
          title,
          code: diagnostic.code,
          edits: edits.map(({ range, newText }) => ({ ...spanOf(range, text), newText })),
        })),
      };
    }
  }
}

/** `layerc/objects`: what the Functions of a text become, and again whenever that changes. */
import type { Connection } from 'vscode-languageserver/node';
import { objectsText } from '../editor/objects.ts';
import { nameOf } from './names.ts';
import type { Session } from './session.ts';

export interface ObjectsParams {
  readonly textDocument: { readonly uri: string };
  /** Whether `layerc/objects` is to be sent as a notification too, with the same answer, when it has changed. */
  readonly follow?: boolean;
}

export interface ObjectsResult {
  readonly uri: string;
  readonly languageId: 'yaml';
  readonly text: string;
}

const METHOD = 'layerc/objects';

/** Gives what is to be called when documents have changed. */
export function answerObjects(connection: Connection, session: Session): () => void {
  /** What was sent, by the URI of who is followed. */
  const sent = new Map<string, string>();
  const result = (uri: string): ObjectsResult => ({
    ...{ uri, languageId: 'yaml' },
    text: objectsText(session.workspace, nameOf(uri)),
  });
  connection.onRequest(METHOD, ({ textDocument: { uri }, follow }: ObjectsParams) => {
    const answer = result(uri);
    if (follow === true) sent.set(uri, answer.text);
    else if (follow === false) sent.delete(uri);
    return answer;
  });
  return () => {
    for (const [uri, before] of sent) {
      if (session.buffers.get(uri) === undefined) {
        sent.delete(uri);
        continue;
      }
      const answer = result(uri);
      if (answer.text === before) continue;
      sent.set(uri, answer.text);
      void connection.sendNotification(METHOD, answer);
    }
  };
}

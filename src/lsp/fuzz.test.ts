/** The protocol as a broken or a hostile client speaks it: the server answers what can be answered, and stays. */
import { expect, it } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { random } from '../random.test-support.ts';
import { Client, FUNCTION, folderWith, RULES } from './client.test-support.ts';
import type { ObjectsResult } from './objects.ts';

const SEED = Number(process.env.LAYERC_SEED ?? 19);
const ROUNDS = Number(process.env.LAYERC_EDITS ?? 300);

const PIECES = [
  '',
  'a',
  '\n',
  '\r\n',
  '\r',
  '😀',
  '  ',
  '- ',
  ': ',
  '[',
  '{',
  '"',
  '#',
  '---\n',
  '\u202e',
  'pool: cpu\n',
];
const QUESTIONS = ['completion', 'hover', 'definition', 'documentSymbol', 'codeAction'] as const;

it(`${ROUNDS} edits and questions anywhere (LAYERC_EDITS, LAYERC_SEED)`, async () => {
  const next = random(SEED);
  const client = new Client(folderWith({ 'rules.yaml': RULES }));
  await client.start();
  await client.open('a.yaml', FUNCTION);
  // What the text must be then: the same edits made by the library.
  const mirror = TextDocument.create('a', 'yaml', 1, FUNCTION);
  const place = () => ({ line: next(20), character: next(50) });
  const answers: Promise<unknown>[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const [start, end] = [place(), place()];
    const change = { range: { start, end }, newText: PIECES[next(PIECES.length)] as string };
    TextDocument.update(mirror, [{ range: change.range, text: change.newText }], round + 2);
    await client.edit('a.yaml', change);
    const range = { start: place(), end: place() };
    const question = QUESTIONS[next(QUESTIONS.length)] as string;
    answers.push(client.ask(question, 'a.yaml', place(), { range, context: { diagnostics: [] } }));
    if (round % 50 === 49) {
      const text = mirror.getText().length < 200 ? FUNCTION : mirror.getText();
      TextDocument.update(mirror, [{ text }], round + 2);
      await client.edit('a.yaml', { text });
    }
  }
  await Promise.all(answers);
  // It has the text that all these edits have left: what is put behind it is found where it must be.
  const end = mirror.positionAt(mirror.getText().length);
  await client.edit('a.yaml', { range: { start: { line: 0, character: 0 }, end }, newText: FUNCTION });
  await client.diagnostics('a.yaml', (codes) => codes.length === 0);
  expect(await client.stop()).toBe(0);
});

it('parameters of any shape, unknown methods, questions that are taken back, and broken JSON', async () => {
  const client = new Client(folderWith({ 'rules.yaml': RULES }));
  await client.start();
  await client.open('a.yaml', FUNCTION);
  const shapes: unknown[] = [
    null,
    {},
    [],
    { textDocument: null },
    { textDocument: { uri: 5 }, position: 'x' },
    { textDocument: { uri: 'file:///%ff%00' }, position: { line: -1, character: 2 ** 40 } },
    { textDocument: { uri: client.uri('a.yaml') }, position: { line: -5, character: -5 } },
    { textDocument: { uri: client.uri('a.yaml') }, position: { line: 1e308, character: null } },
    { textDocument: { uri: `untitled:${'x'.repeat(10_000)}` }, position: { line: 0, character: 0 } },
  ];
  for (const params of shapes) {
    for (const method of [...QUESTIONS.map((one) => `textDocument/${one}`), 'layerc/objects', 'no/such'])
      await client.connection.sendRequest(method, params).catch(() => {});
    for (const one of ['didOpen', 'didChange', 'didClose', 'didSave'])
      await client.connection.sendNotification(`textDocument/${one}`, params);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', params);
  }
  const source = new CancellationTokenSource();
  const taken = client.connection.sendRequest('textDocument/hover', shapes[6], source.token).then(
    () => 'answered',
    () => 'taken back',
  );
  source.cancel();
  expect(['answered', 'taken back']).toContain(await taken);
  // Nothing of the client's own is under way then, into which these bytes would fall.
  await client.connection.sendRequest('no/such').catch(() => {});
  client.raw('Content-Length: 9\r\n\r\n{"a": [1,');
  client.raw('Content-Length: 2\r\n\r\n[]');
  await client.open('b.yaml', FUNCTION);
  const textDocument = { uri: client.uri('b.yaml') };
  const { text } = await client.connection.sendRequest<ObjectsResult>('layerc/objects', { textDocument });
  expect(text).toContain('kind: Deployment');
  expect(await client.stop()).toBe(0);
});

/** What an editor asks for, asked of the real process. */
import { describe, expect, it } from 'vitest';
import type { CodeAction, CompletionItem, DocumentSymbol, Hover, Location } from 'vscode-languageserver/node';
import { Client, cursorIn, FUNCTION, folderWith, RULES } from './client.test-support.ts';
import type { ObjectsResult } from './objects.ts';

const POOL = { line: 11, character: 11 };

async function started(capabilities = {}): Promise<Client> {
  const client = new Client(folderWith({ 'rules.yaml': RULES }));
  await client.start(capabilities);
  return client;
}

describe('requests', () => {
  it('complete a pool in a text that is half written, right after it was typed', async () => {
    const client = await started();
    await client.open('a.yaml', FUNCTION);
    const { text, position } = cursorIn(
      FUNCTION.replace('pool: cpu\n', 'pool: |\n').replace('[products]', '["é😀'),
    );
    await client.edit('a.yaml', { text });
    const items = await client.ask<CompletionItem[]>('completion', 'a.yaml', position);
    expect(items.map(({ label, detail }) => [label, detail])).toEqual([
      ['cpu', 'cpu, at most 8 workers'],
      ['cpu-large', 'cpu, at most 3 workers'],
    ]);
    expect(items[0]?.textEdit).toEqual({ range: { start: position, end: position }, newText: 'cpu' });
  });

  it('answer a hover, a definition and symbols', async () => {
    const client = await started();
    await client.open('a.yaml', FUNCTION);
    const hover = await client.ask<Hover>('hover', 'a.yaml', POOL);
    expect(hover.contents).toMatchObject({
      kind: 'markdown',
      value: expect.stringContaining('maxReplicasPerWorkload: 8'),
    });
    const [place, ...others] = await client.ask<Location[]>('definition', 'a.yaml', POOL);
    expect(others).toEqual([]);
    expect(place).toMatchObject({
      uri: client.uri('rules.yaml'),
      range: { start: { line: 5, character: 12 } },
    });
    const [fn] = await client.ask<DocumentSymbol[]>('documentSymbol', 'a.yaml');
    expect(fn).toMatchObject({ name: 'tag-products', detail: 'Function' });
    expect(await client.ask('hover', 'unknown.yaml', POOL)).toBeNull();
  });

  it('mend what a diagnostic speaks of', async () => {
    const client = await started();
    await client.open('a.yaml', FUNCTION.replace('pool: cpu', 'pool: cpu-larg').replace('max: 6', 'max: 3'));
    const diagnostics = await client.diagnostics('a.yaml', (codes) => codes.includes('UnknownPool'));
    const range = diagnostics[0]?.range;
    const [action, ...others] = await client.ask<CodeAction[]>('codeAction', 'a.yaml', undefined, {
      range,
      context: { diagnostics },
    });
    expect(others).toEqual([]);
    expect(action).toMatchObject({ title: 'Write cpu-large', kind: 'quickfix', diagnostics });
    await client.edit('a.yaml', ...(action?.edit?.changes?.[client.uri('a.yaml')] ?? []));
    await client.diagnostics('a.yaml', (codes) => codes.length === 0);
    const context = { diagnostics: [], only: ['refactor'] };
    expect(await client.ask('codeAction', 'a.yaml', undefined, { range, context })).toEqual([]);
  });

  it('count in the units of the client', async () => {
    const client = await started({ general: { positionEncodings: ['utf-8'] } });
    const text = FUNCTION.replace('  scaling:\n    pool: cpu\n', '  scaling: {mode: "é😀", pool: cpu}\n');
    await client.open('a.yaml', text);
    const line = 10;
    const [place] = await client.ask<Location[]>('definition', 'a.yaml', { line, character: 35 });
    expect(place?.range.start).toEqual({ line: 5, character: 12 });
    const { range } = await client.ask<Hover>('hover', 'a.yaml', { line, character: 35 });
    expect(range).toEqual({ start: { line, character: 34 }, end: { line, character: 37 } });
  });

  it('give the objects, and again when they change', async () => {
    const client = await started();
    await client.open('a.yaml', FUNCTION);
    const changed = new Promise<ObjectsResult>((done) =>
      client.connection.onNotification('layerc/objects', done),
    );
    const textDocument = { uri: client.uri('a.yaml') };
    const first = await client.connection.sendRequest<ObjectsResult>('layerc/objects', {
      textDocument,
      follow: true,
    });
    expect(first.text).toContain('kind: ScaledObject');
    expect(first.text).toContain('maxReplicaCount: 6');
    await client.edit('a.yaml', { text: FUNCTION.replace('max: 6', 'max: 7') });
    expect((await changed).text).toContain('maxReplicaCount: 7');
  });

  it('end with what the client says', async () => {
    const client = await started();
    expect(await client.stop()).toBe(0);
    const rude = await started();
    await rude.connection.sendNotification('exit');
    expect(await rude.ended).toBe(1);
  });
});

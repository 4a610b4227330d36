import { describe, expect, it } from 'vitest';
import { Client, FUNCTION, folderWith, RULES } from './client.test-support.ts';

const BROKEN = FUNCTION.replace('pool: cpu', 'pool: cpu-larg');
const is =
  (...wanted: string[]) =>
  (codes: readonly string[]) =>
    JSON.stringify(codes) === JSON.stringify(wanted);

describe('diagnostics as somebody types', () => {
  it('of an open text over the file on disk, with the row of the code and the hint', async () => {
    const client = new Client(folderWith({ 'a.yaml': FUNCTION, 'rules.yaml': RULES }));
    const { capabilities, serverInfo } = await client.start();
    expect(serverInfo?.name).toBe('layerc');
    expect(capabilities.positionEncoding).toBe('utf-16');
    await client.open('a.yaml', BROKEN);
    const [found] = await client.diagnostics('a.yaml', is('UnknownPool'));
    expect(found).toMatchObject({
      severity: 1,
      source: 'layerc',
      range: { start: { line: 11, character: 10 }, end: { line: 11, character: 18 } },
      codeDescription: { href: expect.stringMatching(/docs\/diagnostics\.md#UnknownPool$/) },
      message:
        'spec.scaling.pool is "cpu-larg", which InfraRules/default does not have.\nallowed: cpu, cpu-large',
      relatedInformation: [{ message: 'hint: Did you mean "cpu-large"?' }],
    });
    const end = { line: 11, character: 18 };
    await client.edit('a.yaml', { range: { start: end, end }, newText: 'e' });
    await client.diagnostics('a.yaml', is('ReplicasOverPoolCeiling'));
    // The policy is open too, and not saved.
    await client.open('rules.yaml', RULES.replace('maxReplicasPerWorkload: 3', 'maxReplicasPerWorkload: 6'));
    await client.diagnostics('a.yaml', is());
    expect(await client.stop()).toBe(0);
  });

  it('of files that are not open, and of these again when a text is closed', async () => {
    const client = new Client(
      folderWith({ 'a.yaml': BROKEN, 'b.json': '{"apiVersion": "hevlayer.com/v1alpha1", ' }),
    );
    await client.start();
    await client.diagnostics('b.json', is('SyntaxError'));
    await client.diagnostics('a.yaml', is('MissingInfraRules'));
    await client.open('a.yaml', '');
    await client.diagnostics('a.yaml', is());
    await client.connection.sendNotification('textDocument/didClose', {
      textDocument: { uri: client.uri('a.yaml') },
    });
    await client.diagnostics('a.yaml', is('MissingInfraRules'));
  });

  it('say nothing of texts that are nothing of ours', async () => {
    const client = new Client(folderWith({ 'rules.yaml': RULES, 'compose.yaml': 'services: {web: {}}\n' }));
    await client.start();
    await client.open('compose.yaml', 'services: {web: {\n');
    await client.open('a.yaml', `${FUNCTION}x: 1\n`);
    const [found] = await client.diagnostics('a.yaml', is('UnknownField'));
    expect(found?.range).toEqual({ start: { line: 14, character: 0 }, end: { line: 14, character: 1 } });
    await expect(
      Promise.race([client.diagnostics('compose.yaml', () => true), client.ask('unknown', 'a.yaml')]),
    ).rejects.toThrow(/Unhandled method/);
  });

  it('follow layerc.yaml, and say what is wrong with it', async () => {
    const client = new Client(
      folderWith({
        'a.yaml': BROKEN,
        'other.yaml': BROKEN,
        'layerc.yaml': 'inputs: [a.yaml]\nstockPool: true\n',
      }),
    );
    await client.start();
    const [found] = await client.diagnostics('layerc.yaml', is('UnknownField'));
    expect(found?.range.start).toEqual({ line: 1, character: 0 });
  });

  it('count in the units of the client', async () => {
    const client = new Client(folderWith({ 'rules.yaml': RULES }));
    const { capabilities } = await client.start({ general: { positionEncodings: ['utf-8', 'utf-16'] } });
    expect(capabilities.positionEncoding).toBe('utf-8');
    const text = `${FUNCTION.trimEnd()} # \n`;
    await client.open(
      'a.yaml',
      text.replace('targetNamespaces: [products]', 'targetNamespaces: ["é😀", é: 1]'),
    );
    const [found] = await client.diagnostics('a.yaml', (codes) => codes.length > 0);
    expect(found?.range.start).toEqual({ line: 6, character: 31 });
    const line = { line: 6, character: 31 };
    await client.edit('a.yaml', { range: { start: line, end: { ...line, character: 36 } }, newText: 'x' });
    await client.diagnostics('a.yaml', is());
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../cli/run.test-support.ts';
import { Asked, fixture } from './model.test-support.ts';
import type { State } from './state.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'layerc-difference-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function written(state: State, name: string): string {
  const path = join(folder, name);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path);
  for (const one of state.documents) writeFileSync(join(path, one.name), one.text);
  return path;
}

function changed(state: State, words: string, by: string): State {
  return {
    ...state,
    documents: state.documents.map(({ name, text }) => ({ name, text: text.replaceAll(words, by) })),
  };
}

describe('the difference of two states', () => {
  const before = fixture('two-namespaces');
  it.each([
    ['an image', changed(before, 'resize:1.4.0', 'resize:1.5.0')],
    [
      'a pool',
      changed(
        before,
        'maxReplicasPerWorkload: 20',
        'maxReplicasPerWorkload: 20\n      tolerations: [{operator: Exists}]',
      ),
    ],
    ['a refused Function', changed(before, 'pool: cpu', 'pool: cpux')],
    ['another name', changed(before, 'namespace: shelf', 'namespace: shelves')],
    ['nothing', before],
  ])('is told as layerc diff tells it: %s', async (_, after) => {
    const asked = new Asked(after);
    const { difference } = asked.ask({ ask: 'differ', before, after }, 'difference');
    const to = written(after, 'to');
    const { stdout } = await run(['diff', '--from', written(before, 'from'), '--to', to]);
    expect(difference.text).toBe(stdout.replaceAll(`${to}/`, ''));
    expect(difference.trouble).toBeNull();
    for (const { id, effects, lines } of difference.functions.filter((one) => one.effects.length > 0)) {
      expect(stdout).toContain(id);
      for (const effect of effects) expect(stdout).toContain(effect);
      for (const line of lines) expect(stdout.replaceAll(`${to}/`, '')).toContain(line);
    }
    const happens = difference.functions.some(({ effects }) => effects.length > 0);
    expect(happens).toBe(after !== before);
  });

  it('is told of settings too', async () => {
    const after = { ...before, form: { ...before.form, settings: { gatewayBaseUrl: 'http://new' } } };
    const { difference } = new Asked(after).ask({ ask: 'differ', before, after }, 'difference');
    const path = written(before, 'same');
    const { stdout } = await run([
      ...['diff', '--from', path, '--to', path, '--gateway-base-url', 'http://new'],
      ...['--from-setting', 'gateway-base-url=http://layer-gateway.layer.svc.cluster.local:8080'],
    ]);
    expect(difference.text).toBe(stdout);
    expect(stdout).toContain('rolls its workers');
  });

  it('is not told of what cannot be read, nor with a setting that cannot be used', () => {
    const broken = changed(before, 'kind: Function', 'kind: "Function');
    const asked = new Asked(before);
    expect(asked.ask({ ask: 'differ', before, after: broken }, 'difference').difference).toEqual({
      text: '',
      functions: [],
      trouble: 'what cannot be read cannot be compared; nothing was compared',
    });
    const bad = { ...before, form: { ...before.form, settings: { namespace: 'No' } } };
    expect(asked.ask({ ask: 'differ', before: bad, after: bad }, 'difference').difference.trouble).toBe(
      '--namespace is "No", but must be the name of a namespace',
    );
  });
});

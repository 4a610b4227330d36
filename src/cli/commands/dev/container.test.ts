/**
 * `layerc dev --container` with a stand-in for the engine, which writes down what it is asked and runs a command in place
 * of the image: arguments and order alone. No test here has something that runs images; docs/dev.md says what was tried.
 */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { run } from '../../run.test-support.ts';
import { workspace } from '../out-dir.test-support.ts';

const FUNCTION = `
apiVersion: hevlayer.com/v1alpha1
kind: Function
metadata: {name: greet, namespace: shop}
spec:
  targetNamespaces: [products]
  inputs: [title]
  worker:
    image: registry.example.com/greet:1.0.0
    podSpec: {containers: [{name: udf, env: [{name: GREETING, value: hello}]}]}
  scaling: {pool: cpu, replicas: {max: 1}}
`;
/** It knows `run` and `stop`, and finds the container of a name by a file. */
const ENGINE = `#!/bin/sh
echo "$@" >> FOLDER/asked
case "$1" in
  run) echo $$ > FOLDER/pid; exec WORKER ;;
  stop) kill -TERM $(cat FOLDER/pid) ;;
  rm) kill -KILL $(cat FOLDER/pid) ;;
esac
`;
const WORKER = `
const { HEVLAYER_BASE_URL, HEVLAYER_UDF_ID, HEVLAYER_WORKER_ID, LAYER_GATEWAY_API_KEY, GREETING } = process.env;
const headers = { authorization: 'Bearer ' + LAYER_GATEWAY_API_KEY };
const post = async (path, body) =>
  (await fetch(HEVLAYER_BASE_URL + '/v2/udfs/' + HEVLAYER_UDF_ID + path, { method: 'POST', headers, body: JSON.stringify({ worker_id: HEVLAYER_WORKER_ID, ...body }) })).json();
for (;;) {
  const { items } = await post('/claim', { limit: 2 });
  await post('/items/complete', { items: items.map((item) => ({ ...item, attributes: { greeting: GREETING + ' ' + item.input.title } })) });
  await new Promise((next) => setTimeout(next, 20));
}
`;

const { PATH } = process.env;
afterEach(() => {
  process.env.PATH = PATH;
});

/** A folder with an engine of that name, first on the PATH. */
function folderWith(engine: string, worker?: string): string {
  const folder = workspace({
    'functions/greet.yaml': FUNCTION,
    'rows.jsonl': '{"id": "1", "title": "hat"}\n',
    'worker.mjs': WORKER,
  });
  const program = worker ?? `'${process.execPath}' ${join(folder, 'worker.mjs')}`;
  mkdirSync(join(folder, 'bin'));
  const path = join(folder, 'bin', engine);
  writeFileSync(path, ENGINE.replaceAll('FOLDER', folder).replace('WORKER', program));
  chmodSync(path, 0o755);
  process.env.PATH = [join(folder, 'bin'), PATH].join(delimiter);
  return folder;
}
const dev = (folder: string, ...more: readonly string[]) =>
  run([
    ...['dev', join(folder, 'functions'), '--stock-pools', '--port', '0', '--once'],
    ...['--rows', `products=${join(folder, 'rows.jsonl')}`, ...more],
  ]);

describe('layerc dev --container, with a stand-in for the engine', () => {
  it.each(['docker', 'podman', 'nerdctl'])(
    'asks %s to run and to stop, and shows no token',
    async (engine) => {
      const folder = folderWith(engine);
      const out = join(folder, 'out.jsonl');
      const { code } = await dev(
        folder,
        '--container',
        'greet',
        '--engine',
        engine,
        '--out',
        `products=${out}`,
      );
      expect(code).toBe(0);
      expect(readFileSync(out, 'utf8')).toBe('{"id":"1","title":"hat","greeting":"hello hat"}\n');
      const [asked = '', stop] = readFileSync(join(folder, 'asked'), 'utf8').split('\n');
      expect(asked).toMatch(
        /^run --rm --name (greet-worker-\w{5}) --label layerc\.dev=shop --network host --pull missing --env /,
      );
      expect(asked).toContain(' --env LAYER_GATEWAY_API_KEY --env ');
      expect(asked).toMatch(/ registry\.example\.com\/greet:1\.0\.0$/);
      const [, name] = /--name (\S+)/.exec(asked) ?? [];
      expect(stop).toBe(`stop -t 45 ${name}`);
    },
  );

  it('takes the first engine that answers', async () => {
    const folder = folderWith('podman');
    const docker = join(folder, 'bin/docker');
    writeFileSync(docker, `#!/bin/sh\necho "docker $@" >> ${folder}/asked\nexit 1\n`, { mode: 0o755 });
    expect((await dev(folder, '--container', 'greet')).code).toBe(0);
    expect(readFileSync(join(folder, 'asked'), 'utf8')).toMatch(/^docker info\ninfo\nrun /);
  });

  it('gives up where the engine does not run the image, in its own words', async () => {
    const folder = folderWith('docker', 'sh -c "echo no such image >&2; exit 125"');
    const { code, stderr } = await dev(
      folder,
      '--engine',
      'docker',
      '--container',
      'greet=mine:1',
      '--pull',
      'never',
      '--engine-arg=-v=a:b',
    );
    expect(code).toBe(1);
    expect(stderr).toContain(
      'greet: docker does not run the image "mine:1"; it said last:\n  no such image\n',
    );
    expect(readFileSync(join(folder, 'asked'), 'utf8')).toMatch(/^run .* --pull never .* -v=a:b mine:1\n$/);
  });

  it.each([
    ['a slip', ['--container', 'gret'], '--container gret: no Function has this name; the inputs have greet'],
    ['two ways', ['--container', 'greet', '--worker', 'greet=x'], 'both --worker and --container'],
    ['no engine', ['--container', 'greet', '--engine', 'nerdctl'], '--container needs nerdctl on the PATH'],
  ])('tells of %s', async (_, flags, message) => {
    const { code, stderr } = await dev(folderWith('docker'), ...flags);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});

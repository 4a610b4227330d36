import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { COMMAND, run } from '../../src/cli/run.test-support.ts';
import { partPath } from '../control-plane/parts.ts';
import { makeTemporaryFolder } from '../guard.ts';
import { clusterSuite } from '../suite.ts';

clusterSuite("examples/dev and hev's SDK", ['sdk'], () => {
  test('run from a clean folder, as docs/dev.md says', async () => {
    const folder = makeTemporaryFolder('layerc-dev-example');
    cpSync('examples/dev', join(folder, 'examples/dev'), { recursive: true });
    const [, command = ''] =
      /```sh\nnpx layerc (dev [\s\S]*?)\n```/.exec(readFileSync('docs/dev.md', 'utf8')) ?? [];
    const words = [...command.matchAll(/(?:'[^']*'|[^\s'\\])+/g)].map(([word]) =>
      word
        .replaceAll("'", '')
        .replace('=python ', `='${partPath('sdk')}' `)
        .replace('=node ', `='${process.execPath}' `)
        .replace(/^examples/, join(folder, 'examples'))
        .replace('products=examples', `products=${join(folder, 'examples')}`),
    );
    const out = join(folder, 'out.jsonl');
    const more = ['--once', '--port', '0', '--workdir', folder, '--out', `products=${out}`];
    const { code, stderr } = await run([...words, ...more], { env: { PATH: process.env.PATH } });
    expect(stderr).toMatch(/tag-products-worker-\w+ started/);
    expect(code).toBe(0);
    const rows = readFileSync(out, 'utf8').split('\n');
    expect(rows[0]).toContain('"title_length":17,"title_language":"en"');
    expect(rows[0]).toContain('"tags":["blue"]');
    expect(rows[3]).toContain('{"id":9223372036854775807,');
    expect(rows.filter((row) => row.includes('"tags"'))).toHaveLength(5);
  });

  test('pass their cases, as docs/test.md says', () => {
    const folder = makeTemporaryFolder('layerc-test-example');
    cpSync('examples/dev', folder, { recursive: true });
    const programs = makeTemporaryFolder('layerc-test-programs');
    for (const [name, path] of [
      ['python', partPath('sdk')],
      ['node', process.execPath],
    ])
      writeFileSync(join(programs, name as string), `#!/bin/sh\nexec '${path}' "$@"\n`, { mode: 0o755 });
    const [program, ...first] = COMMAND;
    const { status, stdout } = spawnSync(
      program,
      [...first, 'test', join(folder, 'functions'), join(folder, 'cases')],
      { encoding: 'utf8', env: { PATH: [programs, process.env.PATH].join(delimiter) } },
    );
    expect([status, stdout.match(/^ok /gm)?.length]).toEqual([0, 6]);
  });
});

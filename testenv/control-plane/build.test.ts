import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

// Stands for Go: writes a file for each package of a build, and a log line for each build.
const fakeGo = `#!/bin/sh
case "$1 $2" in
  "mod download") printf '{"Dir": "%s/module", "Version": "v1.2.3"}' "$FAKE" ;;
  "env GOVERSION") echo go0 ;;
  build*)
    echo "$PWD" >> "$FAKE/builds"
    [ -e "$FAKE/broken" ] && { echo "some/package: does not compile" >&2; exit 1; }
    [ -e "$FAKE/slow" ] && sleep 20
    sleep 0.2
    while [ "$1" != -o ]; do shift; done
    bin=$2; shift 2
    for package; do name=\${package##*/}; [ "$name" = v3 ] && name=server; [ "$name" = v5 ] && name=kustomize; echo > "$bin/$name"; done ;;
esac
`;

// Stands for npm.
const fakeNpm = `#!/bin/sh
[ "$1" = ci ] && mkdir node_modules && cp package.json node_modules
echo 0
`;

const fakePython = `#!/bin/sh
if [ "$2" = venv ]; then mkdir -p "$3/bin" && cp "$0" "$3/bin/python"; fi
echo Python 0
`;

describe('npm run control-plane', { timeout: 30_000 }, () => {
  let folder: string;
  let cache: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'layerc-build-'));
    cache = join(folder, 'layerc', 'control-plane');
    writeProgram('go', fakeGo);
    writeProgram('python3', fakePython);
    writeProgram('npm', fakeNpm);
    const stage = join(folder, 'module', 'kustomize', 'stage', 'pod', 'fast');
    mkdirSync(stage, { recursive: true });
    writeFileSync(join(stage, 'pod-ready.yaml'), 'kind: Stage\n', { mode: 0o444 });
    writeFileSync(join(stage, 'embed.go'), 'package fast\n');
    mkdirSync(join(folder, 'module', 'config'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function writeProgram(name: string, text: string): void {
    mkdirSync(join(folder, 'path'), { recursive: true });
    writeFileSync(join(folder, 'path', name), text);
    chmodSync(join(folder, 'path', name), 0o755);
  }

  function start() {
    for (const tool of ['sh', 'cp', 'mkdir', 'sleep']) {
      if (!existsSync(join(folder, 'path', tool))) symlinkSync(findOnPath(tool), join(folder, 'path', tool));
    }
    const env = { PATH: join(folder, 'path'), XDG_CACHE_HOME: folder, FAKE: folder };
    const child = spawn(process.execPath, [join(import.meta.dirname, 'build.ts')], { env, detached: true });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    return { child, ended: once(child, 'close').then(([code]) => ({ code: code as number | null, output })) };
  }

  const builds = () => readFileSync(join(folder, 'builds'), 'utf8').trim().split('\n');
  const entries = () => readdirSync(cache).map((name) => name.replace(/-[0-9a-f]{12}$/, ''));
  const allParts = ['etcd', 'keda', 'krew', 'kubernetes', 'kwok', 'nodes', 'oracles', 'pre-commit', 'sdk'];

  test('builds each part into a folder of its own, once', async () => {
    const first = await start().ended;
    expect(first.code).toBe(0);
    expect(first.output).toMatch(/^etcd: starting \(0 s\)\netcd: built \(\d+ s\)\nkubernetes: starting/);
    expect(first.output).toContain('prometheus: not built here');
    expect(entries()).toEqual(allParts);
    const files = readdirSync(cache, { recursive: true, encoding: 'utf8' }).map((name) =>
      name.replace(/-[0-9a-f]{12}\//, '/'),
    );
    expect(files).toEqual(
      expect.arrayContaining([
        'etcd/bin/etcd',
        'kubernetes/bin/kubectl',
        'nodes/node_modules',
        'sdk/venv/bin/python',
      ]),
    );
    expect(files).toContain('kwok/stages/pod/fast/pod-ready.yaml');
    expect(files).not.toContain('kwok/stages/pod/fast/embed.go');

    const begin = performance.now();
    const second = await start().ended;
    expect(performance.now() - begin).toBeLessThan(2_000);
    expect(second.output).toContain(`control plane: everything is in ${cache}\n`);
    expect(builds()).toHaveLength(6);
  });

  test('does the work once when it runs twice at once', async () => {
    const outcomes = await Promise.all([start().ended, start().ended, start().ended]);
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(outcomes.map(({ output }) => output).join('')).toMatch(
      /another run \(process \d+\) is building, waiting/,
    );
    expect(builds()).toHaveLength(6);
    expect(entries()).toEqual(allParts);
  });

  test.each(['SIGKILL', 'SIGINT', 'SIGTERM'] as const)(
    'can be ended by %s and run again',
    async (signal) => {
      writeFileSync(join(folder, 'slow'), '');
      const { child, ended } = start();
      await vi.waitUntil(() => existsSync(join(folder, 'builds')), { timeout: 5_000 });
      process.kill(-(child.pid as number), signal);
      expect((await ended).code).toBe(signal === 'SIGKILL' ? null : 130);
      if (signal !== 'SIGKILL') expect(readdirSync(cache)).toEqual([]);
      rmSync(join(folder, 'slow'));
      expect((await start().ended).code).toBe(0);
      expect(entries()).toEqual(allParts);
    },
    20_000,
  );

  test('shows what the compiler says, and goes on with the other parts', async () => {
    writeFileSync(join(folder, 'broken'), '');
    const { code, output } = await start().ended;
    expect(code).toBe(1);
    expect(output).toContain('etcd: failed (');
    expect(output).toContain('some/package: does not compile');
    expect(entries()).toEqual(['nodes', 'pre-commit', 'sdk']);
  });

  test('says once that Go is missing', async () => {
    rmSync(join(folder, 'path', 'go'));
    const { code, output } = await start().ended;
    expect(code).toBe(1);
    expect(output.match(/go is not on PATH/g)).toHaveLength(1);
  });
});

function findOnPath(program: string): string {
  const folders = (process.env.PATH ?? '').split(':');
  return (
    folders.map((folder) => join(folder, program)).find(existsSync) ??
    join(dirname(process.execPath), program)
  );
}

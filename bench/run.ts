/**
 * Speed, as ratios to peers in the same run: the cold start beside a bare `node -e 0`, whole renders of 1,000 and
 * 10,000 Functions beside it, and the emitter beside the `yaml` package. Medians of several runs.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { compile, type Json, readSettings } from '../src/compiler/index.ts';
import { readDocuments } from '../src/text/documents.ts';
import { printYaml } from '../src/text/print.ts';

const LAYERC = 'bin/layerc.js';
const example = readFileSync('fixtures/example/function.yaml', 'utf8');
const infraRules = readFileSync('fixtures/example/infra-rules.yaml', 'utf8');

/** Wall time in milliseconds of a whole process, and its peak memory in MB as the process itself sees it at its end. */
function measure(args: readonly string[]): { ms: number; mb: number } {
  const report = `process.on('exit',()=>process.stderr.write('\\n'+process.resourceUsage().maxRSS))`;
  const preload = `data:text/javascript,${encodeURIComponent(report)}`;
  const start = performance.now();
  spawnSync(process.execPath, args, { stdio: 'ignore' });
  const ms = performance.now() - start;
  const { status, stderr } = spawnSync(process.execPath, ['--import', preload, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${args.join(' ')} exited ${status}: ${stderr}`);
  return { ms, mb: Number(stderr.split('\n').at(-1)) / 1024 };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] as number;
}

/** Two commands in turn, so that a change of the machine's mood hits both. */
function inTurn(runs: number, ours: readonly string[], peer: readonly string[]) {
  const pairs = Array.from({ length: runs }, () => ({ ours: measure(ours), peer: measure(peer) }));
  return {
    ms: median(pairs.map((pair) => pair.ours.ms)),
    mb: median(pairs.map((pair) => pair.ours.mb)),
    ratio: median(pairs.map((pair) => pair.ours.ms / pair.peer.ms)),
    peerMs: median(pairs.map((pair) => pair.peer.ms)),
  };
}

function line(what: string, ...figures: readonly string[]): void {
  process.stdout.write(`${what.padEnd(42)}${figures.join('   ')}\n`);
}

const folder = mkdtempSync(join(tmpdir(), 'layerc-bench-'));
try {
  const bare = ['-e', '0'];
  for (const [what, args] of Object.entries({
    'cold start: --version': [LAYERC, '--version'],
    'cold start: render the example': [LAYERC, 'render', '-f', 'fixtures/example'],
  })) {
    const { ms, ratio, peerMs, mb } = inTurn(21, args, bare);
    line(
      what,
      `${ms.toFixed(0)} ms`,
      `${ratio.toFixed(2)}x node -e 0 (${peerMs.toFixed(0)} ms)`,
      `${mb.toFixed(0)} MB`,
    );
  }
  for (const count of [1_000, 10_000]) {
    const path = join(folder, `${count}.yaml`);
    const functions = Array.from({ length: count }, (_, i) =>
      example.replace('tag-products', `tag-products-${i}`),
    );
    writeFileSync(path, [infraRules, ...functions].join('---\n'));
    const { ms, ratio, mb } = inTurn(5, [LAYERC, 'render', '-f', path], bare);
    line(
      `render ${count.toLocaleString('en')} Functions`,
      `${(ms / 1000).toFixed(2)} s`,
      `${ratio.toFixed(1)}x node -e 0`,
      `${mb.toFixed(0)} MB`,
    );
  }

  const { settings } = readSettings({});
  const documents = [example, infraRules].flatMap((text) =>
    readDocuments(text).documents.map(({ value }) => value as Json),
  );
  const [deployment] = compile(documents, settings).functions[0]?.objects ?? [];
  if (deployment === undefined) throw new Error('the example did not compile');
  const time = (print: () => unknown, times: number): number => {
    for (let i = 0; i < times / 4; i++) print();
    const start = performance.now();
    for (let i = 0; i < times; i++) print();
    return ((performance.now() - start) * 1000) / times;
  };
  const ours = time(() => printYaml([deployment]), 10_000);
  const peer = time(() => stringify(deployment), 1_000);
  line(
    'print one Deployment',
    `${ours.toFixed(0)} µs`,
    `1/${(peer / ours).toFixed(0)} of the yaml package (${peer.toFixed(0)} µs)`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

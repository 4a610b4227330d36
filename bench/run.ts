/**
 * Speed, as ratios to peers in the same run: the cold start beside a bare `node -e 0`, whole renders of 1,000 and
 * 10,000 Functions beside it, files beside those renders, and the emitter beside the `yaml` package. Medians of several runs.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { compile, readSettings } from '../src/compiler/index.ts';
import type { Json, JsonObject } from '../src/json/json.ts';
import { readDocuments } from '../src/text/yaml/documents.ts';
import { printYaml } from '../src/text/yaml/print.ts';

const LAYERC = 'bin/layerc.js';
const BARE = ['-e', '0'];
const FUNCTION = readFileSync('fixtures/example/function.yaml', 'utf8');
const INFRA_RULES = readFileSync('fixtures/example/infra-rules.yaml', 'utf8');

const folder = mkdtempSync(join(tmpdir(), 'layerc-bench-'));
try {
  line('cold start: --version', ...processFigures([LAYERC, '--version'], 31, 'ms'));
  const example = [LAYERC, 'render', '-f', 'fixtures/example'];
  line('cold start: render the example', ...processFigures(example, 31, 'ms'));
  for (const count of [1_000, 10_000]) {
    const path = join(folder, `${count}.yaml`);
    writeFileSync(path, many(count));
    const size = `${(statSync(path).size / 1e6).toFixed(1)} MB of YAML`;
    const figures = processFigures([LAYERC, 'render', '-f', path], 7, 's');
    line(`render ${count.toLocaleString('en')} Functions`, ...figures, size);
    line('  diff with another pool', ...diffFigures(path, 5));
    for (const [what, ...figures] of folderFigures(path, count === 1_000 ? 5 : 3)) line(what, ...figures);
  }
  line('print 1,000 Deployments', ...printFigures(1_000));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** One text with the example's Function under that many names. */
function many(count: number): string {
  const functions = Array.from({ length: count }, (_, index) =>
    FUNCTION.replace('name: tag-products', `name: tag-products-${index}`),
  );
  return [INFRA_RULES, ...functions].join('---\n');
}

/** Wall time and peak memory of a whole process, and the time as a multiple of a bare Node's. */
function processFigures(args: readonly string[], runs: number, unit: 'ms' | 's'): string[] {
  wallTime(args);
  wallTime(BARE);
  // In turn, so that a change of the machine's mood hits both.
  const pairs = Array.from({ length: runs }, () => ({ ours: wallTime(args), bare: wallTime(BARE) }));
  const ours = median(pairs.map((pair) => pair.ours));
  const ratio = median(pairs.map((pair) => pair.ours / pair.bare));
  return [
    unit === 's' ? `${(ours / 1000).toFixed(2)} s` : `${ours.toFixed(0)} ms`,
    `${ratio.toFixed(2)}x node -e 0 (${median(pairs.map(({ bare }) => bare)).toFixed(0)} ms)`,
    `${peakMemory(args).toFixed(0)} MB`,
  ];
}

/** Writing files and checking them, each as a multiple of the render to standard output beside it. */
function folderFigures(path: string, runs: number): [string, ...string[]][] {
  const out = join(folder, 'out');
  const render = [LAYERC, 'render', '-f', path];
  const into = [...render, '--out-dir', out];
  const rounds = Array.from({ length: runs }, () => {
    rmSync(out, { recursive: true, force: true });
    const [plain, fresh, again] = [wallTime(render), wallTime(into), wallTime(into)];
    return { plain, fresh, again, check: wallTime([...into, '--check']) };
  });
  return (['fresh', 'again', 'check'] as const).map((name) => {
    const time = median(rounds.map((round) => round[name]));
    const ratio = median(rounds.map((round) => round[name] / round.plain));
    const what = { fresh: '  into an empty folder', again: '  into the same once more', check: '  --check' };
    return [what[name], `${(time / 1000).toFixed(2)} s`, `${ratio.toFixed(2)}x render to standard output`];
  });
}

/** What a change of the pool does to all of them, as a multiple of the render beside it. */
function diffFigures(path: string, runs: number): string[] {
  const changed = join(folder, 'changed.yaml');
  writeFileSync(changed, readFileSync(path, 'utf8').replace('cpu: 500m', 'cpu: 750m'));
  const diff = [LAYERC, 'diff', '--from', path, '--to', changed];
  const rounds = Array.from({ length: runs }, () => ({
    render: wallTime([LAYERC, 'render', '-f', path]),
    diff: wallTime(diff, 3),
  }));
  const time = median(rounds.map((round) => round.diff));
  const ratio = median(rounds.map((round) => round.diff / round.render));
  return [`${(time / 1000).toFixed(2)} s`, `${ratio.toFixed(2)}x render to standard output`];
}

/** In milliseconds, output and diagnostics thrown away. */
function wallTime(args: readonly string[], expected = 0): number {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const time = performance.now() - start;
  if (status !== expected) throw new Error(`node ${args.join(' ')} exited ${status}`);
  return time;
}

/** In MB, as the process itself sees it at its end. */
function peakMemory(args: readonly string[]): number {
  const report = `process.on('exit', () => process.stderr.write('\\n' + process.resourceUsage().maxRSS))`;
  const preload = `data:text/javascript,${encodeURIComponent(report)}`;
  const { stderr } = spawnSync(process.execPath, ['--import', preload, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  return Number(stderr.split('\n').at(-1)) / 1024;
}

/** Our emitter and that of the `yaml` package on the same objects, in turn. */
function printFigures(count: number): string[] {
  const { settings } = readSettings({});
  const { documents } = readDocuments(many(count));
  const compilation = compile(
    documents.map(({ value }): Json => value),
    settings,
  );
  const deployments = compilation.functions.flatMap(({ objects }): JsonObject[] => objects.slice(0, 1));
  if (deployments.length !== count) throw new Error('the example did not compile');
  const rounds = Array.from({ length: 7 }, () => ({
    ours: timeOf(() => printYaml(deployments)),
    peer: timeOf(() => deployments.map((deployment) => stringify(deployment)).join('---\n')),
  }));
  const ours = median(rounds.map((round) => round.ours));
  const ratio = median(rounds.map((round) => round.peer / round.ours));
  return [`${ours.toFixed(0)} ms`, `${ratio.toFixed(0)} times the speed of the yaml package`];
}

function timeOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] as number;
}

function line(what: string, ...figures: readonly string[]): void {
  process.stdout.write(`${what.padEnd(34)}${figures.join('   ')}\n`);
}

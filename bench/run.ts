/**
 * Speed, as ratios to peers in the same run: the cold start beside a bare `node -e 0`, whole renders of 1,000 and
 * 10,000 Functions beside it and beside a parser of the same text, files beside those renders, kustomize and kubeconform
 * beside the same work, and the emitter beside the `yaml` package. Medians of several runs. With `--page` the figures become docs/benchmarks.md.
 * Numbers on the command line take the place of 1,000 and 10,000, for a look at less.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { stringify } from 'yaml';
import { compile, readSettings } from '../src/compiler/index.ts';
import type { Json, JsonObject } from '../src/json/json.ts';
import { readDocuments } from '../src/text/yaml/documents.ts';
import { printYaml } from '../src/text/yaml/print.ts';
import { many, varied } from './fleet.ts';
import { machine } from './machine.ts';
import { page, type Row } from './page.ts';
import { binary, JS_YAML, kubeconform, kustomize, missing, type Program, YAML } from './peers.ts';

const LAYERC: Program = [process.execPath, 'bin/layerc.js'];
const BARE: Program = [process.execPath, '-e', '0'];
const EXAMPLE = ['render', '-f', 'fixtures/example'];

const counts = process.argv.slice(2).map(Number).filter(Number.isInteger);
const rows: Row[] = [];
const folder = mkdtempSync(join(tmpdir(), 'layerc-bench-'));
try {
  const started = { '--version': ['--version'], 'render the example': EXAMPLE };
  for (const [what, args] of Object.entries(started)) {
    row(`start: ${what}`, ['layerc', ...args], ...coldFigures([...LAYERC, ...args]));
    if (binary !== undefined)
      row(`start: ${what}, the one file`, ['binary/layerc', ...args], ...coldFigures([...binary, ...args]));
  }
  for (const count of counts.length > 0 ? counts : [1_000, 10_000]) {
    const runs = 5;
    const path = join(folder, `${count}.yaml`);
    writeFileSync(path, many(count));
    const render = [...LAYERC, 'render', '-f', path] as const;
    const name = `${count.toLocaleString('en')} Functions`;
    row(`render ${name}`, render, ...renderFigures(path, runs));
    const ofTheirOwn = join(folder, `${count}-varied.yaml`);
    writeFileSync(ofTheirOwn, varied(count));
    row(
      `render ${name} with values of their own`,
      [...LAYERC, 'render', '-f', ofTheirOwn],
      ...renderFigures(ofTheirOwn, runs),
    );
    if (binary !== undefined) {
      const file = [...binary, 'render', '-f', path] as const;
      const both = inTurn(file, render, runs);
      row(`render ${name}, the one file`, file, seconds(both), `${ratioOf(both)}x the package`);
    }
    for (const [what, command, ...figures] of folderFigures(path, runs))
      row(`${name}: ${what}`, command, ...figures);
    row(`${name}: diff with another pool`, ...diffFigures(path, runs));
    row(`validate ${name}`, [...LAYERC, 'validate', '-f', path], ...validateFigures(path, runs));
    // They take long.
    if (count <= 1_000) {
      row(`${name}: beside another parser`, render, ...otherParserFigures(render, path, runs));
      if (kustomize !== undefined)
        row(`${name}: one stream of their objects`, render, ...kustomizeFigures(render, kustomize));
    }
  }
  if (counts.length === 0) row(...largest());
  row('print 1,000 Deployments', ['npm', 'run', 'bench'], ...printFigures(1_000));
  if (process.argv.includes('--page')) writeFileSync('docs/benchmarks.md', page(machine(), rows, missing));
  for (const { what, enable } of missing) process.stdout.write(`not here: ${what}, ${enable}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

interface Pair {
  readonly ours: number;
  readonly peer: number;
}

/** Wall times of two commands in turn, so that a change of the machine's mood hits both. */
function inTurn(ours: Program, peer: Program, runs: number): Pair[] {
  wallTime(ours);
  wallTime(peer);
  return Array.from({ length: runs }, () => ({ ours: wallTime(ours), peer: wallTime(peer) }));
}

function ratioOf(pairs: readonly Pair[]): string {
  return median(pairs.map(({ ours, peer }) => ours / peer)).toFixed(2);
}

function seconds(pairs: readonly Pair[]): string {
  return inSeconds(median(pairs.map(({ ours }) => ours)));
}

function inSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

function coldFigures(command: Program): string[] {
  const pairs = inTurn(command, BARE, 31);
  const [ours, bare] = [pairs.map((pair) => pair.ours), pairs.map((pair) => pair.peer)].map(median);
  return [`${ours?.toFixed(0)} ms`, `${ratioOf(pairs)}x node -e 0 (${bare?.toFixed(0)} ms)`];
}

/** A whole render beside a parser of the same text, with its memory. */
function renderFigures(path: string, runs: number): string[] {
  const render: Program = [...LAYERC, 'render', '-f', path];
  const pairs = inTurn(render, [...JS_YAML, path], runs);
  const beside = `${ratioOf(pairs)}x js-yaml, which only parses them`;
  const size = `${(statSync(path).size / 1e6).toFixed(1)} MB of YAML`;
  return [seconds(pairs), beside, memory(render.slice(1)), size];
}

/** Writing files and checking them, each as a multiple of the render to standard output beside it. */
function folderFigures(path: string, runs: number): [string, Program, ...string[]][] {
  const render: Program = [...LAYERC, 'render', '-f', path];
  const into = (out: string): Program => [...render, '--out-dir', join(folder, out)];
  const check = (out: string): Program => [...into(out), '--check'];
  // Each round has a folder of its own: ext4 goes over all files that were removed in the last minutes for each new one.
  const rounds = Array.from({ length: runs }, (_, round) => {
    const out = `out-${basename(path)}-${round}`;
    const [plain, fresh, again] = [wallTime(render), wallTime(into(out)), wallTime(into(out))];
    const checked = wallTime(check(out));
    return { plain, fresh, again, checked };
  });
  const figures = (name: 'fresh' | 'again' | 'checked'): string[] => {
    const time = median(rounds.map((round) => round[name]));
    const ratio = median(rounds.map((round) => round[name] / round.plain));
    return [inSeconds(time), `${ratio.toFixed(2)}x the render to standard output`];
  };
  return [
    ['files into an empty folder', into('out'), ...figures('fresh')],
    ['files into the same once more', into('out'), ...figures('again')],
    ['--check', check('out'), ...figures('checked')],
  ];
}

/** What a change of the pool does to all of them, as a multiple of the render beside it. */
function diffFigures(path: string, runs: number): [Program, ...string[]] {
  const changed = join(folder, 'changed.yaml');
  writeFileSync(changed, readFileSync(path, 'utf8').replace('cpu: 500m', 'cpu: 750m'));
  const diff: Program = [...LAYERC, 'diff', '--from', path, '--to', changed];
  const pairs = Array.from({ length: runs }, () => ({
    peer: wallTime([...LAYERC, 'render', '-f', path]),
    ours: wallTime(diff, 3),
  }));
  return [diff, seconds(pairs), `${ratioOf(pairs)}x the render to standard output`];
}

/** Whether ten times the Functions take ten times as long, in a heap of the default size. */
function largest(): Parameters<typeof row> {
  const [path, tenth] = [join(folder, '100000.yaml'), join(folder, '10000.yaml')];
  writeFileSync(path, many(100_000));
  const render: Program = [...LAYERC, 'render', '-f', path];
  const pairs = inTurn(render, [...LAYERC, 'render', '-f', tenth], 3);
  const size = `${(statSync(path).size / 1e6).toFixed(0)} MB of YAML`;
  const ratio = `${ratioOf(pairs)}x 10,000 Functions`;
  return ['render 100,000 Functions', render, seconds(pairs), ratio, memory(render.slice(1)), size];
}

/** Beside kubeconform, where it is there, which has the same schemas but none of the rules that no schema can state. */
function validateFigures(path: string, runs: number): string[] {
  const validate: Program = [...LAYERC, 'validate', '-f', path];
  if (kubeconform === undefined) return [seconds(inTurn(validate, BARE, runs))];
  const schema = (kind: string) => join(folder, `${kind.replace('-', '')}.json`);
  for (const kind of ['function', 'infra-rules']) copyFileSync(`schemas/${kind}.schema.json`, schema(kind));
  const pairs = inTurn(
    validate,
    [...kubeconform, '-schema-location', schema('{{ .ResourceKind }}'), path],
    runs,
  );
  return [seconds(pairs), `${ratioOf(pairs)}x kubeconform with the same schemas`];
}

function otherParserFigures(render: Program, path: string, runs: number): string[] {
  const pairs = inTurn(render, [...YAML, path], runs);
  return [seconds(pairs), `${ratioOf(pairs)}x yaml, which only parses them`];
}

/** Beside kustomize, which takes the finished objects from the files and puts them into one stream; once, it takes long. */
function kustomizeFigures(render: Program, kustomize: Program): string[] {
  const out = join(folder, 'objects');
  wallTime([...render, '--out-dir', out]);
  const [ours, peer] = [wallTime(render), wallTime([...kustomize, out])];
  const name = kustomize.at(-1) === 'build' ? 'kustomize build' : 'kubectl kustomize';
  return [inSeconds(ours), `${(ours / peer).toFixed(3)}x ${name} of their files (${inSeconds(peer)})`];
}

/** In milliseconds, output and diagnostics thrown away. */
function wallTime([path, ...args]: Program, expected = 0): number {
  const start = performance.now();
  const { status } = spawnSync(path, args, { stdio: ['ignore', 'ignore', 'pipe'], maxBuffer: 1 << 28 });
  const time = performance.now() - start;
  if (status !== expected) throw new Error(`${path} ${args.join(' ')} exited ${status}`);
  return time;
}

/** The peak in MB, as a Node sees it at its own end. */
function memory(args: readonly string[]): string {
  const report = `process.on('exit', () => process.stderr.write('\\n' + process.resourceUsage().maxRSS))`;
  const preload = `data:text/javascript,${encodeURIComponent(report)}`;
  const { stderr } = spawnSync(process.execPath, ['--import', preload, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  return `${(Number(stderr.split('\n').at(-1)) / 1024).toFixed(0)} MB`;
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

/** Says it, and keeps it for the page with the paths that a reader can follow. */
function row(what: string, command: readonly string[], ...figures: readonly string[]): void {
  process.stdout.write(`${what.padEnd(48)}${figures.join('   ')}\n`);
  const written = command
    .join(' ')
    .replace(LAYERC.join(' '), 'layerc')
    .replaceAll(`${folder}/`, '')
    .replace(/^\S*\/binary\//, 'binary/');
  rows.push({ what, command: written, figures });
}

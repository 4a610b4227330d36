import type { Command } from 'commander';
import { type Diagnostic, diagnose, isOfGroup } from '../../compiler/index.ts';
import { Loaded } from '../../input/loaded.ts';
import { skippedLine } from '../../input/tally.ts';
import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { readConfig } from '../../krm/function-config.ts';
import { fileOf, whereabouts } from '../../krm/places.ts';
import { type Plan, plan } from '../../krm/plan.ts';
import { resultOf } from '../../krm/results.ts';
import { type PlacedDiagnostic, reportText } from '../../text/report/report.ts';
import { jsonText, printYaml, yamlDocuments } from '../../text/yaml/print.ts';
import { listRegions, type Regions, streamRegions } from '../../text/yaml/regions.ts';
import { decodeUtf8 } from '../../text/yaml/utf8.ts';
import type { SettingTexts } from '../input/settings.ts';
import { addSettingFlags, settingTexts } from '../input/settings.ts';
import { readStream } from '../input/stdin.ts';
import { YoungSpace } from '../input/young-space.ts';
import type { ExitCode, Io } from '../streams/io.ts';
import { writeProduct } from '../streams/output.ts';
import { examples } from './examples.ts';
import { useColour } from './talk.ts';

export interface KrmOptions {
  /** A plain stream of documents instead of a ResourceList. */
  readonly stream?: boolean;
  readonly stockPools?: boolean;
  /** By flag or environment; functionConfig goes before them. */
  readonly given: SettingTexts;
}

/** Adds `layerc krm`. */
export function addKrmCommand(program: Command, io: Io, done: (code: ExitCode) => void): void {
  const command = program
    .command('krm')
    .summary('compile the Functions of a ResourceList (KRM function)')
    .description(
      'Reads a ResourceList from standard input and writes it to standard output, with the objects of its Functions added, replaced or removed: a function of the KRM functions specification, for kustomize and kpt. Settings are also read from functionConfig.',
    )
    .option('--stream', 'read and write a plain stream of documents instead, as a post-renderer of Helm does')
    .option('--stock-pools', "use the pools of hev's chart when no InfraRules is given")
    .addHelpText(
      'after',
      examples(
        "kpt fn eval functions/ --exec 'layerc krm'",
        'kpt fn source functions/ | layerc krm | kpt fn sink rendered/',
        'helm template my-chart | layerc krm --stream',
      ),
    );
  addSettingFlags(command).action(async (flags) =>
    done(await krm({ ...flags, given: settingTexts(flags, io.env) }, io)),
  );
}

/**
 * `layerc krm`: a function of the KRM functions specification. A ResourceList comes back whole even with errors, which
 * stand in its `results`; of a broken stream nothing comes back.
 */
export async function krm(
  { stream = false, stockPools = false, given }: KrmOptions,
  io: Io,
): Promise<ExitCode> {
  const content = await readStream(io);
  if (content instanceof Uint8Array) new YoungSpace().expect(content.length);
  const input = new Loaded();
  input.add({ path: '<stdin>', source: null, content, outside: false });
  const say = (diagnostics: readonly PlacedDiagnostic[]) =>
    io.stderr.write(reportText(diagnostics, useColour(io.stderr, io.env)));
  const unreadable = input.diagnostics.filter(({ severity }) => severity === 'error');
  const list = stream ? undefined : listOf(input.values);
  if (unreadable.length > 0 || (!stream && list === undefined)) {
    say(unreadable);
    if (unreadable.length === 0) {
      io.stderr.write(
        'layerc: standard input is no ResourceList; layerc krm --stream reads a plain stream of documents\n',
      );
    }
    return 1;
  }
  const items = list === undefined ? input.values : (list.items as readonly Json[]);
  const config = readConfig(list?.functionConfig, given, stockPools);
  input.ignore(config.settings);
  const wrong = config.problems.map((problem) => misconfigured(problem));
  const found: Plan =
    wrong.length > 0
      ? { items, added: [], diagnostics: wrong, failed: true, skipped: new Map() }
      : plan(items, config.items, config.settings, {
          stockPools: config.stockPools,
          leaveNamespace: stream && !given.namespace,
        });
  const made = stream ? found : { ...found, diagnostics: [...ambiguous(input, items), ...found.diagnostics] };
  // Who called for a ResourceList shows its results; where nobody does, an error still must not be silent.
  const told = made.diagnostics.filter(({ severity }) => stream || severity === 'error');
  say([...(stream ? input.diagnostics : []), ...told.map((one) => placed(one, items, input, stream))]);
  io.stderr.write(skippedLine(found));
  const text = decodeUtf8(content as Uint8Array) as string;
  if (!stream) await writeProduct(listText(text, list as JsonObject, items, made), io);
  else if (!made.failed) await writeProduct(streamText(text, input, made), io);
  return made.failed ? 1 : 0;
}

/** What was given, if it is one List. */
function listOf(values: readonly Json[]): JsonObject | undefined {
  const [list, ...more] = values;
  if (more.length > 0 || !isObject(list) || typeof list.kind !== 'string' || !list.kind.endsWith('List'))
    return undefined;
  if (list.items === undefined || list.items === null) return { ...list, items: [] };
  return isArray(list.items) ? list : undefined;
}

/** What the reader has to say of the text of our own items, as diagnostics of these. */
function ambiguous(input: Loaded, items: readonly Json[]): Diagnostic[] {
  return input.diagnostics.flatMap(({ code, pointer, message, hint }) => {
    const [, index, below] = /^\/items\/(\d+)(.*)$/s.exec(pointer) ?? [];
    const item = items[Number(index)];
    const ours = isObject(item) && isOfGroup(item.apiVersion);
    return ours ? [diagnose(code, Number(index), { pointer: below as string, message, hint })] : [];
  });
}

function misconfigured(problem: string): Diagnostic {
  return diagnose('InvalidFunctionConfig', -1, {
    pointer: '',
    message: /\?$/.test(problem) ? problem : `${problem.replace(/^--/, '')}.`,
    hint: 'layerc krm --help lists the settings.',
  });
}

/** In a stream the text is the one that was given; the text of a list is the tool's, which nobody sees. */
function placed(
  { source, at, related, ...diagnostic }: Diagnostic,
  items: readonly Json[],
  input: Loaded,
  stream: boolean,
): PlacedDiagnostic {
  const item = items[source];
  if (stream && item !== undefined && fileOf(item) === undefined)
    return input.place({ ...diagnostic, ...(related && { related }), source, at });
  const whole = (file: string) => ({ file, line: 0, column: 0, index: 0, sourceLine: '' });
  const others = related?.map((one) => ({ ...one, ...whole(whereabouts(items[one.source], one.source)) }));
  const file = item === undefined ? 'functionConfig' : whereabouts(item, source);
  return { ...diagnostic, ...whole(file), ...(others && { related: others }) };
}

function listText(
  text: string,
  list: JsonObject,
  items: readonly Json[],
  { diagnostics, ...made }: Plan,
): string[] {
  const results = diagnostics.map((one) => resultOf(one, items));
  const regions = listRegions(text, 'results');
  const kept = regions?.items.length === items.length ? pieces(regions, items, made) : [];
  if (regions !== undefined && kept.length > 0) {
    const tail = results.length === 0 ? regions.tail : `${regions.tail}${printYaml([{ results }])}`;
    return [regions.head, ...kept, tail];
  }
  const { results: _, ...rest } = list;
  const object = {
    ...rest,
    items: [...made.items.filter((item) => item !== undefined), ...made.added],
    ...(results.length > 0 && { results }),
  };
  return [/^\s*\{/.test(text) ? jsonText(object) : printYaml([object])];
}

function streamText(text: string, input: Loaded, made: Plan): Iterable<string> {
  const regions = streamRegions(text);
  // A document of its own for every piece that holds one.
  const owners = regions.items.map(() => -1);
  const ends: number[] = [];
  for (const piece of regions.items) ends.push((ends.at(-1) ?? 0) + piece.split('\n').length - 1);
  let at = 0;
  for (const [index] of input.values.entries()) {
    const { line } = input.where(index, '');
    while ((ends[at] ?? line) < line) at++;
    if (owners[at] !== -1) return yamlDocuments(objectsOf(made));
    owners[at] = index;
  }
  const kept = regions.items.flatMap((piece, at) => {
    const owner = owners[at] as number;
    if (owner < 0) return [piece];
    const item = made.items[owner];
    if (item === undefined) return [];
    return [item === input.values[owner] ? piece : regions.print(item as JsonObject)];
  });
  return [...kept, ...made.added.map((object) => regions.print(object))];
}

function* objectsOf({ items, added }: Plan): Generator<JsonObject> {
  for (const item of items) if (isObject(item)) yield item;
  yield* added;
}

function pieces(regions: Regions, items: readonly Json[], made: Pick<Plan, 'items' | 'added'>): string[] {
  const kept = made.items.flatMap((item, index) => {
    if (item === undefined) return [];
    return [item === items[index] ? (regions.items[index] as string) : regions.print(item as JsonObject)];
  });
  return [...kept, ...made.added.map((object) => regions.print(object))];
}

import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { didYouMean } from '../json/did-you-mean.ts';
import type { Display } from './display.ts';
import { givenBy } from './given.ts';
import { lacksOf } from './launch.ts';
import { refuseBadPlaces, stateFiles } from './places.ts';
import { outcomeOf, reportJson, reportJunit } from './report.ts';
import { readRows, writeRows, writeWhole } from './rows/files.ts';
import { Session } from './session.ts';
import { Watcher } from './watcher.ts';
import { CannotRun, type Compile, type DevOptions } from './words/options.ts';
import { environmentOf } from './worker/environment.ts';
import { type Workload, workloadOf } from './worker/workload.ts';

export interface DevIo {
  readonly stdin: () => Promise<string>;
  readonly write: (text: string) => Promise<void>;
  readonly display: Display;
  /** Aborted when somebody asks it to end. */
  readonly stop: AbortSignal;
  /** Aborted when somebody asks again. */
  readonly kill: AbortSignal;
}

const LOOK_EVERY_MS = 50;

/** `layerc dev`, from the inputs to the exit code. */
export async function run(options: DevOptions, compile: Compile, io: DevIo): Promise<0 | 1 | 2> {
  const { display } = io;
  const say = (text: string) => display.say(text);
  const compiled = await compile();
  refuseBadPlaces(options, compiled.inputs);
  if (compiled.report !== '') say(compiled.report.trimEnd());
  if (compiled.hasErrors) return 1;
  const workloads = compiled.functions.map((fn) => workloadOf(fn, options.settings));
  const given = givenBy(options);
  refuseUnknown(options, workloads);
  refuseMissing(options, workloads, given);
  const files = await Promise.all(options.rows.map((pair) => readRows(pair, io.stdin)));

  const token = options.token ?? randomBytes(16).toString('hex');
  const session = await Session.start({ options, token, given, say });
  io.kill.addEventListener('abort', () => session.kill());
  try {
    say(`LOCAL gateway at ${session.url}, token ${options.token === undefined ? token : 'as given'}`);
    // A token that somebody has given may be one that is used elsewhere: it is printed nowhere.
    say(options.token === undefined ? `page: ${session.url}/#token=${token}` : `page: ${session.url}/`);
    if (options.state === undefined)
      say('rows and queues are in memory and end with this run; --state FILE keeps them');
    for (const file of files) session.import(file);
    await session.register(workloads);
    for (const workload of workloads)
      for (const lack of lacksOf(options, workload))
        say(`${workload.id}: its container goes without ${lack}`);
    for (const { id, registration } of workloads)
      if (registration === undefined) say(`${id}: only its schedule wakes it, so no gateway knows it`);
    const begun = Date.now();
    session.run();
    const watchers = options.once ? [] : watching(options, compile, compiled.inputs, session, say);
    try {
      await untilEnded(options, session, io);
    } finally {
      for (const watcher of watchers) watcher.close();
    }
    display.show(session.rows, Date.now(), true);
    return await ended(options, session, (Date.now() - begun) / 1000, io);
  } finally {
    await session.stop();
  }
}

/**
 * Inputs that have changed are compiled and registered again; while they have an error, the last good ones go on. Other
 * files that are watched start the workers anew.
 */
function watching(
  options: DevOptions,
  compile: Compile,
  inputs: readonly string[],
  session: Session,
  say: (text: string) => void,
): readonly Watcher[] {
  let last: Promise<void> = Promise.resolve();
  const inTurn = (act: () => Promise<void>) => (): void => {
    last = last.then(act).catch((error: Error) => {
      session.page.trouble = error.message;
      say(error.message);
    });
  };
  const again = async (): Promise<void> => {
    const { functions, hasErrors, report } = await compile();
    if (report !== '') say(report.trimEnd());
    session.page.trouble = hasErrors ? report : '';
    if (hasErrors) {
      say('the inputs have changed and have errors; what was compiled last goes on');
      return;
    }
    const workloads = functions.map((fn) => workloadOf(fn, options.settings));
    refuseMissing(options, workloads, givenBy(options));
    await session.register(workloads);
    say('the inputs have changed: compiled and registered again');
  };
  const restart = async (): Promise<void> => {
    say('watched files have changed: the workers start anew');
    await session.restartWorkers();
  };
  const own = stateFiles(options);
  return [new Watcher(inputs, own, inTurn(again)), new Watcher(options.watch, own, inTurn(restart))];
}

async function untilEnded({ once }: DevOptions, session: Session, { display, stop }: DevIo): Promise<void> {
  while (!stop.aborted) {
    display.show(session.rows, Date.now());
    if (once && (session.isDrained || session.hopeless.length > 0)) return;
    await sleep(LOOK_EVERY_MS, undefined, { signal: stop }).catch(() => {});
  }
}

/** Results, reports, and the exit code. */
async function ended(options: DevOptions, session: Session, seconds: number, io: DevIo): Promise<0 | 1> {
  for (const { name, value } of options.out) writeRows(value, session.gateway.rows.in(name).values());
  const outcome = outcomeOf(session.gateway, session.ids, seconds, Date.now());
  if (options.junit !== undefined) writeWhole(options.junit, reportJunit(outcome));
  if (options.output === 'json') await io.write(reportJson(outcome));
  if (!options.once) return 0;
  for (const reason of session.hopeless) io.display.say(reason);
  for (const { function: name, namespace, id, message } of outcome.failed)
    io.display.say(`failed: ${name} ${namespace}/${id}: ${message}`);
  const isWhole = session.isDrained && outcome.failed.length === 0;
  return isWhole ? 0 : 1;
}

function refuseUnknown(options: DevOptions, workloads: readonly Workload[]): void {
  const ids = workloads.map(({ id }) => id);
  const { workers, containers } = options;
  const flags = [
    ...workers.map(({ name }) => `--worker ${name}=…`),
    ...containers.map(({ name }) => `--container ${name}`),
  ];
  for (const [index, { name }] of [...workers, ...containers].entries()) {
    if (ids.includes(name)) continue;
    const known =
      ids.length === 0 ? 'there is no Function in the inputs' : `the inputs have ${ids.join(', ')}`;
    throw new CannotRun(`${flags[index]}: no Function has this name; ${known}`);
  }
  const both = containers.find(({ name }) => workers.some((one) => one.name === name));
  if (both !== undefined)
    throw new CannotRun(`${both.name} has both --worker and --container: it is run in one way`);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined)
    throw new CannotRun(
      `${twice}: two namespaces have a Function of this name, and a gateway knows only one`,
    );
  refuseStrayNamespaces(options, [...new Set(workloads.flatMap(({ namespaces }) => namespaces))]);
}

/**
 * Rows that no Function is for can be those that a worker looks up. They are not where the name is nearly that of a target,
 * or where no rows are for any Function.
 */
function refuseStrayNamespaces({ runsWorkers, rows, out }: DevOptions, targets: readonly string[]): void {
  const refuse = (flag: string, name: string, why: string, known: readonly string[]): void => {
    const meant = didYouMean(name, known);
    const guess = meant === undefined ? '' : `; did you mean ${meant}?`;
    throw new CannotRun(`--${flag} ${name}=…: ${why}${guess}`);
  };
  const idle = rows.filter(({ name }) => !targets.includes(name));
  const stops = idle.length === rows.length;
  const slip = idle.find(({ name }) => stops || didYouMean(name, targets) !== undefined);
  if (runsWorkers && slip !== undefined) {
    const has = targets.length === 0 ? '' : `; the inputs have ${targets.join(', ')}`;
    refuse('rows', slip.name, `no Function has this target namespace${has}`, targets);
  }
  const known = [...new Set([...rows.map(({ name }) => name), ...targets])];
  const stray = out.find(({ name }) => !known.includes(name));
  if (stray !== undefined) refuse('out', stray.name, `no --rows and no Function names ${stray.name}`, known);
}

/** Everything that a worker's environment lacks is named before anything starts. */
function refuseMissing(
  options: DevOptions,
  workloads: readonly Workload[],
  given: ReturnType<typeof givenBy>,
): void {
  const facts = { name: '', uid: '', gatewayUrl: '', token: '', port: undefined };
  const lines = workloads
    .filter(
      ({ id }) =>
        options.runsWorkers && [...options.workers, ...options.containers].some(({ name }) => name === id),
    )
    .flatMap(({ id, pod }) => environmentOf(pod, facts, given).missing.map((line) => `${id}: ${line}`));
  if (lines.length > 0) throw new CannotRun(lines.join('\n'));
}

/** A case with a real worker: the gateway on a port of its own, and the command as its worker. */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { counted, type Settings } from '../../compiler/index.ts';
import { Session } from '../../dev/session.ts';
import type { DevOptions } from '../../dev/words/options.ts';
import type { CommandWorker, RowCase } from '../words/case.ts';
import type { Observed } from '../words/observed.ts';
import type { TestOptions } from '../words/request.ts';
import { observe } from './observe.ts';

const LOOK_EVERY_MS = 20;
/** Pauses of minutes before another try pass in a fraction of a second. */
const SPEED = 1000;
const LAST_LINES = 20;
const STARTED = /^\S+: worker \S+ started/;

export interface RunSettings {
  readonly options: TestOptions;
  readonly settings: Settings;
  readonly stop: AbortSignal;
}

export async function runCommand(
  test: RowCase & { readonly worker: CommandWorker },
  { options, settings, stop }: RunSettings,
): Promise<Observed> {
  const { workload, namespace, rows, worker } = test;
  const { id } = workload;
  let log: string[] = [];
  let isAnother = false;
  const session = await Session.start({
    options: devOptions(test, options, settings),
    token: randomBytes(16).toString('hex'),
    given: { secrets: worker.secrets, variables: worker.env },
    say: (text) => {
      if (STARTED.test(text)) isAnother = true;
      const [, line] = /^\S+ \| (.*)$/s.exec(text) ?? [];
      if (line === undefined) return;
      // Of several workers, one after another, the last one has it all.
      log = [...(isAnother ? [] : log), line].slice(-LAST_LINES);
      isAnother = false;
    },
  });
  const seconds = test.timeoutSeconds ?? options.timeout;
  const until = performance.now() + seconds * 1000;
  try {
    const { gateway } = session;
    const refs = [...rows.values()].map((row) => gateway.rows.put(namespace, row));
    await session.register([workload]);
    gateway.written(refs, undefined, Date.now());
    session.run();
    let trouble: string | undefined;
    while (!session.isDrained) {
      freeLeases(session, id);
      trouble = stop.aborted
        ? 'The run was ended from outside.'
        : session.hopeless.length > 0
          ? gaveUp(session, id)
          : performance.now() > until
            ? tookLong(
                seconds,
                test.timeoutSeconds === undefined ? '--timeout' : 'timeoutSeconds',
                session,
                id,
              )
            : undefined;
      if (trouble !== undefined) break;
      await sleep(LOOK_EVERY_MS);
    }
    if (trouble !== undefined) session.kill();
    return { ...observe(gateway, id, namespace), trouble, log };
  } finally {
    await session.stop();
  }
}

/** Rows of a worker that is gone would come back when their lease is over, which nobody wants to wait for. */
function freeLeases({ gateway, rows }: Session, id: string): void {
  if (rows.some(({ running }) => running > 0)) return;
  const { queue } = gateway.get(id);
  for (const { namespace, id: row, lease } of queue.items())
    if (lease !== undefined) queue.expire(Date.now(), { namespace, id: row });
}

/** In the words of the session, without the lines that are shown apart. */
function gaveUp({ hopeless }: Session, id: string): string {
  const [why = ''] = (hopeless[0] ?? '').slice(`${id}: `.length).split(/; it said last:\n/);
  return `The run was given up, since ${why}, and rows are left.`;
}

function tookLong(seconds: number, origin: string, { gateway }: Session, id: string): string {
  const { pending, processing } = gateway.get(id).queue.counts(Date.now());
  const left = pending + processing;
  return `The case took longer than ${seconds} s (${origin}), and ${counted(left, 'row')} ${left === 1 ? 'is' : 'are'} left.`;
}

function devOptions(
  { workload, worker }: RowCase & { readonly worker: CommandWorker },
  { store }: TestOptions,
  settings: Settings,
): DevOptions {
  return {
    rows: [],
    workers: [{ name: workload.id, value: worker.command }],
    out: [],
    runsWorkers: true,
    port: 0,
    token: undefined,
    scopes: [],
    containers: [],
    engine: undefined,
    pull: undefined,
    engineArgs: [],
    envFiles: [],
    secrets: [],
    workdir: worker.folder,
    store,
    state: undefined,
    now: true,
    speed: SPEED,
    watch: [],
    once: true,
    junit: undefined,
    output: 'text',
    prometheus: undefined,
    settings,
  };
}

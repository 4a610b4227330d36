import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { besides, tellOthers, tellOthersOnce } from './beside.ts';
import type { OperatorConfig } from './config.ts';
import { Controller } from './controller.ts';
import { DryRun } from './dry-run.ts';
import { type HealthServer, serveHealth } from './health.ts';
import { CannotStart } from './kube/cannot-start.ts';
import { timeText } from './kube/clock.ts';
import type { Cluster } from './kube/cluster.ts';
import { type Connection, connect } from './kube/connection.ts';
import type { Log } from './kube/log.ts';
import { Lead } from './lead.ts';
import { leaseNamespace } from './lease-place.ts';
import { LiveMode } from './live-mode.ts';
import { Metrics } from './metrics.ts';
import type { Mode } from './mode.ts';
import { settleAll } from './once.ts';
import { type ConnectedRegistry, connectRegistry } from './registry/connect.ts';
import { type FollowOptions, follow, listFirst } from './registry/follow.ts';
import { ServerWatch } from './server-facts.ts';
import { standIns, withStandIns } from './watch/stand-ins.ts';

/** What the operator is given beside its configuration. */
export interface OperatorIo {
  readonly stdout: { write(text: string): unknown };
  readonly log: Log;
  /** Aborted when the operator is asked to end. */
  readonly stop: AbortSignal;
}

/** All is looked at again now and then, without a write unless something was missed. */
const AGAIN_MS = 10 * 60_000;
/** How long the first looks wait for word of the gateway and of KEDA. */
const FIRST_WORD_MS = 5_000;
/** How often it is looked whether KEDA runs. */
const KEDA_MS = 15_000;

/** 0: it ended as asked, or with `once` everything is as it should be. 1: it lost the Lease, or something is not. */
export type OperatorExit = 0 | 1;

/** The operator: watches, and makes the cluster what the compiler says, until it is asked to end. */
export async function runOperator(config: OperatorConfig, io: OperatorIo): Promise<OperatorExit> {
  const { kubeconfig, context } = config;
  const metrics = new Metrics();
  const connection = connect({
    ...(kubeconfig !== null && { kubeconfig }),
    ...(context !== null && { context }),
    onRequest: (verb, { kind }, status, subresource) => metrics.requested(verb, kind, status, subresource),
  });
  const seen = config.files.length === 0 ? connection : rehearsed(connection, config.files);
  const identity = `${hostname()}-${randomUUID().slice(0, 8)}`;
  let lead: Lead | null = null;
  const mayWrite = () => !config.leaderElect || (lead?.isFresh() ?? false);
  const mode: Mode = config.dryRun
    ? new DryRun(seen, io.stdout)
    : new LiveMode(connection, { log: io.log, identity, mayWrite });
  const registry =
    config.gatewaySync && !config.dryRun ? registryOf(config, io.log, metrics, mayWrite) : null;
  const controller = new Controller(seen, mode, { ...config, registry, log: io.log, metrics });
  metrics.observe({
    queueDepth: () => controller.depth,
    isLeader: mayWrite,
    watchAges: () => controller.cache.watchAges(),
    troubles: () => [...controller.cache.troubles(), ...controller.cache.absences()],
    pace: controller.pace,
    ready: controller.ready,
    gatewayTroubleMs: () => registry?.registrar.weather.trouble?.ms ?? null,
  });
  const end = new AbortController();
  let health: HealthServer | null = null;
  let watches: Promise<void> | null = null;
  try {
    const { cache } = controller;
    const probes = {
      unlisted: () => cache.unlisted(),
      watchAges: () => cache.watchAges(),
      troubles: () => cache.troubles(),
      metrics,
    };
    if (!config.once) health = await serveHealth(config.healthPort, probes);
    io.log.info('operator started', { identity, ...(health && { healthPort: health.port }) });
    watches = cache.run(end.signal);
    if (!(await isListed(controller, config, io.stop))) return 0;
    const server = new ServerWatch(config.settings, connection, config.asksVersion, io.log);
    await server.ask(end.signal);
    controller.use(server.facts);
    const place = () => leaseNamespace(connection, config, io.log, end.signal);
    if (config.leaderElect) lead = new Lead(connection, identity, await place(), config, io.log);
    else if (config.dryRun) await tellOthersOnce(connection, await place(), config, io.log, end.signal);
    const parts = { controller, mode, lead, server, registry };
    return config.once ? await runOnce(parts, config, io) : await runOn(parts, config, io);
  } finally {
    // What is under way is broken off: from here on nothing is written, and nothing keeps the process.
    end.abort();
    void controller.shutdown();
    await connection.close();
    await Promise.all([watches, health?.close()]);
  }
}

function registryOf(
  { settings, gatewayTokenFile, gatewayToken, gatewayCleanup }: OperatorConfig,
  log: Log,
  metrics: Metrics,
  mayWrite: () => boolean,
): ConnectedRegistry {
  return connectRegistry({
    url: settings.gatewayBaseUrl,
    tokenFile: gatewayTokenFile,
    token: gatewayToken,
    cleansUp: gatewayCleanup,
    log,
    mayWrite,
    onAnswer: (method, status) => metrics.askedGateway(method, status),
  });
}

/** The cluster with what is given in the place of what it has. */
function rehearsed(connection: Connection, files: readonly string[]): Cluster {
  const { found, problems } = standIns(files, connection.namespace);
  if (problems[0] !== undefined) throw new CannotStart(`the files cannot be applied: ${problems[0]}`);
  return withStandIns(connection, found, timeText(Date.now()));
}

interface Parts {
  readonly controller: Controller;
  readonly mode: Mode;
  /** Null: nobody else writes. */
  readonly lead: Lead | null;
  readonly server: ServerWatch;
  /** Null: somebody else tells the gateway of Functions. */
  readonly registry: ConnectedRegistry | null;
}

/** Until every kind has been listed. False: asked to end before. With `once` it does not wait for ever. */
async function isListed(
  { cache, firstLists }: Controller,
  { once }: OperatorConfig,
  stop: AbortSignal,
): Promise<boolean> {
  const begun = performance.now();
  for (let missing = cache.unlisted(); missing.length > 0; missing = cache.unlisted()) {
    if (stop.aborted) return false;
    if (once) firstLists.check(missing, performance.now() - begun);
    await sleep(20);
  }
  return !stop.aborted;
}

async function runOnce(
  { controller, mode, lead }: Parts,
  config: OperatorConfig,
  { stop, log }: OperatorIo,
): Promise<OperatorExit> {
  const { workers } = config;
  const held = await Promise.race([lead?.taken, lead?.held, aborted(stop)]);
  if (held) {
    await lead?.release();
    throw besides(held, config);
  }
  const isSettled = await settleAll(controller, { workers, isPatient: mode.isPatient, stop, log });
  await mode.flush();
  await lead?.release();
  return mode.isFine(controller.cache) && isSettled ? 0 : 1;
}

async function runOn(
  { controller, mode, lead, server, registry }: Parts,
  config: OperatorConfig,
  { stop, log }: OperatorIo,
): Promise<OperatorExit> {
  const { workers } = config;
  const over = new AbortController();
  const { cache } = controller;
  const lookAtKeda = async (signal: AbortSignal) => {
    // A server that does not answer is told of by the watches.
    const isNews = cache.hasKeda && (await controller.keda.ask(signal).catch(() => false));
    if (isNews) cache.lookAtAll();
  };
  const start = async () => {
    log.info('leading');
    const gateway = registry && followed(registry, controller, log);
    const first = AbortSignal.any([over.signal, AbortSignal.timeout(FIRST_WORD_MS)]);
    // Else each Function would be looked at once more when they have answered.
    await Promise.all([gateway && listFirst(gateway, first), lookAtKeda(first)]);
    if (over.signal.aborted) return;
    controller.start(workers);
    if (gateway !== null) await follow(gateway, over.signal);
  };
  if (lead === null) void start();
  else void lead.taken.then(start);
  // With other settings it waits too, and takes over when nobody is there: it may be the next version of the same.
  void lead?.held.then((lease) => tellOthers(lease, config, log));
  const again = setInterval(() => cache.lookAtAll(), AGAIN_MS);
  void server.follow((facts) => {
    controller.use(facts);
    cache.lookAtAll();
  }, over.signal);
  const never = new Promise<never>(() => {});
  const keda = setInterval(() => lookAtKeda(AbortSignal.timeout(KEDA_MS)), KEDA_MS);
  const isLost = await Promise.race([lead?.lost.then(() => true) ?? never, aborted(stop).then(() => false)]);
  clearInterval(again);
  over.abort();
  clearInterval(keda);
  if (isLost) return 1;
  log.info('ending: no new work is begun');
  await controller.shutdown();
  await mode.flush();
  // Only now: until here another replica must not begin.
  await lead?.release();
  log.info('ended');
  return 0;
}

/** What is asked of the gateway beside the looks. */
function followed(registry: ConnectedRegistry, controller: Controller, log: Log): FollowOptions {
  return {
    ...registry,
    log,
    functions: () => controller.cache.allFunctions(),
    lookAgain: (fn, ms) => controller.lookAgain(fn, ms),
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

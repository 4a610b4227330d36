import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { printCrds } from '../../src/cli/commands/crds.ts';
import { readSettings } from '../../src/compiler/index.ts';
import type { OperatorConfig } from '../../src/operator/config.ts';
import { createLog } from '../../src/operator/log.ts';
import { runOperator } from '../../src/operator/run.ts';
import { readDocuments } from '../../src/text/yaml/documents.ts';
import { printJsonList } from '../../src/text/yaml/print.ts';
import type { KubeObject } from '../api.ts';
import type { ControlPlane } from '../control-plane.ts';

/** An operator in this process. */
export interface RunningOperator {
  /** The lines of its log, parsed. */
  readonly log: readonly Readonly<Record<string, unknown>>[];
  readonly stdout: string;
  /** Asks it to end, and waits. */
  stop(): Promise<0 | 1>;
  readonly ended: Promise<0 | 1>;
}

/** Starts the operator of the source tree on a control plane. */
export function startOperator(cluster: ControlPlane, config: Partial<OperatorConfig> = {}): RunningOperator {
  const stop = new AbortController();
  const log: Record<string, unknown>[] = [];
  let stdout = '';
  const { settings } = readSettings({});
  const ended = runOperator(
    {
      settings,
      watchNamespace: null,
      indexNamespace: null,
      healthPort: 0,
      operatorNamespace: 'default',
      leaderElect: false,
      leaseName: 'layerc-operator',
      workers: 8,
      workerDeadline: 300,
      kedaNamespace: 'keda',
      allowedManagers: [],
      maxRolling: '10%',
      gatewaySync: false,
      gatewayCleanup: false,
      gatewayTokenFile: null,
      gatewayToken: null,
      kubeconfig: cluster.kubeconfig,
      context: null,
      logLevel: 'info',
      asksVersion: true,
      stockPools: false,
      once: false,
      dryRun: false,
      files: [],
      ...config,
    },
    {
      stdout: { write: (text) => (stdout += text) },
      log: createLog({ write: (line) => log.push(JSON.parse(line)) }, 'debug'),
      stop: stop.signal,
    },
  );
  return {
    log,
    get stdout() {
      return stdout;
    },
    ended,
    stop: () => {
      stop.abort();
      return ended;
    },
  };
}

/** Requests that write, as the operator counts them: `apply Deployment 200` and how many. */
export async function writesOf({ log }: RunningOperator): Promise<Record<string, number>> {
  const port = log.find(({ msg }) => msg === 'operator started')?.healthPort;
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const row = /^layerc_api_writes_total\{kind="(.*?)",verb="(.*?)",result="(.*?)"\} (\d+)$/gm;
  return Object.fromEntries(
    [...text.matchAll(row)].map(([, kind, verb, result, count]) => [
      `${verb} ${kind} ${result}`,
      Number(count),
    ]),
  );
}

/** Installs what `layerc crds` prints, and waits until it is served. */
export async function installCrds({ client }: ControlPlane, force = false): Promise<void> {
  for (const crd of objectsOf(printCrds('yaml'))) await client.apply(crd, { force });
  for (const [version, plural] of [
    ['v1alpha1', 'functions'],
    ['v1alpha1', 'infrarules'],
    ['v1', 'indexes'],
  ] as const)
    await until(`${plural} are served`, async () => {
      const root = `/apis/hevlayer.com/${version}`;
      if ((await client.request('GET', `${root}/${plural}`)).status !== 200) return false;
      // Where the client looks kinds up. It may lag behind.
      const { body } = await client.request<{ resources?: { name: string }[] }>('GET', root);
      return body.resources?.some(({ name }) => name === plural) ?? false;
    });
}

/**
 * Waits until the garbage collector knows our kinds, and with them KEDA's: it looks for new ones every 30 s, and until
 * then leaves what they owned.
 */
export async function collectorKnows({ client }: ControlPlane): Promise<void> {
  const kinds = [
    { apiVersion: 'hevlayer.com/v1alpha1', kind: 'Function' },
    { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject' },
  ];
  await Promise.all(
    kinds.map(async (kind) => {
      const name = `owned-by-nobody-${kind.kind.toLowerCase()}`;
      const ownerReferences = [{ ...kind, name: 'nobody', uid: '00000000-0000-4000-8000-000000000000' }];
      const metadata = { name, namespace: 'default', ownerReferences };
      await client.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata });
      const path = `/api/v1/namespaces/default/configmaps/${name}`;
      await until(
        'the garbage collector knows our kinds',
        async () => (await client.request('GET', path)).status === 404,
        90_000,
      );
    }),
  );
}

/** Waits for a condition; the error says what was waited for. */
export async function until(
  what: string | (() => string),
  condition: () => Promise<boolean> | boolean,
  withinMs = 20_000,
): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await condition())) {
    if (performance.now() > end)
      throw new Error(`not within ${withinMs / 1000} s: ${typeof what === 'string' ? what : what()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The objects of a fixture, as its files have them. */
export function fixtureObjects(fixture: string): KubeObject[] {
  const folder = join(import.meta.dirname, '..', '..', 'fixtures', fixture);
  const files = readdirSync(folder).filter((file) => /\.(ya?ml|json)$/.test(file));
  return files.sort().flatMap((file) => objectsOf(readFileSync(join(folder, file), 'utf8')));
}

function objectsOf(text: string): KubeObject[] {
  return readDocuments(text).documents.map(
    ({ value }) =>
      JSON.parse(printJsonList([value as never])).items?.[0] ?? JSON.parse(printJsonList([value as never])),
  );
}

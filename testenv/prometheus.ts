import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { partPath } from './control-plane/parts.ts';
import { freePort } from './ports.ts';
import { answersOk } from './probe.ts';
import type { TestProcess } from './process.ts';
import type { Workspace } from './workspace.ts';

/** A running Prometheus or VictoriaMetrics, whichever is on PATH. */
export class Prometheus {
  readonly process: TestProcess;
  readonly url: string;

  constructor(started: TestProcess, url: string) {
    this.process = started;
    this.url = url;
  }

  /** The value of an instant query that has one result; undefined when it has none. */
  async value(query: string): Promise<number | undefined> {
    const answer = await fetch(`${this.url}/api/v1/query?${new URLSearchParams({ query })}`);
    const { data, error } = (await answer.json()) as QueryAnswer;
    if (data === undefined) throw new Error(`query ${query}: ${error}`);
    const sample = data.result[0]?.value[1];
    return sample === undefined ? undefined : Number(sample);
  }

  /** The alerts that fire now. VictoriaMetrics has none: it evaluates no rules. */
  async firing(): Promise<readonly FiringAlert[]> {
    const answer = await fetch(`${this.url}/api/v1/alerts`);
    const { data } = (await answer.json()) as { data: { alerts: Alert[] } };
    return data.alerts.filter(({ state }) => state === 'firing').map(({ labels }) => labels);
  }
}

/** An alert that fires, in its labels. */
export type FiringAlert = Readonly<Record<string, string>> & { readonly alertname: string };

type Alert = { readonly state: string; readonly labels: FiringAlert };

type QueryAnswer = { data?: { result: { value: [number, string] }[] }; error?: string };

/**
 * Starts a metrics server that scrapes `http://<target>/metrics` of each target of each job every second, and as often
 * evaluates the rules of a file, where one is given and it is Prometheus.
 */
export async function startPrometheus(
  workspace: Workspace,
  jobs: { readonly [job: string]: readonly string[] },
  rules?: string,
): Promise<Prometheus> {
  const program = partPath('prometheus');
  const { folder } = workspace;
  const port = await freePort();
  const config = join(folder, 'prometheus.json');
  writeFileSync(
    config,
    JSON.stringify({
      scrape_configs: Object.entries(jobs).map(([job_name, targets]) => ({
        job_name,
        scrape_interval: '1s',
        static_configs: [{ targets }],
      })),
      ...(rules !== undefined && { global: { evaluation_interval: '1s' }, rule_files: [rules] }),
    }),
  );
  const isPrometheus = basename(program) === 'prometheus';
  const args = isPrometheus
    ? [
        `--config.file=${config}`,
        `--web.listen-address=127.0.0.1:${port}`,
        `--storage.tsdb.path=${join(folder, 'prometheus')}`,
      ]
    : [
        `-promscrape.config=${config}`,
        `-httpListenAddr=127.0.0.1:${port}`,
        `-storageDataPath=${join(folder, 'victoria-metrics')}`,
        // By default a query does not see the last 30 seconds.
        '-search.latencyOffset=1s',
      ];
  const url = `http://127.0.0.1:${port}`;
  const ready = () => answersOk(`${url}${isPrometheus ? '/-/ready' : '/health'}`);
  const started = await workspace.start({ name: 'prometheus', program, args, ready });
  return new Prometheus(started, url);
}

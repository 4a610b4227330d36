import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { FiringAlert, Prometheus } from '../prometheus.ts';
import { until } from './operator-harness.ts';

const RULES = join(import.meta.dirname, '..', '..', 'deploy', 'monitoring', 'rules.yaml');

/**
 * Writes deploy/monitoring/rules.yaml for impatient readers, and gives its path: minutes are seconds, the two minutes of a
 * watch are two seconds, and what is allowed in a second is sixty times as much.
 */
export function hastenedRules(folder: string): string {
  const text = readFileSync(RULES, 'utf8')
    .replace(/\b(\d+)m\b/g, '$1s')
    .replace('> 120', '> 2')
    .replace('> 0.05', '> 3')
    .replace('> 0.02', '> 1.2');
  const file = join(folder, 'rules.yaml');
  writeFileSync(file, text);
  return file;
}

/** The alerts of Prometheus, as a reader of a pager sees them. */
export class Pager {
  readonly #prometheus: Prometheus;

  constructor(prometheus: Prometheus) {
    this.#prometheus = prometheus;
  }

  /** Like `FunctionNotReady shop/tag Unschedulable`. */
  async firing(): Promise<readonly string[]> {
    return (await this.#prometheus.firing()).map(textOf).sort();
  }

  async isQuiet(withinMs: number): Promise<void> {
    let seen: readonly string[] = [];
    await until(
      () => `no alert fires: ${seen.join(', ')}`,
      async () => {
        seen = await this.firing();
        return seen.length === 0;
      },
      withinMs,
    );
  }

  /** Waits until these alerts fire, then mends what was broken, and waits until none does. No other may fire meanwhile. */
  async tells(wanted: readonly string[], mend: () => Promise<unknown>, withinMs = 40_000): Promise<void> {
    let seen: readonly string[] = [];
    const look = async () => {
      seen = await this.firing();
      expect(seen.filter((one) => !wanted.includes(one))).toEqual([]);
    };
    await until(
      () => `${wanted.join(', ')} fire, and not only ${seen.join(', ')}`,
      async () => {
        await look();
        return seen.length === wanted.length;
      },
      withinMs,
    );
    await mend();
    await until(
      () => `${seen.join(', ')} end`,
      async () => {
        await look();
        return seen.length === 0;
      },
      withinMs,
    );
  }
}

function textOf({ alertname, namespace, function: name, kind, reason, result }: FiringAlert): string {
  const subject = name === undefined ? kind : `${namespace}/${name}`;
  return [alertname.replace('Layerc', ''), subject, reason, result]
    .filter((one) => one !== undefined)
    .join(' ');
}

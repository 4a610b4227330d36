/** What came of a run, for people, programs and test runners. */
import type { Gateway } from '../gateway/core/gateway.ts';
import type { Item } from '../gateway/core/item.ts';
import { printable } from '../text/report/printable.ts';

export interface FailedRow {
  readonly function: string;
  readonly namespace: string;
  readonly id: string;
  readonly attempts: number;
  readonly message: string;
}

export interface Outcome {
  readonly seconds: number;
  readonly functions: readonly {
    readonly name: string;
    readonly counts: Readonly<Record<Item['stage'], number>>;
    readonly rows: readonly Readonly<Item>[];
  }[];
  readonly failed: readonly FailedRow[];
}

const NO_REASON = 'The worker gave no reason.';

export function outcomeOf(gateway: Gateway, ids: readonly string[], seconds: number, now: number): Outcome {
  const functions = ids.map((name) => {
    const { queue } = gateway.get(name);
    return { name, counts: queue.counts(now), rows: [...queue.items()] };
  });
  const failed = functions.flatMap(({ name, rows }) =>
    rows
      .filter(({ stage }) => stage === 'failed')
      .map(({ namespace, id, attempts, error }) => ({
        ...{ function: name, namespace, id, attempts },
        message: error || NO_REASON,
      })),
  );
  return { seconds, functions, failed };
}

export function reportJson({ seconds, functions, failed }: Outcome): string {
  const counted = functions.map(({ name, counts }) => ({ name, ...counts }));
  // JSON itself escapes no more than the first 32 characters.
  return `${printable(JSON.stringify({ seconds, functions: counted, failed }, null, 2), '\n')}\n`;
}

/** A suite for each Function, a case for each row. */
export function reportJunit({ seconds, functions }: Outcome): string {
  const suites = functions.map(({ name, rows, counts }) => {
    const cases = rows.map(({ namespace, id, stage, error, attempts }) => {
      const begin = `    <testcase classname="${xml(name)}" name="${xml(`${namespace}/${id}`)}"`;
      if (stage === 'completed') return `${begin}/>`;
      const what = stage === 'failed' ? `failed after ${attempts} attempts` : `is ${stage}`;
      const why = stage === 'failed' ? error || NO_REASON : what;
      return `${begin}><failure message="${xml(why)}">${xml(what)}</failure></testcase>`;
    });
    const failures = rows.length - counts.completed;
    return [
      `  <testsuite name="${xml(name)}" tests="${rows.length}" failures="${failures}">`,
      ...cases,
      '  </testsuite>',
    ].join('\n');
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites time="${seconds.toFixed(3)}">\n${suites.join('\n')}\n</testsuites>\n`;
}

/** What reorders or hides text is spelled out, and what XML cannot say at all is replaced. */
export function xml(text: string): string {
  return printable(text, '\n')
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}

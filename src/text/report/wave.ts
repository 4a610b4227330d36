/**
 * When the workers of a Function start and stop, as a small picture that is read off its objects: whatever decided them,
 * this is what KEDA and Kubernetes will do.
 */
import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { valueAt } from '../../json/path.ts';
import { printable } from './printable.ts';

/** A step up and a step down, with words under each. */
interface Wave {
  readonly title: string;
  readonly high: string;
  readonly low: string;
  readonly up: readonly string[];
  readonly down: readonly string[];
}

/** One picture for the queue and one for each window of a schedule; none for objects that nothing scales. */
export function wavesOf(objects: readonly JsonObject[]): string[] {
  const scaled = objects.find(({ kind }) => kind === 'ScaledObject');
  const deployment = objects.find(({ kind }) => kind === 'Deployment');
  if (scaled === undefined || deployment === undefined) return [];
  const triggers = valueAt(scaled, '/spec/triggers');
  const last = lastWords(deployment);
  return (isArray(triggers) ? triggers : [])
    .filter(isObject)
    .map((trigger) =>
      trigger.type === 'cron' ? scheduleWave(trigger, scaled, last) : queueWave(trigger, scaled, last),
    )
    .map(drawn);
}

function queueWave(trigger: JsonObject, scaled: JsonObject, last: readonly string[]): Wave {
  const [min, max] = bounds(scaled);
  const batch = valueAt(trigger, '/metadata/threshold');
  const title = `by the queue, a worker for each ${batch} rows that wait`;
  if (min > 0) {
    const behavior = '/spec/advanced/horizontalPodAutoscalerConfig/behavior/scaleDown';
    const window = valueAt(scaled, `${behavior}/stabilizationWindowSeconds`);
    return {
      title,
      high: `up to ${max}`,
      low: `${min}`,
      up: ['as soon as', 'more rows wait'],
      down: [
        window === undefined ? 'never' : `${window} s after fewer`,
        ...(window === undefined ? [] : ['would do']),
      ],
    };
  }
  return {
    title,
    high: max > 1 ? `1 to ${max}` : '1',
    low: '0',
    up: [`at most ${valueAt(scaled, '/spec/pollingInterval')} s`, 'after a row waits'],
    down: [`${valueAt(scaled, '/spec/cooldownPeriod')} s after`, 'the last row is taken:', ...last],
  };
}

function scheduleWave(trigger: JsonObject, scaled: JsonObject, last: readonly string[]): Wave {
  const [min] = bounds(scaled);
  const text = (name: string) => String(valueAt(trigger, `/metadata/${name}`));
  const wait = Number(valueAt(scaled, '/spec/cooldownPeriod') ?? 0);
  const end = wait > 0 ? [`${wait} s after`, text('end')] : [text('end')];
  return {
    title: 'by the schedule, in UTC',
    high: text('desiredReplicas'),
    low: String(min),
    up: [text('start')],
    down: [...end, ...last],
  };
}

function bounds(scaled: JsonObject): [min: number, max: number] {
  return [Number(valueAt(scaled, '/spec/minReplicaCount')), Number(valueAt(scaled, '/spec/maxReplicaCount'))];
}

/** What a worker is given on its way out. */
function lastWords(deployment: JsonObject): string[] {
  const grace: Json | undefined = valueAt(deployment, '/spec/template/spec/terminationGracePeriodSeconds');
  return ['SIGTERM, and', `SIGKILL ${grace ?? 30} s later`];
}

/** Room between the two steps, unless the words under the first one need more. */
const STEP = 22;

function drawn({ title, high, low, up, down }: Wave): string {
  const margin = Math.max(high.length, low.length) + 9;
  const start = 8;
  const at = margin + 2 + start;
  const width = Math.max(STEP, ...up.map((line) => line.length + 2));
  const pad = (text: string) => text.padStart(margin);
  const lines = [
    title,
    `${pad(`${high} ${high === '1' ? 'worker' : 'workers'}`)}  ${' '.repeat(start)}+${'-'.repeat(width - 1)}+`,
    `${pad(low)}  ${'-'.repeat(start)}+${' '.repeat(width - 1)}+${'-'.repeat(start)}`,
    ...Array.from({ length: Math.max(up.length, down.length) }, (_, row) =>
      `${' '.repeat(at)}${(up[row] ?? '').padEnd(width)}${down[row] ?? ''}`.trimEnd(),
    ),
  ];
  return lines.map((line) => `${printable(line)}\n`).join('');
}

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { functionWith, INFRA_RULES, SETTINGS_FOR_TESTS } from '../../compiler/functions.test-support.ts';
import { compile } from '../../compiler/index.ts';
import type { JsonObject } from '../../json/json.ts';
import { wavesOf } from './wave.ts';

const waves = (spec: JsonObject) =>
  compile([functionWith(spec), INFRA_RULES], SETTINGS_FOR_TESTS).functions.flatMap(({ objects }) =>
    wavesOf(objects),
  );

const DOCUMENT = readFileSync('docs/objects.md', 'utf8');

it.each<[string, JsonObject]>([
  ['the queue', {}],
  [
    'a schedule',
    { triggers: ['schedule'], schedule: { cron: '0 2 * * *' }, scaling: { replicas: { max: 1 } } },
  ],
])('docs/objects.md shows the picture for %s', (_, spec) => {
  const [picture, ...more] = waves(spec);
  expect(more).toEqual([]);
  expect(DOCUMENT).toContain(picture);
});

it('has one for each window, beside that of the queue', () => {
  const spec = {
    triggers: ['discovery', 'schedule'],
    schedule: { cron: '50 22,23 * * 1-5', leaseSeconds: 1800 },
  };
  const titles = waves(spec).map((wave) => wave.split('\n')[0]);
  expect(titles).toEqual([
    'by the queue, a worker for each 32 rows that wait',
    'by the schedule, in UTC',
    'by the schedule, in UTC',
  ]);
});

it('steps between min and max where min is above zero', () => {
  const [picture] = waves({ scaling: { pool: 'cpu', replicas: { min: 2, max: 4 } } });
  expect(picture).toMatch(/up to 4 workers .*\n +2 {2}-/);
  expect(picture).toContain('300 s after fewer');
});

it('shows a warm window and the grace of a podSpec', () => {
  const [picture] = waves({
    triggers: ['schedule'],
    worker: { image: 'registry.example.com/tag:1', podSpec: { terminationGracePeriodSeconds: 900 } },
    scaling: { pool: 'cpu', replicas: { max: 1 }, warmWindowSeconds: 600 },
  });
  expect(picture).toContain('600 s after');
  expect(picture).toContain('SIGKILL 900 s later');
});

it.each<[string, JsonObject]>([
  ['paused', { paused: true }],
  ['fixed', { scaling: { pool: 'cpu', mode: 'fixed', replicas: { min: 1, max: 2 } } }],
])('has nothing to show of a Function that is %s', (_, spec) => expect(waves(spec)).toEqual([]));

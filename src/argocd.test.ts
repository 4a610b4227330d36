/** The health script of deploy/argocd, run by the Lua of Argo CD with no more libraries than Argo CD gives it. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { partPath } from '../testenv/control-plane/parts.ts';
import { suiteNeeding } from '../testenv/suite.ts';

const SCRIPT = readFileSync('deploy/argocd/hevlayer.com_Function_health.lua', 'utf8');

/** Argo CD opens these alone: no string, no math. */
const GIVEN = ['ipairs', 'pairs', 'next', 'type', 'tostring', 'tonumber', 'error', 'pcall', 'table'];

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

/** What Argo CD would show for an object: its health and the message beside it. */
function health(object: object): string {
  const source = `
    local env = { obj = ${literal(object)} }
    for _, name in ipairs(${literal(GIVEN)}) do env[name] = _G[name] end
    local text = ${literal(SCRIPT)}
    local found = setfenv(assert(loadstring(text)), env)()
    io.write(found.status, ' ', found.message)`;
  const { status, stdout, stderr } = spawnSync(partPath('lua'), ['-e', source], { encoding: 'utf8' });
  expect({ status, stderr }, stdout).toEqual({ status: 0, stderr: '' });
  return stdout;
}

function literal(value: unknown): string {
  if (typeof value === 'string') {
    const bytes = [...Buffer.from(value)].map((byte) => `\\${String(byte).padStart(3, '0')}`);
    return `"${bytes.join('')}"`;
  }
  if (Array.isArray(value)) return `{${value.map(literal).join(', ')}}`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{${Object.entries(value).map(([key, one]) => `[${literal(key)}] = ${literal(one)}`)}}`;
}

const fn = (status?: object, generation = 3) => ({
  apiVersion: 'hevlayer.com/v1alpha1',
  kind: 'Function',
  metadata: { name: 'tag-products', generation },
  ...(status === undefined ? {} : { status }),
});
const seen = (...conditions: readonly Condition[]) => fn({ observedGeneration: 3, conditions });
const ready = (status: string, reason = 'Applied', message = 'All is well.') => ({
  type: 'Ready',
  status,
  reason,
  message,
});

suiteNeeding('health in Argo CD', ['lua'], () => {
  it.each<[string, object, string]>([
    ['a new Function', fn(), 'Progressing The operator has not looked at it yet.'],
    [
      'the status that the CRD gives a new Function',
      fn({ observedGeneration: -1, conditions: [] }),
      'Progressing The operator has not looked at it yet.',
    ],
    [
      'a new spec with the status of the old one',
      fn({ observedGeneration: 2, conditions: [ready('True')] }),
      'Progressing The operator has not seen the newest spec yet.',
    ],
    [
      'a status without conditions',
      fn({ observedGeneration: 3 }),
      'Progressing It does not say yet whether it is ready.',
    ],
    ['ready', seen(ready('True')), 'Healthy Applied: All is well.'],
    ['paused', seen(ready('True', 'Paused', 'Kept at zero.')), 'Healthy Paused: Kept at zero.'],
    [
      'ready with a warning and without autoscaling',
      seen(
        ready('True'),
        { type: 'Warnings', status: 'True', reason: 'LeaseNotLongerThanTimeout' },
        { type: 'Autoscaling', status: 'False', reason: 'KedaNotInstalled' },
      ),
      'Healthy Applied: All is well.',
    ],
    [
      'refused',
      seen(ready('False', 'UnknownPool'), {
        type: 'Stalled',
        status: 'True',
        reason: 'UnknownPool',
        message: '/spec/scaling/pool: no pool "gpux".',
      }),
      'Degraded UnknownPool: /spec/scaling/pool: no pool "gpux".',
    ],
    [
      'on its way',
      seen(ready('False', 'WaitingForKeda'), {
        type: 'Reconciling',
        status: 'True',
        reason: 'WaitingForKeda',
      }),
      'Progressing WaitingForKeda: ',
    ],
    [
      'workers that cannot start',
      seen(ready('False', 'ProgressDeadlineExceeded', 'timed out')),
      'Degraded ProgressDeadlineExceeded: timed out',
    ],
    [
      'stalled no more',
      seen({ type: 'Stalled', status: 'False' }, ready('True')),
      'Healthy Applied: All is well.',
    ],
    ['not known', seen(ready('Unknown')), 'Progressing It does not say yet whether it is ready.'],
    [
      'a condition of somebody else',
      seen({ type: 'Mine', status: 'False' }, ready('True')),
      'Healthy Applied: All is well.',
    ],
  ])('%s', (_, object, expected) => {
    expect(health(object)).toBe(expected);
  });
});

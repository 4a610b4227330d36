import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../kube/cluster.ts';
import { DownBook } from './down-book.ts';
import { causeOf, msNotUp, restartOf } from './not-up.ts';

const NOW = Date.parse('2026-01-01T00:10:00Z');

const deployment = (...conditions: object[]): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'tag-worker', namespace: 'shop' },
  status: { conditions },
});

const pod = (name: string, status: object, more: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'shop', ...more },
  status,
});

const scheduled = { type: 'PodScheduled', status: 'True' };
const waits = (reason: string, message?: string, lastState: object = {}) => ({
  conditions: [scheduled],
  containerStatuses: [{ name: 'udf', state: { waiting: { reason, message } }, lastState }],
});

describe('workers that do not run', () => {
  it('are counted from when the Deployment stopped being available', () => {
    const at = (status: string, since?: string) =>
      msNotUp(deployment({ type: 'Available', status, since }), NOW);
    expect(at('False', '2026-01-01T00:05:00Z')).toBe(300_000);
    expect(at('True', '2026-01-01T00:05:00Z')).toBeNull();
    expect(at('False')).toBeNull();
    expect(msNotUp(deployment(), NOW)).toBeNull();
    expect(msNotUp(null, NOW)).toBeNull();
  });

  it.each([
    [
      'no node',
      {
        conditions: [
          {
            type: 'PodScheduled',
            status: 'False',
            reason: 'Unschedulable',
            message: '0/3 nodes are available',
          },
        ],
      },
      'Unschedulable',
      'a finds no node: 0/3 nodes are available.',
    ],
    [
      'no image',
      waits('ImagePullBackOff', 'Back-off pulling image "x:1"'),
      'ImagePullBackOff',
      'a (container udf) does not start: Back-off pulling image "x:1". Is the image there',
    ],
    [
      'no Secret',
      waits('CreateContainerConfigError', 'secret "layer" not found'),
      'CreateContainerConfigError',
      'secret "layer" not found. Make the Secret',
    ],
    [
      'a crash',
      waits('CrashLoopBackOff', 'back-off 5m0s restarting failed container', {
        terminated: { exitCode: 3, reason: 'Error' },
      }),
      'CrashLoopBackOff',
      'ends again and again, with exit code 3. Look at its log',
    ],
    [
      'too little memory',
      waits('CrashLoopBackOff', 'back-off', { terminated: { exitCode: 137, reason: 'OOMKilled' } }),
      'CrashLoopBackOff',
      'exit code 137 (OOMKilled). It needs more memory',
    ],
    [
      'an end of a moment ago',
      {
        conditions: [scheduled],
        containerStatuses: [{ name: 'udf', state: { terminated: { exitCode: 3, reason: 'Error' } } }],
      },
      'CrashLoopBackOff',
      'ends again and again, with exit code 3. Look at its log',
    ],
    [
      'a probe that ends them',
      {
        conditions: [scheduled],
        containerStatuses: [
          { name: 'udf', ready: false, state: { running: {} }, lastState: { terminated: { exitCode: 137 } } },
        ],
      },
      'CrashLoopBackOff',
      'ends again and again, with exit code 137.',
    ],
    [
      'an init container that is done, and no node for it to go on',
      {
        conditions: [scheduled],
        initContainerStatuses: [
          { name: 'warm', state: { terminated: { exitCode: 0, reason: 'Completed' } } },
        ],
        containerStatuses: [{ name: 'udf', state: { waiting: { reason: 'PodInitializing' } } }],
      },
      'WorkersNotUp',
      'do not say why',
    ],
    [
      'not ready',
      {
        conditions: [
          scheduled,
          { type: 'ContainersReady', status: 'False', message: 'containers with unready status: [udf]' },
        ],
        containerStatuses: [{ name: 'udf', state: { running: {} } }],
      },
      'WorkersNotReady',
      'a runs and is not ready: containers with unready status: [udf].',
    ],
    [
      'an init container',
      {
        conditions: [scheduled],
        initContainerStatuses: [
          { name: 'warm', state: { waiting: { reason: 'ErrImagePull', message: 'no' } } },
        ],
        containerStatuses: [{ name: 'udf', state: { waiting: { reason: 'PodInitializing' } } }],
      },
      'ErrImagePull',
      'a (container warm) does not start: no.',
    ],
    ['nothing yet', { conditions: [scheduled] }, 'WorkersNotUp', 'their pods do not say why'],
    [
      'what no pod has',
      { conditions: 'x', containerStatuses: [null, 7], initContainerStatuses: {} },
      'WorkersNotUp',
      'do not say why',
    ],
  ])('have %s', (_, status, reason, message) => {
    const found = causeOf([pod('a', status)]);
    expect(found.reason).toBe(reason);
    expect(found.message).toContain(message);
    expect(found.message).toMatch(/^Too few workers run.*[.?)]$/);
  });

  it('are too few all the time where they are enough for a moment after each start', () => {
    const book = new DownBook();
    const at = (status: string, since: string) => {
      const one = deployment({ type: 'Available', status, since });
      return { ...one, metadata: { ...one.metadata, uid: 'u' } };
    };
    expect(book.msDown(at('False', '2026-01-01T00:05:00Z'), NOW)).toBe(300_000);
    const up = at('True', '2026-01-01T00:10:00Z');
    expect(book.msDown(up, NOW)).toBeNull();
    expect(book.wasDown(up, 300_000, NOW)).toBe(true);
    expect(book.wasDown(up, 300_001, NOW)).toBe(false);
    expect(book.msDown(at('False', '2026-01-01T00:10:01Z'), NOW + 2_000)).toBe(302_000);
    book.forget('u');
    expect(book.msDown(at('False', '2026-01-01T00:10:01Z'), NOW + 2_000)).toBe(1_000);
  });

  it('may not run for long where a container has ended just now', () => {
    const ran = (seconds: number, lastState: object = { terminated: { exitCode: 3 } }) => {
      const startedAt = new Date(NOW - seconds * 1000).toISOString();
      const state = { running: { startedAt } };
      return pod('a', { containerStatuses: [{ name: 'udf', ready: true, state, lastState }] });
    };
    expect(restartOf([ran(5)], NOW)?.message).toContain('a (container udf) ends again and again');
    expect(restartOf([ran(70)], NOW)).toBeNull();
    expect(restartOf([ran(5, {})], NOW)).toBeNull();
  });

  it('say the same whatever the order of the pods, and how often they were tried', () => {
    const one = pod('a', waits('CrashLoopBackOff', 'back-off 10s restarting'));
    const other = pod('b', waits('ErrImagePull', 'no such image'));
    expect(causeOf([other, one])).toEqual(causeOf([one, other]));
    const later = pod('a', waits('CrashLoopBackOff', 'back-off 20s restarting'));
    expect(causeOf([later])).toEqual(causeOf([one]));
  });

  it('are not those that are leaving', () => {
    const leaving = pod('a', waits('ErrImagePull'), { deletionTimestamp: '2026-01-01T00:00:00Z' });
    expect(causeOf([leaving]).message).toContain('there are no pods');
  });
});

import { describe, expect, it } from 'vitest';
import { readSettings } from '../../compiler/index.ts';
import { ApiError, type KubeObject } from '../kube/cluster.ts';
import { explained, scalingTrouble, whyNotScaled } from './not-scaled.ts';

const { settings } = readSettings({ metricsJob: 'layer', metricsServer: 'http://prometheus:9090' });
const TROUBLE = { reason: 'TriggerError', message: 'Triggers are not working correctly' };

const scaledObject = (...conditions: object[]): KubeObject => ({
  apiVersion: 'keda.sh/v1alpha1',
  kind: 'ScaledObject',
  metadata: { name: 'tag-worker', namespace: 'shop' },
  status: { conditions },
});

const event = (note: string, more: object = {}): KubeObject => ({
  apiVersion: 'events.k8s.io/v1',
  kind: 'Event',
  metadata: { name: 'tag-worker.1' },
  reason: 'KEDAScalerFailed',
  note,
  ...more,
});

describe('what the conditions of a ScaledObject say against it', () => {
  it.each([
    ['nothing yet', [], null],
    ['that it is ready', [{ type: 'Ready', status: 'True', reason: 'Ready' }], null],
    ['that nobody has looked', [{ type: 'Ready', status: 'Unknown' }], null],
    [
      'that its only trigger fails',
      [{ type: 'Ready', status: 'False', reason: 'TriggerError', message: 'no' }],
      { reason: 'TriggerError', message: 'no' },
    ],
    [
      'that one of two triggers fails',
      [{ type: 'Ready', status: 'Unknown', reason: 'PartialTriggerError', message: 'some' }],
      { reason: 'PartialTriggerError', message: 'some' },
    ],
    [
      'that the autoscaler reads nothing',
      [
        { type: 'Ready', status: 'True' },
        { type: 'HPAActive', status: 'False', reason: 'FailedGetExternalMetric', message: 'x' },
      ],
      { reason: 'FailedGetExternalMetric', message: 'x' },
    ],
  ])('%s', (_, conditions, trouble) => {
    expect(scalingTrouble(scaledObject(...conditions))).toEqual(trouble);
  });
});

describe('what its events say', () => {
  it.each([
    [
      'error parsing prometheus metadata: no bearer token provided',
      'Look at the Secret layer in the namespace of the Function, and its key',
    ],
    [
      'error resolving secret name &SecretKeySelector{LocalObjectReference:LocalObjectReference{Name:own,},Key:token,Optional:nil,} for env A in namespace shop',
      'Look at the Secret own in the namespace of the Function, and its key token.',
    ],
    ['prometheus query api returned error. status: 401', 'The metrics server refuses the token'],
    [
      "prometheus metrics 'prometheus' target may be lost, the result is empty",
      'is its job called layer (METRICS_JOB)?',
    ],
    ['prometheus query api returned error. status: 404', 'Is http://prometheus:9090 the address'],
    ['prometheus query api returned error. status: 503', 'Is the metrics server http://prometheus:9090 up'],
    ['dial tcp: lookup prometheus: no such host', 'Is the metrics server http://prometheus:9090 up'],
  ])('of %s', (note, hint) => {
    const { reason, message } = explained(TROUBLE, [event(note)], settings);
    expect(reason).toBe('TriggerError');
    expect(message).toContain(`Triggers are not working correctly: ${note}.`);
    expect(message).toContain(hint);
  });

  it('takes what is still going on, and of several the same each time', () => {
    const at = (note: string, time: string) => event(note, { series: { count: 2, lastObservedTime: time } });
    const past = at('a thing of the past', '2026-01-01T00:01:00.000000Z');
    const now = [at('second', '2026-01-01T00:05:10.000000Z'), at('first', '2026-01-01T00:05:00.000000Z')];
    const other = event('of something else', { reason: 'KEDAScaleTargetActivated' });
    expect(explained(TROUBLE, [past, ...now, other], settings).message).toContain(': first.');
    const swapped = [at('second', '2026-01-01T00:05:10.000000Z'), at('first', '2026-01-01T00:05:20.000000Z')];
    expect(explained(TROUBLE, [past, ...swapped], settings)).toEqual(explained(TROUBLE, now, settings));
    expect(explained(TROUBLE, [event('without a time')], settings).message).toContain(': without a time.');
  });

  it('leaves out what differs from time to time', () => {
    const at = (port: number) =>
      explained(TROUBLE, [event(`read tcp 10.0.0.1:${port}->10.0.0.2:9090: connection reset.`)], settings);
    expect(at(40_001)).toEqual(at(40_002));
    const url = 'Get "http://p:9090/api/v1/query?query=max%28x%29&time=2026-01-01T00:00:00Z": EOF';
    expect(explained(TROUBLE, [event(url)], settings).message).toContain(
      ': Get "http://p:9090/api/v1/query": EOF.',
    );
    expect(at(40_001).message).toContain('read tcp 10.0.0.2:9090: connection reset. Is');
  });

  it('is not repeated where the condition says it already', () => {
    const trouble = { reason: 'ScaledObjectCheckFailed', message: 'failed: no such host.' };
    expect(explained(trouble, [event('no such host')], settings).message).toMatch(
      /^failed: no such host. Is /,
    );
  });

  it('is asked for once more where there is none yet', () => {
    expect(explained(TROUBLE, [], settings)).toBe(TROUBLE);
    const other = { reason: 'ScaledObjectCheckFailed', message: 'the message says it all' };
    expect(explained(other, [], settings)).not.toBe(other);
  });

  it('is done without where the operator may not read them', async () => {
    const refused = async () => {
      throw new ApiError('list events', { code: 403, reason: 'Forbidden', message: 'no', causes: [] });
    };
    const signal = new AbortController().signal;
    const cause = await whyNotScaled({ list: refused }, scaledObject(), TROUBLE, settings, signal);
    expect(cause).toEqual(TROUBLE);
  });
});

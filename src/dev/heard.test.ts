import { describe, expect, it } from 'vitest';
import { sweep } from '../gateway/core/discovery.ts';
import { Gateway } from '../gateway/core/gateway.ts';
import { together } from '../gateway/server/listeners.ts';
import { sentenceOf } from './heard.ts';

describe('what is said of a row', () => {
  const said = (worker: string | undefined, isByHand: boolean, act: (gateway: Gateway) => void) => {
    const lines: (string | undefined)[] = [];
    const gateway: Gateway = new Gateway(
      'turbopuffer',
      together([
        { happened: (udf, entry) => void lines.push(sentenceOf(entry, gateway.get(udf), worker, isByHand)) },
      ]),
    );
    gateway.rows.put('shop', { id: '1' });
    const schedule = { lease_seconds: 2 };
    const retry = { max_attempts: 2 };
    gateway.create('tag', { target_namespaces: ['shop'], worker: {}, schedule, retry }, false, 0);
    sweep(gateway, gateway.get('tag'), ['shop'], 0);
    act(gateway);
    return lines.filter((line) => line !== undefined);
  };
  const url = 'http://127.0.0.1:9000';
  const late = (gateway: Gateway) => {
    gateway.claim('tag', url, 1, 2, 0);
    gateway.get('tag').queue.counts(2000);
  };

  it('names the worker behind an address, where it is here', () => {
    const begin = 'row shop/1 was given back: the lease of 2 s is over, and its worker';
    expect(said('tag-worker-1', false, late)).toEqual([`${begin} tag-worker-1 took longer`]);
    expect(said(undefined, false, late)).toEqual([`${begin} ${url} is gone`]);
  });

  it('blames no worker for what a person has done', () => {
    expect(said('tag-worker-1', true, late)).toEqual([
      'row shop/1 was given back: its lease was ended on the page',
    ]);
  });

  it('tells whether a row that failed is tried again', () => {
    const fail = (kind: 'transient' | 'permanent', message?: string) => (gateway: Gateway) => {
      gateway.claim('tag', 'w', 1, 2, 0);
      const item = { namespace: 'shop', id: '1', kind };
      gateway.fail('tag', 'w', [message === undefined ? item : { ...item, message }], 0);
    };
    expect(said('w', false, fail('transient', 'no model'))).toEqual([
      'row shop/1 failed and is tried again: no model',
    ]);
    expect(said('w', false, fail('permanent'))).toEqual([
      'row shop/1 failed for good: the worker gave no reason',
    ]);
  });
});

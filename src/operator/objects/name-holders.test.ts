import { beforeEach, describe, expect, it } from 'vitest';
import type { KubeObject, ListPage, Resource } from '../kube/cluster.ts';
import { DEPLOYMENTS, SERVICES } from '../watch/resources.ts';
import { NameHolders } from './name-holders.ts';

// That the answers are right is shown in testenv/suites; these tests count the requests.

const never = new AbortController().signal;

const object = ({ apiVersion, kind }: Resource, namespace: string, name: string): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace },
});

describe('the holder of a name', () => {
  let requests: string[];
  let fails: boolean;
  let now: number;
  let holders: NameHolders;

  beforeEach(() => {
    requests = [];
    fails = false;
    now = 0;
    holders = new NameHolders(
      {
        get: async (resource, name, namespace = '') => {
          requests.push(`get ${resource.plural} ${namespace}/${name}`);
          return name.startsWith('taken') ? object(resource, namespace, name) : null;
        },
        list: async (resource, { namespace = '', labelSelector, next }): Promise<ListPage> => {
          requests.push(`list ${resource.plural} ${namespace} ${labelSelector}${next ? ` ${next}` : ''}`);
          if (fails) throw new Error('no');
          const items = [object(resource, namespace, next ? 'taken-2' : 'taken-1')];
          return { items, resourceVersion: '7', ...(!next && { next: 'more' }) };
        },
      },
      () => now,
    );
  });

  const ask = async (name: string, namespace = 'a', resource = DEPLOYMENTS) =>
    (await holders.holder(resource, namespace, name, never))?.metadata.name ?? null;

  it('is asked for one by one while few are new', async () => {
    expect([await ask('x'), await ask('taken-1'), await ask('y')]).toEqual([null, 'taken-1', null]);
    expect(requests).toEqual(['get deployments a/x', 'get deployments a/taken-1', 'get deployments a/y']);
  });

  it('comes from a list of the whole namespace when many are new', async () => {
    const wanted = ['1', '2', '3', '4', '5', 'taken-2', 'taken-1', '6'];
    const holders = await Promise.all(wanted.map((name) => ask(name)));
    expect(holders).toEqual([null, null, null, null, null, 'taken-2', 'taken-1', null]);
    expect(requests.slice(3)).toEqual([
      'list deployments a app.kubernetes.io/managed-by!=layerc',
      'list deployments a app.kubernetes.io/managed-by!=layerc more',
      'get deployments a/taken-2',
      'get deployments a/taken-1',
    ]);
    // Another namespace or kind is asked about anew.
    await ask('1', 'b');
    await ask('1', 'a', SERVICES);
    expect(requests.slice(7)).toEqual(['get deployments b/1', 'get services a/1']);
  });

  it('is asked for again after some seconds, and after what was learnt proved old', async () => {
    for (const again of [() => undefined, () => holders.forget(), () => (now += 5_001)]) {
      for (const name of ['1', '2', '3', '4', '5']) await ask(name);
      again();
    }
    expect(requests.filter((one) => one.endsWith('layerc')).length).toBe(2);
    // Many were new a moment ago, so nothing is asked one by one first,
    expect(requests.filter((one) => one.startsWith('get')).length).toBe(3);
    now += 5_001;
    await ask('1', 'b');
    now += 5_001;
    await ask('1');
    // but not for ever.
    expect(requests.at(-1)).toBe('get deployments a/1');
  });

  it('is not known when the list fails, and asked for again', async () => {
    for (const name of ['1', '2', '3']) await ask(name);
    fails = true;
    await expect(ask('4')).rejects.toThrow('no');
    fails = false;
    const before = requests.length;
    expect(await ask('taken-1')).toBe('taken-1');
    expect(requests.slice(before)).toEqual(['get deployments a/taken-1']);
  });
});

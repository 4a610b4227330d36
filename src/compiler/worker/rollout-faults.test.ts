/** How a pool says that its Deployments roll, seen from outside the compiler. */
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import { compile } from '../compile.ts';
import { functionWith, SETTINGS_FOR_TESTS as settings } from '../functions.test-support.ts';

function compiled(pool: JsonObject, worker: JsonObject = {}) {
  const fn = functionWith({ worker: { image: 'registry.example.com/tag:1', ...worker } });
  const rules = {
    apiVersion: 'hevlayer.com/v1alpha1',
    kind: 'InfraRules',
    metadata: { name: 'default' },
    spec: { computePools: [{ name: 'cpu', kind: 'cpu', maxReplicasPerWorkload: 20, ...pool }] },
  };
  const { functions, diagnostics } = compile([fn, rules], settings);
  const spec = functions[0]?.objects[0]?.spec as { strategy: { rollingUpdate: JsonObject } } | undefined;
  return {
    rolling: spec?.strategy.rollingUpdate,
    said: diagnostics.map(({ code, pointer }) => `${code} ${pointer}`),
  };
}

const PLACE = '/spec/computePools/0/rollout';
const USER = 'UnusablePool /spec/scaling/pool';

describe('a rollout of a pool', () => {
  it.each<[JsonObject, JsonObject, JsonObject]>([
    [{ minReadySeconds: 5 }, {}, { maxSurge: '25%', maxUnavailable: '25%' }],
    [{ maxSurge: 0 }, {}, { maxSurge: 0, maxUnavailable: '25%' }],
    [{ maxSurge: '0%' }, { dispatch: 'push' }, { maxSurge: '0%', maxUnavailable: 1 }],
    [{ maxUnavailable: 0 }, { dispatch: 'push' }, { maxSurge: '25%', maxUnavailable: 0 }],
    [
      { maxUnavailable: 0 },
      { podSpec: { containers: [{ name: 'udf', ports: [{ containerPort: 80, hostPort: 80 }] }] } },
      { maxSurge: 1, maxUnavailable: 0 },
    ],
  ])('%j with the worker %j moves on', (rollout, worker, rolling) => {
    const found = compiled({ rollout, podSecurity: 'privileged' }, worker);
    expect(found).toEqual({ rolling, said: [] });
  });

  it.each<[JsonObject, string[]]>([
    [{ maxSurge: 0, maxUnavailable: '0%' }, [USER, `InvalidPool ${PLACE}/maxUnavailable`]],
    [{ minReadySeconds: 600 }, [USER, `InvalidPool ${PLACE}/minReadySeconds`]],
    [{ minReadySeconds: 600, progressDeadlineSeconds: 601 }, []],
    [{ minReadySeconds: 60, progressDeadlineSeconds: 60 }, [USER, `InvalidPool ${PLACE}/minReadySeconds`]],
    [{ maxSurge: '101%' }, [USER, `InvalidValue ${PLACE}/maxSurge`]],
    [{ maxSurge: 'some' }, [USER, `InvalidValue ${PLACE}/maxSurge`]],
    [{ maxUnavailable: 1.5 }, [USER, `InvalidType ${PLACE}/maxUnavailable`]],
    [{ maxUnavailable: -1 }, [USER, `OutOfRange ${PLACE}/maxUnavailable`]],
  ])('%j is what the API server says of it', (rollout, said) => {
    expect(compiled({ rollout }).said).toEqual(said);
  });
});

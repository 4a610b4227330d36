import { describe, expect, it } from 'vitest';
import { ExactNumber, type Json, type JsonObject } from '../../json/json.ts';
import { compile } from '../compile.ts';
import { functionWith, INFRA_RULES, SETTINGS_FOR_TESTS } from '../functions.test-support.ts';

const WORKER = { image: 'registry.example.com/tag:1' };
const SCALING = { pool: 'cpu', replicas: { max: 4 } };

/** The hint, and what is to be written, of the one error in a Function with these fields. */
function said(spec: JsonObject): { hint: string; write: JsonObject | undefined } {
  const { diagnostics } = compile([functionWith(spec), INFRA_RULES], SETTINGS_FOR_TESTS);
  expect(diagnostics.map(({ severity }) => severity)).toEqual(['error']);
  const [{ hint, write }] = diagnostics as [(typeof diagnostics)[0]];
  return { hint, write };
}
const written = (spec: JsonObject) => said(spec).write;
const podSpec = (value: JsonObject) => ({ worker: { ...WORKER, podSpec: value } });
const udf = (value: JsonObject) => podSpec({ containers: [{ name: 'udf', ...value }] });

describe('what to write', () => {
  it.each<[JsonObject, JsonObject]>([
    [{ schedule: '0 2 * * *' }, { schedule: { cron: '0 2 * * *' } }],
    [{ schedule: 300 }, { schedule: { discoveryIntervalSeconds: 300 } }],
    [{ retry: 3 }, { retry: { maxAttempts: 3 } }],
    [{ worker: 'tag:1' }, { worker: { image: 'tag:1' } }],
    [{ worker: null }, { worker: { image: 'IMAGE' } }],
    [{ worker: [WORKER] }, { worker: WORKER }],
    [{ scaling: { replicas: 3 } }, { replicas: { max: 3 } }],
    [{ scaling: { replicas: '3' } }, { replicas: { max: 3 } }],
    [{ scaling: { replicas: [1, 3] } }, { replicas: { max: 1 } }],
    [{ scaling: 'gpu' }, { scaling: { pool: 'gpu', replicas: { max: 1 } } }],
    [{ scaling: 'fixed' }, { scaling: { mode: 'fixed', replicas: { max: 1 } } }],
    [{ inputs: 'a, b' }, { inputs: ['a', 'b'] }],
    [{ inputs: 'a' }, { inputs: ['a'] }],
    [{ inputs: { a: null, b: null } }, { inputs: ['a', 'b'] }],
    [{ triggers: 'schedule' }, { triggers: ['schedule'] }],
    [{ targetNamespaces: 7 }, { targetNamespaces: ['7'] }],
    [{ indexSelector: 'app=shop' }, { indexSelector: { matchLabels: { app: 'shop' } } }],
    [{ indexSelector: { matchLabels: 'app=shop' } }, { matchLabels: { app: 'shop' } }],
    [{ indexSelector: { matchLabels: [{ app: 'shop' }] } }, { matchLabels: { app: 'shop' } }],
    [
      udf({ env: { MODEL: 'small', SIZE: 3 } }),
      {
        env: [
          { name: 'MODEL', value: 'small' },
          { name: 'SIZE', value: '3' },
        ],
      },
    ],
    [udf({ command: 'python -m worker' }), { command: ['python', '-m', 'worker'] }],
    [udf({ ports: 8080 }), { ports: [{ containerPort: 8080 }] }],
    [udf({ resources: '1Gi' }), { resources: { requests: { cpu: '1', memory: '1Gi' } } }],
    [podSpec({ nodeSelector: 'pool=gpu' }), { nodeSelector: { pool: 'gpu' } }],
    [
      podSpec({ tolerations: { key: 'gpu', operator: 'Exists' } }),
      { tolerations: [{ key: 'gpu', operator: 'Exists' }] },
    ],
    [
      podSpec({ containers: { udf: { args: ['-v'] } } }),
      { containers: [{ name: 'udf', args: ['-v'], image: 'IMAGE' }] },
    ],
  ])('in place of %j', (spec, write) => {
    const found = written(spec);
    expect(found).toEqual(write);
  });

  it.each<[JsonObject, JsonObject]>([
    [{ replicas: 3 }, { spec: { scaling: { replicas: { max: 3 } } } }],
    [{ cron: '@daily' }, { spec: { schedule: { cron: '@daily' } } }],
    [{ pool: 'gpu' }, { spec: { scaling: { pool: 'gpu' } } }],
    [{ scaling: { ...SCALING, maxReplicas: 3 } }, { spec: { scaling: { replicas: { max: 3 } } } }],
    [{ nodeSelector: { a: 'b' } }, { spec: { worker: { podSpec: { nodeSelector: { a: 'b' } } } } }],
    [
      { worker: { ...WORKER, env: { A: 'b' } } },
      { spec: { worker: { podSpec: { containers: [{ name: 'udf', env: [{ name: 'A', value: 'b' }] }] } } } },
    ],
    [podSpec({ spec: { nodeSelector: { a: 'b' } } }), { podSpec: { nodeSelector: { a: 'b' } } }],
    [
      podSpec({ template: { spec: { nodeSelector: { a: 'b' } } } }),
      { podSpec: { nodeSelector: { a: 'b' } } },
    ],
    [podSpec({ env: { A: 'b' } }), { containers: [{ name: 'udf', env: [{ name: 'A', value: 'b' }] }] }],
    [
      podSpec({ limits: { memory: '1Gi' } }),
      { containers: [{ name: 'udf', resources: { limits: { memory: '1Gi' } } }] },
    ],
    [podSpec({ labels: { a: 'b' } }), { podSpec: { metadata: { labels: { a: 'b' } } } }],
    [udf({ limits: { memory: '1Gi' } }), { resources: { limits: { memory: '1Gi' } } }],
    [udf({ tolerations: [] }), { tolerations: [] }],
  ])('for the misplaced field of %j', (spec, write) => {
    expect(written(spec)).toEqual(write);
  });

  it('is cut short where the value is long', () => {
    const many = Array.from({ length: 50 }, (_, at) => `column${at}`).join(',');
    expect(written({ inputs: many })).toEqual({ inputs: ['column0', 'column1', 'column2', 'column3'] });
    expect(written({ schedule: 'x'.repeat(500) })).toEqual({ schedule: { cron: 'CRON' } });
  });
});

describe('the hint', () => {
  it.each<[JsonObject, string]>([
    [{ version: 2 }, 'Write it in quotes, "2", because YAML reads the plain form as a number.'],
    [
      { version: new ExactNumber('1.10') as Json },
      'Write it in quotes, "1.10", because YAML reads the plain form as a number.',
    ],
    [{ version: true }, 'Write it in quotes, "true", because YAML reads the plain form as true or false.'],
    [{ version: ['v1'] }, 'Write v1 alone, without brackets or dash.'],
    [{ paused: 'yes' }, 'Write true, without quotes.'],
    [{ paused: 'off' }, 'Write false, without quotes.'],
    [{ worker: { ...WORKER, batchSize: '32' } }, 'Write 32 without quotes.'],
    [{ worker: { ...WORKER, timeoutSeconds: '5m' } }, 'Write 300, the number of seconds alone.'],
    [{ worker: { ...WORKER, timeoutSeconds: [30] } }, 'Write 30 alone, without brackets or dash.'],
    [{ worker: { image: { repository: 'shop/tag', tag: 'v1' } } }, 'Write it as one text: shop/tag:v1.'],
    [{ worker: { ...WORKER, batch_size: 3 } }, 'Did you mean batchSize?'],
    [{ worker: { ...WORKER, timeout: 3 } }, 'Did you mean timeoutSeconds?'],
    [{ namespaces: ['a'] }, 'Did you mean targetNamespaces?'],
    [{ worker: [WORKER] }, 'Remove the dash: worker is one mapping, not a list of them.'],
    [podSpec({ image: 'x:1' }), 'The image of the worker is spec.worker.image: write it there.'],
    [podSpec({ replicas: 3 }), 'The number of workers is no matter of the pod: write spec.scaling.replicas.'],
    [podSpec({ kind: 'Pod' }), 'Remove it: a podSpec is the spec of a pod, and no object.'],
    [udf({ resources: { limits: { gpu: 1 } } }), 'Did you mean nvidia.com/gpu?'],
    [{ banana: 1 }, 'Remove it, or move it where it belongs.'],
  ])('of %j', (spec, hint) => {
    expect(said(spec).hint).toBe(hint);
  });
});

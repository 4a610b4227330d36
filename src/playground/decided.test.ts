import { describe, expect, it } from 'vitest';
import { run } from '../cli/run.test-support.ts';
import { Asked, fixture } from './model.test-support.ts';
import type { Decided } from './protocol.ts';

/** Of the field whose words stand in a document. */
function decided(asked: Asked, document: string, words: string, after = ''): Decided {
  const text = asked.documents.find(({ name }) => name === document)?.text ?? '';
  const offset = text.indexOf(words, text.indexOf(after)) + 1;
  return asked.ask({ ask: 'decided', of: 1, document, offset }, 'decided').decided;
}

function paths(asked: Asked, { leaves }: Decided): (string | undefined)[] {
  return leaves.map((leaf) => asked.analysis.leaves[leaf]?.path);
}

describe('what a field decides', () => {
  it.each([
    ['timeoutSeconds', 'spec.worker.timeoutSeconds'],
    ['leaseSeconds', 'spec.schedule.leaseSeconds'],
    ['batchSize', 'spec.worker.batchSize'],
    ['max: 6', 'spec.scaling.replicas.max'],
    ['dispatch', 'spec.worker.dispatch'],
    ['image', 'spec.worker.image'],
    ['retry', 'spec.retry'],
  ])('%s is what layerc explain says', async (words, field) => {
    const asked = new Asked(fixture('example'));
    const found = decided(asked, 'function.yaml', words);
    expect(found.path).toBe(field);
    const { stdout } = await run(['explain', 'fixtures/example', field, '-o', 'json']);
    const rows = JSON.parse(stdout) as { path: string; object: { kind: string } }[];
    expect(paths(asked, found)).toEqual(rows.map(({ path }) => path));
    if (rows.length === 0) expect(found.words).toContain('it is for the gateway');
  });

  it('of a pool is what the pods of its Functions have from it', () => {
    const asked = new Asked(fixture('example'));
    const whole = decided(asked, 'infra-rules.yaml', 'resources');
    expect(whole.path).toBe('spec.computePools[cpu].resources');
    expect(paths(asked, whole)).toEqual([
      'deployment.spec.template.spec.containers[udf].resources.limits.memory',
      'deployment.spec.template.spec.containers[udf].resources.requests.cpu',
      'deployment.spec.template.spec.containers[udf].resources.requests.memory',
    ]);
    expect(paths(asked, decided(asked, 'infra-rules.yaml', 'limits'))).toEqual([
      'deployment.spec.template.spec.containers[udf].resources.limits.memory',
    ]);
    const other = decided(asked, 'infra-rules.yaml', 'memory: 10Gi');
    expect(other).toMatchObject({ path: 'spec.computePools[gpu].resources.limits.memory', leaves: [] });
    expect(other.words).toBe('It decides no value in the objects as they are.');
  });

  it('of a pool reaches all its Functions, through rules too, and a limit is called one', () => {
    const template = new Asked(fixture('pool-template'));
    expect(paths(template, decided(template, 'infra-rules.yaml', 'cost-center'))).toEqual([
      'deployment.spec.template.metadata.labels.cost-center',
      'deployment.spec.template.metadata.labels.cost-center',
    ]);
    const rollout = new Asked(fixture('pool-rollout'));
    expect(paths(rollout, decided(rollout, 'infra-rules.yaml', 'rollout'))).toContain(
      'deployment.spec.strategy.rollingUpdate.maxSurge',
    );
    const secured = new Asked(fixture('pod-security'));
    const policy = decided(secured, 'infra-rules.yaml', 'podSecurity');
    expect(policy.path).toBe('spec.podSecurity');
    expect(paths(secured, policy)).toContain(
      'deployment.spec.template.spec.containers[udf].securityContext.runAsNonRoot',
    );
    for (const words of ['allowedSecrets', 'maxReplicasPerWorkload'])
      expect(decided(secured, 'infra-rules.yaml', words).words).toBe(
        'It is a limit: a Function that goes beyond it is refused.',
      );
  });

  it('of a setting is where it went', () => {
    const asked = new Asked(fixture('example'));
    const { decided: found } = asked.ask(
      { ask: 'decidedBySetting', of: 1, setting: 'gatewayBaseUrl' },
      'decided',
    );
    expect(paths(asked, found)).toContain(
      'deployment.spec.template.spec.containers[udf].env[HEVLAYER_BASE_URL].value',
    );
    for (const leaf of found.leaves) {
      const { reason } = asked.ask({ ask: 'reason', of: 1, leaf }, 'reason');
      expect(reason.inputs.map(({ setting }) => setting)).toContain('gatewayBaseUrl');
    }
  });

  it('is nothing between fields, in an Index, and of a Function with an error', () => {
    const asked = new Asked(fixture('index-selector'));
    expect(decided(asked, 'function.yaml', '  scaling:')).toMatchObject({
      path: null,
      at: null,
      leaves: [],
    });
    const index = decided(asked, 'indexes.yaml', 'backend');
    expect(index.words).toBe('It decides no value in the objects: it is for the gateway.');
    const refused = new Asked(fixture('error-unknown-pool'));
    expect(decided(refused, 'function.yaml', 'image:').words).toBe(
      'Its Function has an error, or its objects are not shown.',
    );
  });
});

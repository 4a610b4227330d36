import { describe, expect, it } from 'vitest';
import { run } from '../cli/run.test-support.ts';

const text = (fields: string) => `apiVersion: hevlayer.com/v1alpha1
kind: Function
metadata: {name: tag, namespace: shop}
spec:
  targetNamespaces: [products]
  scaling: {pool: cpu, replicas: {max: 2}}
${fields}
`;
const IMAGE = 'image: registry.example.com/tag:1';

async function said(fields: string): Promise<[code: string, hint: string][]> {
  const flags = ['validate', '--stock-pools', '-o', 'json'];
  const { stdout } = await run(flags, { stdin: text(fields) });
  return JSON.parse(stdout).map(({ code, hint }: { code: string; hint: string }) => [code, hint]);
}

describe('a value that is read in two ways has one hint', () => {
  it.each([
    ['N', 'Write it in quotes, "N", because kubectl reads the plain form as false.'],
    ['1_0', 'Write it in quotes, "1_0", because kubectl reads the plain form as 10.'],
  ])('in a field of text: %s', async (value, hint) => {
    expect(await said(`  worker: {${IMAGE}}\n  version: ${value}`)).toEqual([['InvalidType', hint]]);
    const podSpec = `{containers: [{name: udf, env: [{name: A, value: ${value}}]}]}`;
    expect(await said(`  worker: {${IMAGE}, podSpec: ${podSpec}}`)).toEqual([['InvalidPodSpec', hint]]);
  });

  it('in a field that takes no text', async () => {
    expect(await said(`  worker: {${IMAGE}}\n  paused: N`)).toEqual([['AmbiguousScalar', 'Write false.']]);
    expect(await said(`  worker: {${IMAGE}, batchSize: 012}`)).toEqual([
      ['AmbiguousScalar', 'Write 10, which is what kubectl reads, or 12 if that is meant.'],
    ]);
  });

  it('where nothing is known of it there are both', async () => {
    expect(await said(`  worker: {${IMAGE}}\n  filter: [country, Eq, no]`)).toEqual([
      ['AmbiguousScalar', 'Write "no" for the text, or false for what kubectl reads.'],
    ]);
  });
});

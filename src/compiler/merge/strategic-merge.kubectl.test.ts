/** The merge against its model: `kubectl patch --local --type=strategic` on thousands of pods and patches. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { kubectlSuite } from '../../../testenv/suite.ts';
import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { patch, pod } from './strategic-merge.test.arbitrary.ts';
import { strategicMerge } from './strategic-merge.ts';

/** Pairs of a pod and a patch. */
const PAIRS = Number(process.env.LAYERC_KUBECTL_PAIRS ?? 5000);
const SEED = Number(process.env.LAYERC_SEED ?? 20260808);
/** Most of what a call costs is the start of kubectl. */
const PODS_PER_CALL = 20;

const folder = mkdtempSync(join(tmpdir(), 'layerc-merge-'));
afterAll(() => rmSync(folder, { recursive: true }));

kubectlSuite('strategicMerge', (kubectl) => {
  it(`does what kubectl does, ${PAIRS} times`, { timeout: 30_000 + PAIRS * 100 }, () => {
    const pods = fc.array(pod, { minLength: PODS_PER_CALL, maxLength: PODS_PER_CALL });
    const same = fc.property(pods, patch, (originals, patch) => {
      const theirs = merge(kubectl, originals, patch);
      originals.forEach((original, index) => {
        expect(difference(original, patch, theirs[index] ?? null)).toBeNull();
      });
    });
    fc.assert(same, { numRuns: Math.ceil(PAIRS / PODS_PER_CALL), seed: SEED });
  });
});

/** Null where the two agree, as far as they are meant to. */
function difference(original: JsonObject, patch: JsonObject, theirs: JsonObject | null): unknown {
  const ours = strategicMerge(original, patch, 'PodSpec');
  if (theirs === null) return ours.problems.length > 0 ? null : { kubectl: 'refuses', ours: ours.value };
  if (ours.problems.length > 0) {
    return some(theirs, isLeftover) || isStricter(patch) ? null : { kubectl: theirs, ours: ours.problems };
  }
  const expected = firstStays(original, withoutNulls(theirs) as JsonObject);
  return isDeepStrictEqual(ours.value, expected) ? null : { kubectl: expected, ours: ours.value };
}

function isLeftover(key: string): boolean {
  return key.startsWith('$');
}

/** Patches that layerc refuses on purpose; the list is at the head of strategic-merge.ts. */
function isStricter(patch: Json): boolean {
  return some(patch, (key, value) => {
    if (key === '$patch') return value !== 'delete' && value !== 'replace';
    if (key === '$retainKeys') return !isArray(value);
    if (key.startsWith('$setElementOrder/')) {
      return (
        !isArray(value) ||
        value.length === 0 ||
        value.some((item) => !isObject(item) || Object.keys(item).length !== 1)
      );
    }
    if (key.startsWith('$')) return true;
    return (
      isArray(value) &&
      value.some((item) => isObject(item) && Object.values(item).some((id) => typeof id === 'object'))
    );
  });
}

function some(value: Json, test: (key: string, value: Json) => boolean): boolean {
  if (isArray(value)) return value.some((item) => some(item, test));
  return isObject(value) && Object.entries(value).some(([key, item]) => test(key, item) || some(item, test));
}

function withoutNulls(value: Json): Json {
  if (isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== null);
  return Object.fromEntries(entries.map(([key, item]) => [key, withoutNulls(item)]));
}

function firstStays(original: JsonObject, merged: JsonObject): JsonObject {
  const first = (original.containers as JsonObject[])[0]?.name;
  if (!isArray(merged.containers)) return merged;
  const isFirst = (item: Json) => isObject(item) && item.name === first;
  const containers = [
    ...merged.containers.filter(isFirst),
    ...merged.containers.filter((item) => !isFirst(item)),
  ];
  return { ...merged, containers };
}

/** What kubectl makes of each pod: null where it refuses the patch. */
function merge(kubectl: string, pods: readonly JsonObject[], patch: JsonObject): (JsonObject | null)[] {
  const items = pods.map((spec, index) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: `pod-${index}` },
    spec: { template: { spec } },
  }));
  const input = join(folder, 'pods.json');
  const patchFile = join(folder, 'patch.json');
  writeFileSync(input, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  writeFileSync(patchFile, JSON.stringify({ spec: { template: { spec: patch } } }));
  const { stdout, stderr } = spawnSync(
    kubectl,
    ['patch', '--local', '--type=strategic', '-f', input, '--patch-file', patchFile, '-o', 'json'],
    // It ends before it needs to collect anything.
    { encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, KUBECONFIG: '/dev/null', GOGC: 'off' } },
  );
  // Go panics on some patches and takes the other pods along.
  if (/^panic:|runtime error/m.test(stderr)) {
    return pods.length === 1 ? [null] : pods.flatMap((pod) => merge(kubectl, [pod], patch));
  }
  const results: (JsonObject | null)[] = pods.map(() => null);
  for (const text of stdout.split(/(?<=^\})\n/m).filter((text) => text.trim() !== '')) {
    const { metadata, spec } = JSON.parse(text) as {
      metadata: { name: string };
      spec: { template: { spec: JsonObject } };
    };
    results[Number(metadata.name.slice('pod-'.length))] = spec.template.spec;
  }
  return results;
}

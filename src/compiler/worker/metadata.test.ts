import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import { compile } from '../compile.ts';
import { functionWith, INFRA_RULES } from '../functions.test-support.ts';
import { readSettings } from '../words/settings.ts';
import { deploymentOf, said } from './warnings.test-support.ts';

const OWN = {
  'app.kubernetes.io/component': 'worker',
  'app.kubernetes.io/managed-by': 'layerc',
  'app.kubernetes.io/name': 'tag-products',
  'hevlayer.com/function': 'tag-products',
  'layer.hev.dev/component': 'worker',
};

/** The objects of a Function with these labels and annotations. */
function objectsOf(metadata: JsonObject, lists: JsonObject, podSpec: JsonObject = {}) {
  const { settings, problems } = readSettings(lists as { readonly [name: string]: string });
  expect(problems).toEqual([]);
  const fn = functionWith({ worker: { image: 'x:1', dispatch: 'push', podSpec } });
  const named = { ...fn, metadata: { ...(fn.metadata as JsonObject), ...metadata } };
  const { functions, diagnostics } = compile([named, INFRA_RULES], settings);
  return { objects: functions.flatMap(({ objects }) => objects), diagnostics };
}

describe('podSpec.metadata', () => {
  it('goes to the pod template', () => {
    const { metadata } = deploymentOf({
      metadata: { labels: { team: 'search', gone: null }, annotations: { 'example.com/a': 'b' } },
    }).template;
    expect(metadata).toEqual({ annotations: { 'example.com/a': 'b' }, labels: { ...OWN, team: 'search' } });
  });

  it('may repeat what is there, and say nothing', () => {
    for (const metadata of [{ labels: OWN }, { labels: null }, {}, null, { creationTimestamp: null }])
      expect(deploymentOf({ metadata }).template.metadata).toEqual({ labels: OWN });
  });

  it.each<[string, JsonObject[string], string]>([
    ['the selector', { labels: { 'hevlayer.com/function': 'b' } }, '/metadata/labels/hevlayer.com~1function'],
    [
      'a label of ours',
      { labels: { 'layer.hev.dev/component': 'b' } },
      '/metadata/labels/layer.hev.dev~1component',
    ],
    ['the hash', { labels: { 'pod-template-hash': 'b' } }, '/metadata/labels/pod-template-hash'],
    ['a key', { labels: { 'a b': 'c' } }, '/metadata/labels/a b'],
    ['a directive', { labels: { $patch: 'delete' } }, '/metadata/labels/$patch'],
    ['a value', { labels: { a: 'b c' } }, '/metadata/labels/a'],
    ['a number', { labels: { a: 1 } }, '/metadata/labels/a'],
    ['a number as an annotation', { annotations: { a: 1 } }, '/metadata/annotations/a'],
    ['a key of an annotation', { annotations: { 'a/b/c': 'd' } }, '/metadata/annotations/a~1b~1c'],
    [
      'a cost',
      { annotations: { 'controller.kubernetes.io/pod-deletion-cost': '01' } },
      '/metadata/annotations/controller.kubernetes.io~1pod-deletion-cost',
    ],
    ['a size', { annotations: { a: 'x'.repeat(256 * 1024) } }, '/metadata/annotations'],
    ['a name', { name: 'x' }, '/metadata/name'],
    ['a list', [], '/metadata'],
    ['labels as a list', { labels: [] }, '/metadata/labels'],
  ])('cannot change %s', (_, metadata, place) => {
    expect(said({ metadata })).toEqual([`InvalidPodSpec ${place}`]);
  });
});

describe('labels and annotations of the Function', () => {
  const given = {
    labels: { team: 'search', 'cost-center': '4711', 'app.kubernetes.io/instance': 'shop' },
    annotations: { 'example.com/owner': 'a@example.com', other: 'x' },
  };
  const lists = { propagateLabels: 'team, cost-center,absent', propagateAnnotations: 'example.com/owner' };

  it('go to every object and the pods where the settings name them', () => {
    const { objects } = objectsOf(given, lists);
    const labels = { ...OWN, team: 'search', 'cost-center': '4711' };
    const annotations = { 'example.com/owner': 'a@example.com' };
    for (const { metadata } of objects) expect(metadata).toMatchObject({ labels, annotations });
    expect(objects).toHaveLength(4);
    expect((objects[0] as unknown as { spec: { template: JsonObject } }).spec.template.metadata).toEqual({
      labels,
      annotations,
    });
  });

  it('stay where they are without a list', () => {
    for (const { metadata } of objectsOf(given, {}).objects) {
      expect(metadata.labels).toEqual(OWN);
      expect(metadata).not.toHaveProperty('annotations');
    }
  });

  it('give way to those of the podSpec in the pods', () => {
    const { objects } = objectsOf(given, lists, { metadata: { labels: { team: 'vision' } } });
    expect(objects[0]?.metadata.labels).toMatchObject({ team: 'search' });
    const { template } = (objects[0] as unknown as { spec: { template: { metadata: JsonObject } } }).spec;
    expect(template.metadata.labels).toMatchObject({ team: 'vision' });
  });

  it('must be labels', () => {
    const { diagnostics, objects } = objectsOf({ labels: { team: 'search & rescue' } }, lists);
    expect(objects).toEqual([]);
    expect(diagnostics).toMatchObject([{ code: 'InvalidValue', pointer: '/metadata/labels/team' }]);
  });

  it.each([
    ['app.kubernetes.io/instance', 'Argo CD'],
    ['argocd.argoproj.io/instance', 'Argo CD'],
    ['kustomize.toolkit.fluxcd.io/name', 'Flux'],
    ['helm.toolkit.fluxcd.io/namespace', 'Flux'],
    ['helm.sh/chart', 'Helm'],
    ['app.kubernetes.io/managed-by', 'layerc'],
    ['hevlayer.com/function', 'layerc'],
    ['pod-template-hash', 'layerc'],
    ['a b', 'no key'],
    ['-', 'no key'],
  ])('cannot be %s', (key, reason) => {
    const { problems } = readSettings({ propagateLabels: `team,${key}` });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(reason);
  });

  it.each([
    ['meta.helm.sh/release-name', 'Helm'],
    ['argocd.argoproj.io/tracking-id', 'Argo CD'],
    ['kubectl.kubernetes.io/last-applied-configuration', 'kubectl'],
    ['config.kubernetes.io/path', 'kustomize'],
    ['layerc.hevlayer.com/generated-from', 'layerc'],
  ])('nor the annotation %s', (key, reason) => {
    expect(readSettings({ propagateAnnotations: key }).problems[0]).toContain(reason);
  });
});

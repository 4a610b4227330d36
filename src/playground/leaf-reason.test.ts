import { describe, expect, it } from 'vitest';
import { run } from '../cli/run.test-support.ts';
import { Asked, fixture, stateOf } from './model.test-support.ts';

/** Of each what a person may click: every kind of reason is among them. */
const CLICKED: readonly (readonly [name: string, form: object, flags: readonly string[]])[] = [
  ['example', {}, []],
  ['push', { settings: { kubernetesVersion: '1.32' } }, ['--kubernetes-version', '1.32']],
  ['podspec-directives', {}, []],
  ['gpu-podspec', {}, []],
  [
    'other-metrics',
    { settings: { metricsServer: 'http://vmsingle.monitoring:8429/', metricsJob: 'layer/gateway' } },
    ['--metrics-server', 'http://vmsingle.monitoring:8429/', '--metrics-job', 'layer/gateway'],
  ],
  ['stock-pools', { stockPools: true }, ['--stock-pools']],
];

describe('the reason of a leaf', () => {
  it.each(CLICKED)('is that of layerc explain: %s', async (name, form, flags) => {
    const asked = new Asked(fixture(name, form));
    const [fn] = asked.analysis.functions;
    const leaves = asked.analysis.leaves.filter(({ from }) => from < (fn?.to ?? 0));
    for (const leaf of leaves.filter((_, at) => at % Math.ceil(leaves.length / 12) === 0)) {
      const { reason } = asked.ask({ ask: 'reason', of: 1, leaf: asked.leaf(leaf.path) }, 'reason');
      const { stdout } = await run([
        ...['explain', `fixtures/${name}`, `${fn?.namespace}/${fn?.name}`, leaf.path, ...flags],
      ]);
      expect(reason.text).toBe(stdout.replaceAll(`fixtures/${name}/`, ''));
      expect(reason).toMatchObject({ path: leaf.path, kind: leaf.kind });
      const { line, place } = placesOf(asked, reason.inputs);
      expect(place).toEqual(line);
    }
  });

  it('leads to the source, to the setting, to the rule and to who chose the pool', () => {
    const asked = new Asked(fixture('example'));
    const reason = (path: string) =>
      asked.ask({ ask: 'reason', of: 1, leaf: asked.leaf(path) }, 'reason').reason;
    const text = (name: string) => asked.model && documents.find((one) => one.name === name)?.text;
    const { documents } = fixture('example');
    const written = ({ at }: { at: { document: string; from: number; to: number } | null }) =>
      at && text(at.document)?.slice(at.from, at.to);

    const image = reason('deployment.spec.template.spec.containers[udf].image');
    expect(image.inputs.map(written)).toEqual(['ghcr.io/hev/tag-products:latest']);

    const pool = reason('deployment.spec.template.spec.containers[udf].resources.limits.memory');
    expect(pool.kind).toBe('infraRules');
    expect(pool.inputs.map(written)).toEqual(['1Gi', 'cpu']);
    expect(pool.inputs.map(({ isChoice }) => isChoice)).toEqual([false, true]);

    const grace = reason('deployment.spec.template.spec.terminationGracePeriodSeconds');
    expect(grace).toMatchObject({ kind: 'rule', rule: 'GraceOutlastsCall' });
    expect(grace.inputs.map(written)).toEqual(['30', 'pull']);

    const gateway = reason('deployment.spec.template.spec.containers[udf].env[HEVLAYER_BASE_URL].value');
    expect(gateway.inputs).toMatchObject([
      { setting: 'gatewayBaseUrl', at: null, place: 'default, --gateway-base-url sets it' },
    ]);
  });

  it('is no more known once something else was analysed', () => {
    const asked = new Asked(fixture('example'));
    expect(asked.model.answer({ serial: 2, ask: 'reason', of: 0, leaf: 0 })).toEqual({
      serial: 2,
      answer: 'stale',
    });
    expect(asked.model.answer({ serial: 2, ask: 'reason', of: 1, leaf: 100_000 })).toMatchObject({
      answer: 'stale',
    });
  });

  it('shows nothing of a text that could drive a page or a terminal', () => {
    const state = fixture('minimal');
    const texts = Object.fromEntries(
      state.documents.map(({ name, text }) => [
        name,
        text.replace(
          '  scaling:',
          '    podSpec: {metadata: {annotations: {"a/\u202eb": "\\e[31m"}}}\n  scaling:',
        ),
      ]),
    );
    const asked = new Asked(stateOf(texts));
    for (const { path } of asked.analysis.leaves) expect(path).not.toMatch(/[\u202e\u001b]/);
  });
});

/** What the words say of the places, and the places themselves counted. */
function placesOf(
  asked: Asked,
  inputs: readonly { place: string; at: { document: string; from: number } | null }[],
) {
  const texts = new Map(asked.documents.map(({ name, text }) => [name, text]));
  const written = inputs.filter(({ at }) => at !== null);
  return {
    line: written.map(({ place }) => place),
    place: written.map(({ at }) => {
      const before = (texts.get(at?.document ?? '') ?? '').slice(0, at?.from).split('\n');
      return `${at?.document}:${before.length}:${(before.at(-1) ?? '').length + 1}`;
    }),
  };
}

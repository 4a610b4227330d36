import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { run } from '../cli/run.test-support.ts';
import { dot, type pictureOf } from '../text/report/graph.ts';
import { Asked, fixture, stateOf } from './model.test-support.ts';
import { Model } from './model.ts';
import type { Place, Request } from './protocol.ts';

function textAt({ documents }: Asked, place: Place | null): string | null {
  if (place === null) return null;
  const text = documents.find(({ name }) => name === place.document)?.text;
  return text?.slice(place.from, place.to) ?? null;
}

/** A document with `|` where the cursor is. */
function cursor(marked: string, name = 'function.yaml') {
  const offset = marked.indexOf('|');
  return { document: { name, text: marked.slice(0, offset) + marked.slice(offset + 1) }, offset };
}

describe('an analysis', () => {
  it('says of documents that are too long that nothing is said of them', () => {
    const { analysis } = new Asked(stateOf({ 'a.yaml': 'y: 1\n'.repeat(400_001) }));
    expect(analysis).toMatchObject({ output: '', leaves: [], diagnostics: [], totals: { errors: 0 } });
    expect(analysis.cut).toContain('more than 2000000 characters');
  });

  it('says where objects and Functions stand, in the output and in the documents', () => {
    const asked = new Asked(fixture('two-namespaces'));
    const { output, objects, functions } = asked.analysis;
    for (const { from, to, kind, name } of objects) {
      expect(output.slice(from, to)).toMatch(new RegExp(`^apiVersion: .*\nkind: ${kind}\nmetadata:\n`));
      expect(output.slice(from, to)).toContain(`  name: ${name}\n`);
      expect(output.slice(to, to + 4)).toMatch(/^(?:---\n)?$/);
    }
    expect(functions.map(({ namespace, name }) => `${namespace}/${name}`)).toEqual([
      'shelf/resize-images',
      'shop/resize-images',
    ]);
    for (const one of functions) {
      const own = objects.filter(({ of }) => functions[of] === one);
      expect([one.from, one.to]).toEqual([own[0]?.from, own.at(-1)?.to]);
      expect(textAt(asked, one.at)).toBe('resize-images');
    }
    expect(new Set(functions.map(({ at }) => at?.from)).size).toBe(2);
  });

  it('says of each leaf what it comes from', () => {
    const asked = new Asked(fixture('example'));
    const note = (path: string) => {
      const { kind, note: said } = asked.analysis.leaves[asked.leaf(path)] ?? {};
      return `${kind} ${said}`;
    };
    const container = 'deployment.spec.template.spec.containers[udf]';
    expect(note(`${container}.image`)).toBe('function spec.worker.image');
    expect(note(`${container}.env[HEVLAYER_BASE_URL].value`)).toBe('setting --gateway-base-url');
    expect(note(`${container}.resources.requests.cpu`)).toBe(
      'infraRules computePools[cpu].resources.requests.cpu',
    );
    expect(note('deployment.spec.template.spec.terminationGracePeriodSeconds')).toBe(
      'rule GraceOutlastsCall',
    );
  });

  it('lists what is refused, and marks what is wrong with its words', () => {
    const asked = new Asked(fixture('error-unknown-pool'));
    const { refused, diagnostics, output, totals } = asked.analysis;
    expect(output).toBe('');
    expect(refused).toMatchObject([
      {
        namespace: 'shop',
        name: 'resize-images',
        document: 'function.yaml',
        errors: [{ code: 'UnknownPool' }],
      },
    ]);
    const [one] = diagnostics;
    expect(one).toMatchObject({ code: 'UnknownPool', line: 11, column: 11, hint: 'Did you mean "gpu"?' });
    expect(one?.cause).toContain('is not in InfraRules/default.');
    expect(textAt(asked, one ?? null)).toBe('gpux');
    expect(totals).toMatchObject({ functions: 0, refused: 1, errors: 1, warnings: 0 });
  });

  it('leads from one place to the others that have a part in it', () => {
    const asked = new Asked(fixture('error-duplicate-function'));
    const related = asked.analysis.diagnostics.flatMap((one) => one.related);
    expect(related.length).toBeGreaterThan(0);
    for (const one of related) expect(textAt(asked, one)).not.toBe('');
  });

  it('draws what layerc graph draws', async () => {
    for (const name of ['index-selector', 'two-namespaces', 'stock-pools']) {
      const flags = name === 'stock-pools' ? ['--stock-pools'] : [];
      const asked = new Asked(fixture(name, { stockPools: flags.length > 0 }));
      const { groups, pools, indexes, edges } = asked.analysis.picture;
      const named = (nodes: typeof pools) => nodes.map((one) => ({ ...one, name: one.lines[0] as string }));
      const picture: ReturnType<typeof pictureOf> = {
        groups: groups.map(({ label, nodes }) => ({ label, nodes: named(nodes) })),
        pools: named(pools),
        indexes: named(indexes),
        edges,
      };
      const { stdout } = await run(['graph', `fixtures/${name}`, '-o', 'dot', ...flags]);
      expect(dot(picture)).toBe(stdout);
    }
    const asked = new Asked(fixture('index-selector'));
    const { groups, pools, indexes } = asked.analysis.picture;
    expect(
      groups.flatMap(({ nodes }) => nodes).map(({ lines, at }) => [lines[0], textAt(asked, at)]),
    ).toEqual(asked.analysis.functions.map(({ name }) => [name, name]));
    expect(textAt(asked, pools[0]?.at ?? null)).toBe('cpu');
    for (const { at } of indexes) expect(at?.document).toBe('indexes.yaml');
  });

  it('is nothing where nothing is written', async () => {
    for (const text of ['', ' \n', '# nothing\n']) {
      const { analysis } = new Asked(stateOf({ 'function.yaml': text, 'infra-rules.yaml': '' }));
      expect(analysis).toMatchObject({ output: '', leaves: [], functions: [], refused: [], badSettings: [] });
      expect(analysis.diagnostics.map(({ code }) => code)).toEqual(text.includes('#') ? ['EmptyFile'] : []);
    }
  });

  it('stops where nobody would scroll on, at the end of a Function', () => {
    const { documents } = fixture('minimal');
    const [fn, rules] = documents.map(({ text }) => text) as [string, string];
    const many = Array.from({ length: 1500 }, (_, at) => fn.replace('resize-images', `resize-${at}`)).join(
      '---\n',
    );
    const { analysis } = new Asked(stateOf({ 'function.yaml': many, 'infra-rules.yaml': rules }));
    expect(analysis.cut).toMatch(/^The objects of [\d,]+ more Functions are not shown/);
    expect(analysis.output.length).toBeLessThan(2_010_000);
    expect(analysis.functions.at(-1)?.to).toBe(analysis.output.length);
    expect(analysis.totals.functions).toBe(1500);
  });

  it('says of a document what is wrong with it, and of the settings what the command line says', async () => {
    const settings = {
      namespace: 'No',
      gatewayBaseUrl: 'x',
      kubernetesVersion: '1.2',
      propagateLabels: 'a b,c d',
    };
    const form = { settings, warningsAsErrors: 'Nope' };
    const { analysis } = new Asked(fixture('minimal', form));
    expect(analysis.output).toBe('');
    const { stderr, code } = await run([
      ...['render', 'fixtures/minimal', '--namespace', 'No', '--gateway-base-url', 'x'],
      ...['--kubernetes-version', '1.2', '--propagate-labels', 'a b,c d'],
    ]);
    expect(code).toBe(2);
    const said = analysis.badSettings.map(({ sentence }) => `layerc: ${sentence}\n`);
    expect(said.slice(0, -1).join('')).toBe(stderr);
    const { stderr: last } = await run(['render', 'fixtures/minimal', '--warnings-as-errors', 'Nope']);
    expect(said.at(-1)).toBe(last);
    const fields = ['gatewayBaseUrl', 'kubernetesVersion', 'namespace', 'propagateLabels', 'propagateLabels'];
    expect(analysis.badSettings.map(({ field }) => field)).toEqual([...fields, 'warningsAsErrors']);
  });
});

describe('what is asked about a text', () => {
  const state = fixture('error-unknown-pool');
  const text = state.documents.find(({ name }) => name === 'function.yaml')?.text as string;

  it('is mended by a fix', () => {
    const asked = new Asked(state);
    const [place] = asked.analysis.diagnostics;
    const document = { name: 'function.yaml', text };
    const { from = 0, to = 0 } = place ?? {};
    const { fixes } = asked.ask({ ask: 'fixes', document, from, to }, 'fixes');
    const [edit] = fixes[0]?.edits ?? [];
    expect(fixes).toMatchObject([{ code: 'UnknownPool' }]);
    const mended = text.slice(0, edit?.from) + edit?.newText + text.slice(edit?.to);
    const documents = state.documents.map((one) =>
      one.name === document.name ? { ...one, text: mended } : one,
    );
    expect(new Asked({ ...state, documents }).analysis.totals.errors).toBe(0);
  });

  it('is answered of what is typed now, and the output stays that of the analysis', () => {
    const asked = new Asked(fixture('example'));
    const newer = cursor(
      'apiVersion: hevlayer.com/v1alpha1\nkind: Function\nspec:\n  scaling:\n    pool: |\n',
    );
    const { completions } = asked.ask({ ask: 'complete', ...newer }, 'completions');
    expect(completions.map(({ label, kind }) => [label, kind])).toEqual([
      ['cpu', 'reference'],
      ['gpu', 'reference'],
    ]);
    expect(completions[0]).toMatchObject({ from: newer.offset, to: newer.offset, newText: 'cpu' });
    const leaf = asked.leaf('deployment.spec.template.spec.containers[udf].image');
    const { reason } = asked.ask({ ask: 'reason', of: 1, leaf }, 'reason');
    expect(textAt(asked, reason.inputs[0]?.at ?? null)).toBe('ghcr.io/hev/tag-products:latest');
  });

  it('is explained, and leads to the pool that it names', () => {
    const asked = new Asked(fixture('example'));
    const document = asked.documents.find(({ name }) => name === 'function.yaml') as {
      name: string;
      text: string;
    };
    const offset = document.text.indexOf('cpu');
    const { hover } = asked.ask(
      { ask: 'hover', document, offset: document.text.indexOf('batchSize') },
      'hover',
    );
    expect(hover?.markdown).toContain('HEVLAYER_UDF_BATCH_SIZE');
    expect(document.text.slice(hover?.from, hover?.to)).toBe('batchSize');
    const { places } = asked.ask({ ask: 'definition', document, offset }, 'definition');
    expect(places.map((place) => [place.document, textAt(asked, place)])).toEqual([
      ['infra-rules.yaml', 'cpu'],
    ]);
    expect(asked.ask({ ask: 'hover', document, offset: document.text.length + 9 }, 'hover').hover).toBeNull();
  });
});

describe('a request that is none', () => {
  it.each([
    ['no state', { ask: 'analyse' }, 'It is no state of the playground.'],
    ['another question', { ask: 'x' }, 'It is no request that is known.'],
    [
      'another setting',
      { ask: 'decidedBySetting', of: -1, setting: '__proto__' },
      'There is no such setting.',
    ],
    [
      'a path for a name',
      { ask: 'hover', document: { name: '../x', text: '' }, offset: 0 },
      'A document is named as a file: at most 60 of a-z, 0-9, - and _, then .yaml or .yml.',
    ],
  ])('%s is answered with a sentence', (_, request, sentence) => {
    const answer = new Model().answer({ serial: 7, ...request } as unknown as Request);
    expect(answer).toEqual({ serial: 7, answer: 'fault', sentence });
  });

  it('never makes it throw', () => {
    const words = fc.constantFrom(
      'analyse',
      'reason',
      'decided',
      'complete',
      'hover',
      'fixes',
      'differ',
      'take',
      'form',
    );
    const part = fc.oneof(
      fc.jsonValue(),
      fc.constant(fixture('minimal')),
      fc.constant({ name: 'a.yaml', text: 'a: {' }),
    );
    const request = fc.record({
      ...{ ask: words, state: part, before: part, after: part, document: part, of: part },
      ...{
        offset: fc.oneof(fc.integer(), part),
        from: fc.integer(),
        to: fc.integer(),
        leaf: part,
        step: part,
      },
    });
    const model = new Model();
    fc.assert(
      fc.property(request, (one) => {
        const answer = model.answer({ serial: 1, ...one } as unknown as Request);
        expect(answer.serial).toBe(1);
        // Whatever a page would send is answered; of the rest it is said in words.
        if (answer.answer === 'fault') expect(answer.sentence).toMatch(/\w/);
      }),
    );
  });

  it('is analysed whatever the documents hold', () => {
    const text = fc.string({
      unit: fc.constantFrom(
        ...'ab:-{}[]"\'|>&*!%@#\n ,?',
        '\t',
        '\r\n',
        '\u0000',
        '\ud800',
        '---\n',
        'kind: Function\n',
        'apiVersion: hevlayer.com/v1alpha1\n',
      ),
    });
    fc.assert(
      fc.property(text, text, (one, other) => {
        const asked = new Asked(stateOf({ 'a.yaml': one, 'b.yaml': other }));
        for (const place of asked.analysis.diagnostics) {
          expect(place.from).toBeLessThanOrEqual(place.to);
          expect(place.to).toBeLessThanOrEqual(Math.max(one.length, other.length));
        }
      }),
    );
  });
});

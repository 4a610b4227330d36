/** What layerc reads and prints against kubectl itself, on generated documents. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { kubectlSuite } from '../../../testenv/suite.ts';
import type { Json, JsonObject } from '../../json/json.ts';
import { readDocuments } from './documents.ts';
import { configMap, isSame, judge } from './kubectl.test-support.ts';
import { nastyData, nastyValue } from './nasty.test-support.ts';
import { printYaml } from './print.ts';
import type { TextProblem } from './problem.ts';

/** Documents to read, and as many to print. */
const DOCUMENTS = Number(process.env.LAYERC_KUBECTL_DOCUMENTS ?? 2000);
const SEED = Number(process.env.LAYERC_SEED ?? 20260808);
const options = { timeout: 30_000 + DOCUMENTS * 10 };

kubectlSuite('reading', (kubectl) => {
  it(`gives kubectl's values, or refuses as it does, ${String(DOCUMENTS)} times`, options, () => {
    const texts = fc
      .sample(nastyData, { numRuns: DOCUMENTS, seed: SEED })
      .map((data, index) => configMap(index, data));
    const judgements = judge(kubectl, texts);
    expect(judgements.filter(({ object }) => object !== undefined).length).toBeGreaterThan(DOCUMENTS / 5);
    const differences = texts.filter((text, index) => {
      const { documents, problems } = readDocuments(text);
      const { object, error } = judgements[index] as (typeof judgements)[number];
      if (object === undefined) return problems.length === 0 && isSyntax(error);
      return problems.length > 0
        ? !problems.some((problem) => isOnPurpose(problem, text))
        : !isSame(documents[0]?.value, object);
    });
    expect(shortest(differences)).toBeUndefined();
  });
});

kubectlSuite('printing', (kubectl) => {
  it(`is read back by kubectl as it was, ${String(DOCUMENTS)} times`, options, () => {
    const objects = fc
      .sample(nastyValue, { numRuns: DOCUMENTS, seed: SEED })
      .map((data, index) => configMapOf(index, data));
    const judgements = judge(
      kubectl,
      objects.map((object) => printYaml([object])),
    );
    const differences = objects.filter((object, index) => !isSame(object, judgements[index]?.object));
    expect(shortest(differences.map((object) => printYaml([object])))).toBeUndefined();
  });
});

function configMapOf(index: number, data: Json): JsonObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `d${String(index)}` }, data };
}

/** Not a document that parses and is then no object. */
function isSyntax(error: string | undefined): boolean {
  return /YAML|yaml/.test((error ?? '').replace(/\S+\.yaml/, ''));
}

/** What kubectl takes, or never sees, and layerc refuses: see compose.ts, parse.ts and tags.ts. */
function isOnPurpose({ code, message, line }: TextProblem, text: string): boolean {
  const before = text.split('\n').slice(0, line).join('\n');
  const dropped = /^kubectl drops|^The document ends before|^"\/w==" is no value/.test(message);
  return code === 'DuplicateKey' || dropped || /^---/m.test(before);
}

function shortest(texts: readonly string[]): string | undefined {
  return [...texts].sort((a, b) => a.length - b.length)[0];
}

import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SETTINGS } from '../compiler/index.ts';
import { checkState, SETTING_NAMES } from './check-state.ts';
import { linkOf, openLink } from './link.ts';
import { PLAIN_FORM, type State } from './state.ts';

/** Made by the first playground. It has to open for ever: never write another one in its place. */
const FIRST =
  '#v1.bcuxisJAFEbhVxl-21EQu0EECxfsbLRJUsTk6g5J7si9M4gEX8Lexs7adrt9F-t9hEVwu23P4etRhyp1xFHhsgy7xFX0gUensmth0Xiunfl415wH5vtunl8383O9PMxUK_GHOMsZhc3geSflUFJL-udRFBb6GY4M999XitHzXuF6NGlLwhRJNyTqw4uMR5MxzhYaQ9WsQmgVLkoii2Mp_JJzXYgEUTis-eCZqV525Z5w_gU';

const STATE: State = {
  documents: [
    { name: 'function.yaml', text: 'kind: Function\n# é 漢 𝒳 <script>\n' },
    { name: 'infra-rules.yaml', text: '' },
  ],
  shown: 'infra-rules.yaml',
  form: { settings: { kubernetesVersion: '1.31' }, stockPools: true, warningsAsErrors: 'UnpinnedImage' },
};

function linkWith(value: unknown): string {
  return `#v1.${deflateRawSync(JSON.stringify(value)).toString('base64url')}`;
}

const PLAIN = {
  documents: [['a.yaml', 'x']],
  shown: 'a.yaml',
  settings: {},
  stockPools: false,
  warningsAsErrors: '',
};

describe('a link', () => {
  it('opens as what was shared', async () => {
    expect(await openLink(await linkOf(STATE))).toEqual({ state: STATE });
  });

  it('of the first version opens for ever', async () => {
    expect(await openLink(FIRST)).toEqual({ state: STATE });
  });

  it('of any state goes there and back', async () => {
    const texts = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(texts, async (given) => {
        const documents = given.map((text, at) => ({ name: `a${at}.yaml`, text: text.toWellFormed() }));
        const state = { documents, shown: 'a0.yaml', form: PLAIN_FORM };
        expect(await openLink(await linkOf(state))).toEqual({ state });
      }),
      { numRuns: 30 },
    );
  });

  it('is none where there is no hash', async () => {
    expect(await openLink('')).toBeUndefined();
    expect(await openLink('#')).toBeUndefined();
  });

  it.each([
    [
      'of a newer version',
      '#v2.abc',
      'The link has version 2, and this playground knows version 1: a newer one opens it.',
    ],
    ['of something else', '#section', 'The link is none of the playground, or a part of it was lost.'],
    ['with other characters', '#v1.a%3Cb', 'The link is none of the playground, or a part of it was lost.'],
    ['cut off', '#v1.rVc', 'The link is damaged: a part of it was lost or changed.'],
    ['with nothing in it', '#v1.', 'The link is damaged: a part of it was lost or changed.'],
    ['with bytes behind', `${linkWith(PLAIN)}AAAA`, 'The link is damaged: a part of it was lost or changed.'],
    [
      'with no JSON',
      `#v1.${deflateRawSync('{').toString('base64url')}`,
      'The link is damaged: a part of it was lost or changed.',
    ],
    [
      'with no UTF-8',
      `#v1.${deflateRawSync(Buffer.from([0x22, 0xff, 0x22])).toString('base64url')}`,
      'The link is damaged: a part of it was lost or changed.',
    ],
    ['with a number', linkWith(1), 'The link cannot be used. It is no state of the playground.'],
    ['with null', linkWith(null), 'The link cannot be used. It is no state of the playground.'],
    [
      'with no document',
      linkWith({ ...PLAIN, documents: [] }),
      'The link cannot be used. It holds no document.',
    ],
    [
      'with a document that is none',
      linkWith({ ...PLAIN, documents: [null] }),
      'The link cannot be used. A document of it has no name or no text.',
    ],
    [
      'with a path for a name',
      linkWith({ ...PLAIN, documents: [['../a.yaml', '']] }),
      'The link cannot be used. A document is named as a file: at most 60 of a-z, 0-9, - and _, then .yaml or .yml.',
    ],
    [
      'with a project',
      linkWith({ ...PLAIN, documents: [['layerc.yaml', '']] }),
      'The link cannot be used. layerc.yaml is a file that means something to layerc; choose another name.',
    ],
    [
      'with two of a name',
      linkWith({
        ...PLAIN,
        documents: [
          ['a.yaml', ''],
          ['a.yaml', ''],
        ],
      }),
      'The link cannot be used. Two of its documents are named a.yaml.',
    ],
    [
      'with many documents',
      linkWith({ ...PLAIN, documents: Array.from({ length: 17 }, (_, at) => [`a${at}.yaml`, '']) }),
      'The link cannot be used. It holds more than 16 documents.',
    ],
    [
      'with a setting that there is not',
      linkWith({ ...PLAIN, settings: { constructor: 'x' } }),
      'The link cannot be used. It has a setting that is not known here.',
    ],
    [
      'with a prototype',
      linkWith(
        JSON.parse(
          `{"documents":[["a.yaml",""]],"settings":{"__proto__":"x"},"stockPools":false,"warningsAsErrors":""}`,
        ),
      ),
      'The link cannot be used. It has a setting that is not known here.',
    ],
    [
      'with a setting of two lines',
      linkWith({ ...PLAIN, settings: { namespace: 'a\nb' } }),
      'The link cannot be used. A setting of it is no text of one line.',
    ],
    [
      'without settings',
      linkWith({ documents: [['a.yaml', '']] }),
      'The link cannot be used. It has no settings.',
    ],
    [
      'with a text that is too long',
      linkWith({ ...PLAIN, documents: [['a.yaml', 'x'.repeat(2_000_001)]] }),
      'The link cannot be used. It holds more than 2000000 characters.',
    ],
    [
      'with far too much',
      `#v1.${deflateRawSync(Buffer.alloc(200_000_000)).toString('base64url')}`,
      'The link holds more than the playground takes.',
    ],
    [
      'that is far too long',
      `#v1.${'A'.repeat(3_000_000)}`,
      'The link is too long to be one of the playground.',
    ],
  ])('%s gives a sentence', async (_, hash, sentence) => {
    expect(await openLink(hash)).toEqual({ trouble: sentence });
  });

  it('gives a sentence or a sound state, whatever it is', async () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom(...'abcXYZ019-_') }).map((one) => `#v1.${one}`),
      fc.json().map((one) => `#v1.${deflateRawSync(one).toString('base64url')}`),
    );
    await fc.assert(
      fc.asyncProperty(text, async (hash) => {
        const opened = await openLink(hash);
        if (opened !== undefined && 'state' in opened) expect(checkState(opened.state)).toEqual(opened.state);
        else if (opened !== undefined) expect(opened.trouble).toMatch(/^The link .*\.$/);
      }),
    );
  });
});

describe('a state', () => {
  it('may have every setting that there is', () => {
    expect(SETTING_NAMES.toSorted()).toEqual(Object.keys(SETTINGS).sort());
  });

  it('holds what a file can hold, and nothing else', () => {
    const given = {
      documents: [{ name: 'a.yaml', text: 'x: "\ud800"', more: 1 }],
      shown: 'b.yaml',
      form: { settings: { namespace: '' }, stockPools: false, warningsAsErrors: '', more: 1 },
      more: 1,
    };
    expect(checkState(given)).toEqual({
      documents: [{ name: 'a.yaml', text: 'x: "\ufffd"' }],
      shown: 'a.yaml',
      form: PLAIN_FORM,
    });
  });
});

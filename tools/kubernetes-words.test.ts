import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { suiteNeeding } from '../testenv/suite.ts';
import { findModules } from './go-module.test-support.ts';
import { DOCUMENT, MODULE } from './kubernetes-types.ts';
import { firstSentence, generateWords } from './kubernetes-words.ts';

const committed = join(import.meta.dirname, '../src/schema/pod-words.generated.json');

suiteNeeding('pod-words.generated.json', [findModules([MODULE])], (modules) => {
  it('is what the document gives', () => {
    const text = readFileSync(join(modules, MODULE, DOCUMENT), 'utf8');
    expect(generateWords(text)).toBe(readFileSync(committed, 'utf8'));
  });
});

describe('the first sentence', () => {
  it.each([
    ['One. Two.', 'One.'],
    ['Set by others (e.g. by hand). More', 'Set by others (e.g. by hand).'],
    ['Of several\nlines', 'Of several lines'],
    ['The path spec.nodeName is meant. More', 'The path spec.nodeName is meant.'],
    ['word '.repeat(100), `${'word '.repeat(39)}word ...`],
  ])('of %j', (description, sentence) => {
    expect(firstSentence(description)).toBe(sentence);
  });
});

import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { listRegions, streamRegions } from './regions.ts';

const HEAD = 'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n';

/** Lists that are cut: the pieces are the text, and each is an item. */
const CUT = {
  'items at the left': `${HEAD}items:\n- a: 1\n- a: 2\n`,
  'items that are indented': `${HEAD}items:\n    - a: 1\n    - a: 2\n`,
  'comments everywhere': `# 1\n${HEAD}# 2\nitems: # 3\n# 4\n- # 5\n  # 6\n  a: 1 # 7\n  # 8\n# 9\n\n- a: 2\n# 10\n# 11\nfunctionConfig: {} # 12\n# 13\n`,
  'a dash by itself': `${HEAD}items:\n-\n  a: 1\n-   # here\n\n  b:\n  - - 1\n    - 2\n`,
  'blocks with dashes and separators': `${HEAD}items:\n- a: |\n    - x\n    ---\n  b: >-\n    items:\n\n    - y\n- "- z"\n- - 1\n  - 2\n- 'it''s\n\n  - two'\n`,
  'fields in another order': `items:\n- a: 1\n- a: 2\n${HEAD}functionConfig:\n  items:\n  - a: 3\n`,
  'a separator above': `---\n# c\n${HEAD}items:\n- a: 1\n`,
  'lines that end as on Windows': `${HEAD}items:\n- a: 1\n  # c\n- a: 2\nfunctionConfig: {}\n`.replaceAll(
    '\n',
    '\r\n',
  ),
  'tags and anchors': `${HEAD}items:\n- &x !!map\n  a: 1\n- !!map {a: 2}\n`,
  'text beyond the first plane': `${HEAD}# 😀\nitems:\n- a: "😀" # 😀\n- b: 日本\n`,
};

describe('listRegions', () => {
  it.each(Object.entries(CUT))('cuts %s', (_, text) => {
    const regions = listRegions(text, 'results');
    const { head = '', items = [], tail = '' } = regions ?? {};
    expect(head + items.join('') + tail).toBe(text);
    expect(items.map((item) => parse(item)[0])).toEqual(parse(text).items);
    const more = head + items.join('') + regions?.print({ kind: 'X', text: 'a\n\nb\n', empty: '' }) + tail;
    expect(parse(more).items).toEqual([...parse(text).items, { kind: 'X', text: 'a\n\nb\n', empty: '' }]);
    expect(parse(head.replace(/^items:/m, 'items: []\n#') + tail).functionConfig).toEqual(
      parse(text).functionConfig,
    );
  });

  it('ends the last line', () => {
    const { head, items, tail } = listRegions(`${HEAD}items:\n- a: 1`, 'results') ?? {};
    expect([head, items, tail]).toEqual([`${HEAD}items:\n`, ['- a: 1\n'], '']);
  });

  it('leaves a field out', () => {
    const { head, tail } =
      listRegions(`results:\n- message: old\n${HEAD}items:\n- a: 1\nfunctionConfig: 1\n`, 'results') ?? {};
    expect([head, tail]).toEqual([`${HEAD}items:\n`, 'functionConfig: 1\n']);
  });

  it('takes separators and comments below away', () => {
    const { head, items, tail } =
      listRegions(`${HEAD}items:\n- a: 1\n---\n# c\n---\n\n... # d\n`, 'results') ?? {};
    expect([head, items, tail]).toEqual([`${HEAD}items:\n`, ['- a: 1\n'], '']);
  });

  it('begins a list that is empty', () => {
    const { head, items, tail } = listRegions(`${HEAD}items: []\nfunctionConfig: 1\n`, 'results') ?? {};
    expect([head, items, tail]).toEqual([`${HEAD}items:\n`, [], 'functionConfig: 1\n']);
  });

  it.each([
    ['JSON', '{"items": [{"a": 1}]}'],
    ['flow style', `${HEAD}items: [{a: 1}, {a: 2}]\n`],
    ['aliases', `${HEAD}items:\n- &x {a: 1}\n- *x\n`],
    ['no list', `${HEAD}items: 1\n`],
    ['no items', HEAD],
    ['text with separators above', `---\n---\n${HEAD}items:\n- a: 1\n`],
    ['text with a second document', `${HEAD}items:\n- a: 1\n---\na: 1\n`],
  ])('cuts no %s', (_, text) => expect(listRegions(text, 'results')).toBeUndefined());
});

describe('streamRegions', () => {
  it.each(['', 'a: 1\n', '---\na: 1\n---\n# nothing\n--- # c\nb: |\n  --- x\n', 'a: 1\r\n---\r\nb: 2'])(
    'cuts %j',
    (text) => {
      const { items } = streamRegions(text);
      expect(items.join('').replace(/\n$/, '')).toBe(text.replace(/\n$/, ''));
      expect(items.filter((item) => /^---/.test(item))).toHaveLength(text.match(/^---/gm)?.length ?? 0);
    },
  );
});

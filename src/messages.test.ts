import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CodeRow } from './compiler/index.ts';
import { CODES } from './compiler/index.ts';
import { complaints } from './sentence.test-support.ts';

const GOLDEN = join(import.meta.dirname, '../golden');

/** What the goldens show of each code. */
const shown = readdirSync(GOLDEN)
  .filter((file) => file.endsWith('.txt'))
  .flatMap((file) => [
    ...readFileSync(join(GOLDEN, file), 'utf8').matchAll(
      /^\S+ (?:error|warning) (?<code>\w+): (?<message>.*)$/gm,
    ),
  ])
  .map(({ groups }) => groups as { code: string; message: string });

describe.each(Object.entries(CODES as Record<string, CodeRow>))('%s', (code, { cause, cure, example }) => {
  const messages = [
    ...(example === undefined ? [] : [example]),
    ...shown.filter((one) => one.code === code).map(({ message }) => message),
  ];

  it('has messages that are whole sentences', () => {
    expect(messages).not.toEqual([]);
    expect(messages.flatMap(complaints)).toEqual([]);
  });

  it('has a cause and a cure in whole sentences', () => {
    expect([cause, cure].filter((text) => !/^[A-Za-z].*[^.]\.$/.test(text))).toEqual([]);
  });
});

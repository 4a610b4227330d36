/** Run by tools/left-out.test.ts on a machine that lacks almost everything. */
import { describe, expect, test } from 'vitest';
import { findProgram, findSoak } from '../needs.ts';
import { suiteNeeding } from '../suite.ts';

suiteNeeding('what is here', [{ name: 'sh', path: '/bin/sh' }], (sh) => {
  test('gets its path', () => {
    expect(sh).toBe('/bin/sh');
  });
});

suiteNeeding('what is built', ['lua', 'kpt', findProgram('no-such-program', 'its-package')], () => {
  test('one', () => {});
  describe('and below it', () => {
    test('another', () => {});
  });
  suiteNeeding('and more', [findSoak()], () => {
    test('a third', () => {});
  });
});

describe('what takes long', () => {
  suiteNeeding('and is asked for', [findSoak()], () => {
    test('runs', () => {});
  });
  test('is beside what does not', () => {});
});

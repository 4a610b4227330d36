import { expect, it } from 'vitest';
import { masking } from './masked.ts';

it.each([
  [['hunter22'], 'token=hunter22, again hunter22', 'token=***, again ***'],
  [['abcdef', 'abcdefgh'], 'abcdefgh abcdef', '*** ***'],
  [['-----BEGIN KEY-----\nAAAABBBB\r\n-----END KEY-----\n'], 'AAAABBBB', '***'],
  [['(a+)+$ [x]'], 'as (a+)+$ [x] is', 'as *** is'],
  [['id', ''], 'the id of a row', 'the id of a row'],
  [[], 'nothing to hide', 'nothing to hide'],
])('%j: %j', (secrets, said, shown) => expect(masking(secrets)(said)).toBe(shown));

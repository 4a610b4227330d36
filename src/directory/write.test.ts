import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { inspect } from './inspect.ts';
import { Owners } from './owners.ts';
import { write } from './write.ts';

it('leaves nothing behind when a text cannot be made, which is no fault of the system', () => {
  const root = mkdtempSync(join(tmpdir(), 'layerc-write-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const fault = new Error('no such text');
  const files = [
    { folder: 'shop', name: 'a.yaml', text: () => 'a\n' },
    {
      folder: 'shop',
      name: 'b.yaml',
      text: () => {
        throw fault;
      },
    },
  ];
  const found = inspect(root, files, new Owners(root, { sources: [], isBlank: () => false }));
  expect(found.changes).toHaveLength(5);
  expect(() => write(root, found, () => {})).toThrow(fault);
  expect(readdirSync(root)).toEqual([]);
});

import { expect, test } from 'vitest';
import { readSettings } from '../compiler/index.ts';
import type { Log } from './kube/log.ts';
import { withServerVersion } from './server-version.ts';

const { settings } = readSettings({});
const { signal } = new AbortController();

function logInto(lines: [string, string, object | undefined][]): Log {
  const at = (level: string) => (message: string, fields?: object) => lines.push([level, message, fields]);
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') } as unknown as Log;
}

test.each([
  ['1', '30', '1.30'],
  ['1', '31+', '1.31'],
  ['1', '36', '1.36'],
  // Older and newer than what is known.
  ['1', '24', '1.30'],
  ['1', '99', '1.36'],
  ['2', '0', '1.36'],
  ['undefined', 'undefined', '1.36'],
])('a server that says %s and %s is taken for %s', async (major, minor, wanted) => {
  const lines: [string, string, object | undefined][] = [];
  const version = async () => ({ major, minor, gitVersion: `v${major}.${minor}.0` });
  const { kubernetesVersion } = await withServerVersion(settings, { version }, logInto(lines), signal);
  expect(kubernetesVersion).toBe(wanted);
  expect(lines.map(([level]) => level)).toEqual(wanted === settings.kubernetesVersion ? [] : ['info']);
});

test('a server that does not tell leaves the version as it is, and that is logged', async () => {
  const lines: [string, string, object | undefined][] = [];
  const version = () => Promise.reject(new Error('forbidden'));
  expect(await withServerVersion(settings, { version }, logInto(lines), signal)).toBe(settings);
  expect(lines).toMatchObject([
    ['warn', 'version of the server is not known', { error: { message: 'forbidden' } }],
  ]);
});

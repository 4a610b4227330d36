import { describe, expect, it } from 'vitest';
import { ipAddress, searchDomain } from './address-grammars.ts';
import {
  configKey,
  dnsLabel,
  dnsSubdomain,
  labelKey,
  labelValue,
  portName,
  serviceLabel,
  variableName,
} from './name-grammars.ts';
import { filePath, innerPath } from './path-grammars.ts';

const long = (count: number) => 'a'.repeat(count);

describe('the grammar of', () => {
  it.each([
    ['a DNS label', dnsLabel, ['a', 'a-1', long(63)], ['', 'A', '-a', 'a-', 'a.b', long(64)]],
    [
      'the name of a Service',
      serviceLabel,
      ['a', 'a-1', long(63)],
      ['', '1a', 'A', '-a', 'a-', 'a.b', long(64)],
    ],
    ['a DNS subdomain', dnsSubdomain, ['a', 'a.b-c', '1'], ['', 'a..b', '.a', 'a_b', long(254)]],
    ['a search domain', searchDomain, ['.', 'a.b.', '_tcp.a'], ['', '..', 'A']],
    [
      'a label key',
      labelKey,
      ['a', 'a.b/C_d', 'karpenter.sh/nodepool'],
      ['', '/a', 'a/', 'A/b', 'a/b/c', long(64)],
    ],
    ['a label value', labelValue, ['', 'a', 'A.b_c-d', long(63)], ['-a', 'a-', 'a b', long(64)]],
    ['a port name', portName, ['http', 'a-1', '9p'], ['', '80', 'HTTP', 'a--b', '-a', 'a-', long(16)]],
    ['a variable name', variableName, ['A', 'a.b c', '1'], ['', 'A=', 'é', 'a\n']],
    ['a config key', configKey, ['a', '.a', 'A_b-c.d'], ['', '.', '..', '..a', 'a/b']],
    ['an inner path', innerPath, ['', 'a/b', '..a'], ['/a', '../a', 'a/..']],
    ['a file path', filePath, ['a', 'a/..b'], ['', '..data', '/a', 'a/../b']],
    [
      'an IP address',
      ipAddress,
      ['1.2.3.4', '::', '::1', 'fd00::a:1', '1:2:3:4:5:6:7:8', '::1.2.3.4', '1::'],
      [
        '',
        '1.2.3',
        '256.0.0.1',
        ':::',
        '1:2:3:4:5:6:7',
        '1::2::3',
        '1:2:3:4:5:6:7::8:9',
        'fe80::1%eth0',
        'a.b.c.d',
      ],
    ],
  ])('%s', (_, form, good, bad) => {
    expect(good.filter((text) => !form.accepts(text))).toEqual([]);
    expect(bad.filter((text) => form.accepts(text))).toEqual([]);
  });
});

import { describe, expect, it, vi } from 'vitest';
import { ExactNumber, type Json } from '../../json/json.ts';
import { complaints } from '../../sentence.test-support.ts';
import { CONSTRAINTS } from './constraints.ts';
import { changed, FAULTS, UDF } from './pod-check.test.faults.ts';
import { SAMPLE } from './pod-check.test.sample.ts';
import { checkPod } from './pod-check.ts';

describe('checkPod', () => {
  it('finds nothing wrong with a valid pod', () => {
    expect(checkPod(SAMPLE)).toEqual([]);
  });

  it.each(FAULTS.map(([pointer, value, at = pointer]) => ({ pointer, value, at })))(
    'points at $at when $pointer is $value',
    ({ pointer, value, at }) => {
      const found = checkPod(changed(pointer, value)).map((finding) => finding.pointer);
      expect(found).toContain(at);
    },
  );

  it.each<[pointer: string, value: Json | undefined]>([
    ['/terminationGracePeriodSeconds', new ExactNumber('9223372036854775807')],
    ['/volumes/0', { name: 'scratch' }],
    [`${UDF}/ports/0/containerPort`, new ExactNumber('8080')],
    [`${UDF}/resources/limits/memory`, new ExactNumber('1.50e30')],
    [`${UDF}/env/0/value`, ''],
    ['/dnsPolicy', ''],
  ])('accepts %s as %j', (pointer, value) => {
    expect(checkPod(changed(pointer, value))).toEqual([]);
  });
});

it('knows that the host network leaves no choice of ports', () => {
  const pod = changed(`${UDF}/ports/0/hostPort`, 80);
  const found = checkPod({ ...pod, hostNetwork: true }).map(({ pointer }) => pointer);
  expect(found).toEqual([`${UDF}/ports/0/hostPort`]);
});

describe('a finding', () => {
  const first = (pointer: string, value: Json | undefined) => checkPod(changed(pointer, value))[0];

  it('about an unknown field is at its key and says what was probably meant', () => {
    expect(first(`${UDF}/imagee`, 'x')).toMatchObject({
      at: 'key',
      message: 'containers[udf] has no field "imagee".',
      hint: 'Did you mean image?',
    });
    expect(first(`${UDF}/bogus`, 'x')?.allowed).toContain('imagePullPolicy, lifecycle');
  });

  it('about a type says how to write the value', () => {
    expect(first(`${UDF}/env/0/value`, 8080)).toMatchObject({
      message: 'containers[udf].env[PLAIN].value is 8080, but must be a string.',
      hint: 'Write "8080" in quotes.',
    });
    expect(first(`${UDF}/ports/0/containerPort`, '8080')?.hint).toBe('Write 8080 without quotes.');
  });

  it.each([
    ['1GB', 'Write 1Gi, in powers of 1024, or 1G, in powers of 1000.'],
    ['512 kb', 'Write 512Ki, in powers of 1024, or 512k, in powers of 1000.'],
    ['much', 'Write a quantity such as 500m, 2 or 1Gi.'],
  ])('about the amount %j says how amounts are written', (amount, hint) => {
    expect(first(`${UDF}/resources/limits/memory`, amount)?.hint).toBe(hint);
  });

  it('about a word names the words', () => {
    expect(first(`${UDF}/imagePullPolicy`, 'always')).toEqual({
      pointer: `${UDF}/imagePullPolicy`,
      message: 'containers[udf].imagePullPolicy is "always", but must be one of Always, IfNotPresent, Never.',
      allowed: 'Always, IfNotPresent, Never',
      hint: 'Did you mean Always?',
      instead: 'Always',
    });
  });

  it('about a number names its bounds', () => {
    expect(first(`${UDF}/ports/0/containerPort`, 70000)).toMatchObject({
      message: 'containers[udf].ports[http].containerPort is 70000, but must be from 1 to 65535.',
      allowed: '1 to 65535',
    });
  });

  it('about a constraint quotes it', () => {
    expect(first(`${UDF}/readinessProbe/tcpSocket`, { port: 80 })).toEqual({
      pointer: `${UDF}/readinessProbe/tcpSocket`,
      message:
        'containers[udf].readinessProbe.tcpSocket stands beside httpGet, but a probe has exactly one of exec, grpc, httpGet and tcpSocket.',
      hint: 'Keep one of them. In a podSpec, set the one that is there already to null.',
    });
  });

  it('says what to add where there is none of several', () => {
    expect(first(`${UDF}/readinessProbe/httpGet`, undefined)).toEqual({
      pointer: `${UDF}/readinessProbe`,
      message:
        'containers[udf].readinessProbe has none of them, but a probe has exactly one of exec, grpc, httpGet and tcpSocket.',
      hint: 'Add exec, grpc, httpGet or tcpSocket.',
    });
  });

  it('comes for every fault, not for the first alone', () => {
    const pod = { containers: [{ name: 'A', imagee: 1 }], dnsPolicy: 3 } as const;
    expect(checkPod(pod).map(({ pointer }) => pointer)).toEqual([
      '/containers/0/name',
      '/containers/0/imagee',
      '/containers/0/image',
      '/dnsPolicy',
    ]);
  });
});

describe('the messages', () => {
  const messages = FAULTS.flatMap(([pointer, value]) => checkPod(changed(pointer, value)));

  it('are whole sentences', () => {
    expect(messages.flatMap(({ message }) => complaints(message))).toEqual([]);
    expect(messages.filter(({ hint }) => !/^[A-Z].*[.?]$/.test(hint))).toEqual([]);
  });

  it('are those of all constraints', () => {
    const spies = CONSTRAINTS.map((constraint) => vi.spyOn(constraint, 'check'));
    for (const [pointer, value] of FAULTS) checkPod(changed(pointer, value));
    const unbroken = CONSTRAINTS.filter((_, index) =>
      spies[index]?.mock.results.every(({ value }) => (value as readonly unknown[]).length === 0),
    );
    vi.restoreAllMocks();
    expect(unbroken.map(({ of, must }) => `${of}: ${must}`)).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { ExactNumber } from '../../../json/json.ts';
import { keyOf, NotFinite, otherReading, readPlain } from './scalars.ts';
import { readTagged } from './tags.ts';

const words = (text: string): string[] => text.split(' ');
const exact = (text: string): ExactNumber => new ExactNumber(text);

describe('readPlain', () => {
  it.each([
    [true, 'y Y yes Yes YES true True TRUE on On ON'],
    [false, 'n N no No NO false False FALSE off Off OFF'],
    [null, '~ null Null NULL'],
    [10, '012 0o12 0xa 0XA 0b1010 0B1010 1_0 1__0 10_ +10 0b+1010'],
    [-12, '-12 -0o14 -014 -0xc -0b1100 0b-1100 -1_2'],
    [8, '08 8.'],
    [0, '0 -0 00 +0 0_0'],
    [0.5, '0.5 .5 +.5'],
    [685230.15, '685230.15 685_230.15 +685_230.15'],
    [exact('1.10'), '1.10 +1.10 01.10 1.1_0'],
    [exact('1.0'), '1.0'],
    [exact('0.50'), '.5_0 .50'],
    [exact('1e3'), '1e3 1.e3 1_e3'],
    [exact('1E3'), '1E3'],
    [exact('-0.0'), '-0.0'],
    [exact('9007199254740993'), '9007199254740993 +9007199254740993 0x20000000000001'],
    [exact('-9223372036854775808'), '-9223372036854775808 -0x8000000000000000'],
    [exact('18446744073709551615'), '18446744073709551615 0xFFFFFFFFFFFFFFFF'],
    [exact('18446744073709551616'), '18446744073709551616'],
    [exact('777777777777777777777777'), '0777777777777777777777777'],
    [exact('0.1234567890123456789'), '0.1234567890123456789'],
    [new NotFinite('.inf'), '.inf .Inf .INF +.inf'],
    [new NotFinite('-.inf'), '-.inf'],
    [new NotFinite('.nan'), '.nan .NaN .NAN'],
  ])('reads %s', (value, texts) => {
    for (const text of words(texts)) expect([text, readPlain(text)]).toEqual([text, value]);
  });

  it.each(
    words(
      '1:30 190:20:30 2026-01-01 = << nan inf 1d 0x 0o 0b2 tRue yEs 1e400 -1e400 .5_ ._5 _1 + - . .. 1e 1.2.3 0xFFFFFFFFFFFFFFFFF -1e 0x1.8',
    ),
  )('leaves %s text', (text) => {
    expect(readPlain(text)).toBe(text);
  });

  it('reads nothing as null', () => {
    expect(readPlain('')).toBeNull();
  });
});

describe('keyOf', () => {
  it.each([
    ['y', 'true'],
    ['off', 'false'],
    ['012', '10'],
    ['1_000', '1000'],
    ['1.5', '1.5'],
    ['1.10', '1.1'],
    ['1e3', '1000'],
    ['1e6', '1e+06'],
    ['1000000.5', '1.0000005e+06'],
    ['1e-7', '1e-07'],
    ['0.0001', '0.0001'],
    ['3.141592653589793', '3.1415927'],
    ['-0.0', '-0'],
    ['-0', '0'],
    ['1e39', '.inf'],
    ['.nan', '.nan'],
    ['9223372036854775807', '9223372036854775807'],
    ['a', 'a'],
  ])('names %s as Go does', (text, key) => {
    expect(keyOf(readPlain(text), text)).toBe(key);
  });

  it.each(['~', '', '9223372036854775808'])('has no name for %j', (text) => {
    expect(keyOf(readPlain(text), text)).toBeUndefined();
  });
});

describe('otherReading', () => {
  it.each([
    ['no', 'no'],
    ['012', 12],
    ['0b11', '0b11'],
    ['1_000', '1_000'],
    ['0X1F', '0X1F'],
    ['-0o14', '-0o14'],
    ['1e400', Number.POSITIVE_INFINITY],
    ['.5_0', '.5_0'],
  ])('sees %s as %j', (text, value) => {
    expect(otherReading(text, readPlain(text))).toEqual({ value });
  });

  it.each(
    words('true null ~ 1 -1 +1 08 0x1F 0o14 1.10 .5 5. 1e3 9007199254740993 a 1:30 .inf 2026-01-01 << ='),
  )('sees %s as kubectl does', (text) => {
    expect(otherReading(text, readPlain(text))).toBeUndefined();
  });
});

describe('readTagged', () => {
  const standard = (name: string): string => `tag:yaml.org,2002:${name}`;
  it.each([
    ['str', '1', '1'],
    ['int', '0x1F', 31],
    ['float', '3', 3],
    ['bool', 'yes', true],
    ['null', '~', null],
    ['timestamp', '2001-01-01', '2001-01-01'],
    ['binary', 'aGk=', 'hi'],
    ['set', 'x', 'x'],
  ])('reads !!%s %s', (name, text, value) => {
    expect(readTagged(standard(name), text)).toEqual(value);
  });

  it.each([
    ['int', '1.5'],
    ['float', 'x'],
    ['float', '18446744073709551615'],
    ['bool', '1'],
    ['null', 'x'],
    ['timestamp', 'x'],
    ['binary', 'a'],
    ['binary', '/w=='],
  ])('refuses !!%s %s', (name, text) => {
    expect(readTagged(standard(name), text)).toBeUndefined();
  });

  it('leaves the text of a tag that is not YAML’s own', () => {
    expect(readTagged('!mine', '12')).toBe('12');
  });
});

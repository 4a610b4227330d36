import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExactNumber } from '../../json/json.ts';
import { readCsv, writeCsv } from './csv.ts';

const rowsOf = (text: string) => readCsv(text).map(({ row }) => row);

describe('CSV', () => {
  it('has numbers, truths and texts by the column, and ids as they are written', () => {
    const text = 'id,price,big,is,code,empty\n007,1.10,9223372036854775807,true,12,\n8,2,1,false,A3,x\n';
    expect(rowsOf(text)).toEqual([
      {
        id: '007',
        price: new ExactNumber('1.10'),
        big: new ExactNumber('9223372036854775807'),
        is: true,
        code: '12',
      },
      { id: '8', price: 2, big: 1, is: false, code: 'A3', empty: 'x' },
    ]);
  });

  it('reads quotes, line ends of both kinds and a byte order mark', () => {
    expect(rowsOf('\uFEFFid,"a ""b"""\r\n1,"x,\r\ny"\r\n\r\n2,z')).toEqual([
      { id: '1', 'a "b"': 'x,\r\ny' },
      { id: '2', 'a "b"': 'z' },
    ]);
  });

  it.each([
    ['id,a\n1', 2, 'The line has 1 fields, but there are 2 columns.'],
    ['id,a\n1,"x\n', 2, 'A quote is not closed.'],
    ['id,a\n"1"x,2\n', 2, 'Behind a closing quote only a comma or the end of the line may stand.'],
    ['id,id\n', 1, 'The column "id" is there twice.'],
    [
      'id;title\n1;hat\n',
      1,
      'Between the columns stands a semicolon, where a comma must stand: save the file with commas (in a spreadsheet: CSV, separator ","), or as JSON Lines.',
    ],
  ])('refuses %j', (text, line, message) => {
    expect(() => readCsv(text)).toThrow(expect.objectContaining({ line, message }));
  });

  it('gives back the texts that it wrote', () => {
    const field = fc
      .string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', 'é'), minLength: 1 })
      .map((text) => `x${text}`);
    fc.assert(
      fc.property(fc.array(fc.record({ id: field, a: field, b: field }), { minLength: 1 }), (rows) => {
        expect(rowsOf(writeCsv(rows))).toEqual(rows);
      }),
    );
  });
});

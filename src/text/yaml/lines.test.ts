import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Lines } from './lines.ts';

const unit = fc.constantFrom('a', 'é', '😀', '\n', '\r\n', '\r', 'a'.repeat(700), '😀'.repeat(600));

it('places every character as one who counts from the start does', () => {
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 8 }), fc.boolean(), (parts, marked) => {
      const text = (marked ? '\ufeff' : '') + parts.join('');
      const lines = new Lines(text);
      let [line, column, index] = [1, 1, 0];
      for (let offset = marked ? 1 : 0; offset <= text.length; ) {
        expect(lines.place(offset)).toEqual({ line, column, index });
        const character = String.fromCodePoint(text.codePointAt(offset) ?? 0);
        if (character === '\n') [line, column, index] = [line + 1, 1, 0];
        else [column, index] = [column + 1, index + character.length];
        offset += character.length;
      }
      const written = text.slice(marked ? 1 : 0).split('\n');
      expect(written.map((_, at) => lines.line(at + 1))).toEqual(
        written.map((one, at) => (at < written.length - 1 ? one.replace(/\r$/, '') : one)),
      );
    }),
    { numRuns: 30 },
  );
});

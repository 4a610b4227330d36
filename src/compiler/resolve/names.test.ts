import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baseName } from './names.ts';

describe('baseName', () => {
  it('is <name>-worker where that fits', () => {
    expect(baseName('layer', 'tag-products')).toBe('tag-products-worker');
    expect(baseName('layer', 'a'.repeat(47))).toBe(`${'a'.repeat(47)}-worker`);
  });

  it('keeps a readable part and hashes namespace/name elsewhere', () => {
    // printf %s layer/3d-thumbnails | sha256sum
    expect(baseName('layer', '3d-thumbnails')).toBe('fn-3d-thumbnails-worker-df86e319');
    expect(baseName('layer', 'a'.repeat(48))).toMatch(/^a{45}-[0-9a-f]{8}$/);
    expect(baseName('layer', 'images.resize.v2')).toMatch(/^images-resize-v2-worker-[0-9a-f]{8}$/);
  });

  it('is always a label for a Service and short enough for KEDA, and differs for different Functions', () => {
    const name = fc.stringMatching(/^[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?$/);
    fc.assert(
      fc.property(name, name, (one, other) => {
        expect(baseName('ns', one)).toMatch(/^[a-z]([-a-z0-9]*[a-z0-9])?$/);
        expect(baseName('ns', one).length).toBeLessThanOrEqual(54);
        expect(baseName('ns', one) === baseName('ns', other)).toBe(one === other);
      }),
    );
  });
});

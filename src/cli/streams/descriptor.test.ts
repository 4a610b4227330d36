import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Descriptor } from './descriptor.ts';

it('writes all of a text to a full pipe that does not block, whatever it takes at once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'layerc-pipe-'));
  try {
    const [pipe, file] = [join(folder, 'pipe'), join(folder, 'file')];
    execFileSync('mkfifo', [pipe]);
    // Opened for both, it needs nobody at its other end.
    const fd = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK);
    const reader = spawn('sh', ['-c', `sleep 0.1; cat '${pipe}' > '${file}'`], { stdio: 'ignore' });
    const texts = ['', 'a', '\u{1f600}é,'.repeat(100_000), '', 'b'.repeat(300_001), 'ü'];
    texts.push('\u{1f600}ü'.repeat(40_000), 'c'.repeat(1 << 14), 'ü'.repeat(1 << 17));
    const errors: unknown[] = [];
    for (const text of texts) new Descriptor(fd).write(text, (error) => errors.push(error));
    const ended = once(reader, 'exit');
    closeSync(fd);
    await ended;
    expect(errors).toEqual(texts.map(() => undefined));
    expect(readFileSync(file, 'utf8')).toBe(texts.join(''));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** Makes dist/playground.html, and says how large it is. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { PLAYGROUND, writePage } from './page.ts';

await writePage(PLAYGROUND);
const bytes = readFileSync(PLAYGROUND.file);
const kilobytes = [bytes, gzipSync(bytes)].map(({ length }) => Math.ceil(length / 1000));
process.stdout.write(`${PLAYGROUND.file}: ${kilobytes[0]} KB, ${kilobytes[1]} KB compressed\n`);

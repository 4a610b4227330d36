#!/usr/bin/env node
import module from 'node:module';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(
    `layerc needs Node 22.19 or newer, this is ${process.version}; in a checkout, npx layerc brings its own\n`,
  );
  process.exit(2);
}
// Compiled code is kept between runs: half of the start-up time would else be parsing.
module.enableCompileCache?.();
const { main } = await import('../dist/layerc.js');
process.exitCode = await main(process.argv.slice(2), process);

/** Starts layerc on a Node that is there for it: that of a package (tools/prepare.js puts it there) or of a checkout. */
const { spawn } = require('node:child_process');
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** False where there is none. */
function startsOnOwnNode(program) {
  const [folder, file] = [
    `node-${process.platform}-${process.arch}`,
    process.platform === 'win32' ? 'node.exe' : 'node',
  ];
  // Not every npx has the programs of a checkout first on the PATH, nor does every npm link this one.
  const places = [`../dist/${folder}/${file}`, `../node_modules/${folder}/bin/${file}`];
  const node = places.map((place) => join(__dirname, place)).find(existsSync);
  if (node === undefined) return false;
  const child = spawn(node, [program, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`layerc: ${node} does not start: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    for (const one of SIGNALS) process.removeAllListeners(one);
    if (signal === null) process.exitCode = code;
    else process.kill(process.pid, signal);
  });
  return true;
}

module.exports = { startsOnOwnNode };

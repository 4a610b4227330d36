/** Starts layerc on a Node that is there for it: that of a package (tools/prepare.js puts it there) or of a checkout. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** False where there is none. */
export function startsOnOwnNode(program) {
  const [folder, file] = [
    `node-${process.platform}-${process.arch}`,
    process.platform === 'win32' ? 'node.exe' : 'node',
  ];
  // Not every npx has the programs of a checkout first on the PATH, nor does every npm link this one.
  const places = [`../dist/${folder}/${file}`, `../node_modules/${folder}/bin/${file}`];
  const node = places.map((place) => fileURLToPath(new URL(place, import.meta.url))).find(existsSync);
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

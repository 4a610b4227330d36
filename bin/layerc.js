#!/usr/bin/env node
const HEAD = '(function (exports, require, __dirname) {';
const TAIL = '\n})';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  const { startsOnOwnNode } = require('./own-node.js');
  if (!startsOnOwnNode(process.argv[1])) {
    process.stderr.write(
      `layerc needs Node 22.19 or newer, this is ${process.version}; in a checkout, npx layerc brings its own\n`,
    );
    process.exitCode = 2;
  }
} else {
  const args = process.argv.slice(2);
  if (isVersion(args) && saysVersion()) end(0);
  else bundle().run(args, 1, 2, process.argv[1]).then(end);
}

/** At once where nothing is left to do: to take everything apart first would be felt. */
function end(code) {
  process.exitCode = code;
  if (process.getActiveResourcesInfo().length === 0) process.exit();
}

/** What pipelines ask for before anything else. */
function isVersion(args) {
  return args.length === 1 && args[0] === '--version';
}

/** False where it cannot be said: the bundle then tries again, and tells why. */
function saysVersion() {
  const { readFileSync, writeSync } = process.getBuiltinModule('node:fs');
  try {
    const { version } = JSON.parse(readFileSync(`${__dirname}/../package.json`, 'utf8'));
    writeSync(1, `${version}\n`);
    return true;
  } catch {
    return false;
  }
}

/**
 * The first part of the bundle. A build on this machine keeps the code that V8 made of the parts while they ran, which
 * halves the start-up. Where there is none, in a package from a registry or for another Node, the compile cache of Node
 * does what it can: it keeps only what is compiled before the first call.
 */
function bundle() {
  const dist = `${__dirname}/../dist`;
  const first = './layerc.cjs';
  const kept = keptCode(dist + first.slice(1));
  if (kept !== undefined) return partsIn(dist)(first, kept);
  const { createRequire, enableCompileCache } = process.getBuiltinModule('node:module');
  enableCompileCache?.();
  return createRequire(`${dist}/`)(first);
}

/** Loads the parts of the bundle by the names that they have for each other; Node would take longer for each of them. */
function partsIn(dist) {
  const loaded = Object.create(null);
  const { readFileSync } = process.getBuiltinModule('node:fs');
  const { Script } = process.getBuiltinModule('node:vm');
  const load = (id, kept) => {
    const there = loaded[id] ?? process.getBuiltinModule(id);
    if (there !== undefined) return there;
    if (!id.startsWith('./layerc'))
      return process.getBuiltinModule('node:module').createRequire(`${dist}/`)(id);
    const filename = dist + id.slice(1);
    const { source, code: cachedData } = kept ??
      keptCode(filename) ?? {
        source: HEAD + readFileSync(filename, 'latin1') + TAIL,
      };
    loaded[id] = Object.create(null);
    new Script(source, { filename, cachedData }).runInThisContext()(loaded[id], load, dist);
    return loaded[id];
  };
  return load;
}

/**
 * The code that V8 made of a file, and the text that it was made of. V8 takes such code on trust: of the text it looks at
 * no more than the length, and altered code crashes the process. So the code counts only together with this very file
 * and with itself once more: as tools/code-cache.ts writes it.
 */
function keptCode(filename) {
  const { readFileSync } = process.getBuiltinModule('node:fs');
  let marked;
  try {
    marked = readFileSync(`${filename}.${process.version}-${process.platform}-${process.arch}`);
  } catch {
    return undefined;
  }
  const file = readFileSync(filename);
  const end = marked.length - 4;
  const length = end < 0 ? 0 : marked.readUInt32LE(end);
  const code = marked.subarray(0, length);
  const text = marked.subarray(2 * length, Math.max(end, 0));
  const isWhole =
    text.length === HEAD.length + file.length + TAIL.length &&
    file.equals(text.subarray(HEAD.length, -TAIL.length)) &&
    code.equals(marked.subarray(length, 2 * length));
  if (!isWhole) return undefined;
  // The build writes nothing but ASCII.
  const source = text.toString('latin1');
  return source.startsWith(HEAD) && source.endsWith(TAIL) ? { code, source } : undefined;
}

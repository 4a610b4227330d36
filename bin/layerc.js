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
  else builtProgram()?.run(args, 1, 2, process.argv[1]).then(end);
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

/** Undefined where nothing is built yet, which is said. */
function builtProgram() {
  try {
    return bundle();
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND' || !error.message.includes("'./layerc.cjs'")) throw error;
    process.stderr.write('layerc: dist/layerc.cjs is not there; in a checkout npm ci builds it\n');
    process.exitCode = 2;
    return undefined;
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
  const { closeSync, fstatSync, openSync, readSync } = process.getBuiltinModule('node:fs');
  let kept;
  try {
    kept = openSync(`${filename}.${process.version}-${process.platform}-${process.arch}`);
  } catch {
    return undefined;
  }
  const file = openSync(filename);
  const { size } = fstatSync(kept);
  const head = Buffer.alloc(4);
  readSync(kept, head);
  const length = head.readUInt32LE();
  const textLength = size - head.length - 2 * length;
  let isWhole = textLength === HEAD.length + fstatSync(file).size + TAIL.length;
  let code;
  let text;
  if (isWhole) {
    // Not from the pool: V8 would copy what is not aligned.
    code = Buffer.allocUnsafeSlow(length);
    readSync(kept, code, 0, length, head.length);
    text = Buffer.allocUnsafeSlow(textLength);
    readSync(kept, text, 0, textLength, head.length + 2 * length);
    // Memory that is new to the process takes as long as reading: what is only compared is read into little of it.
    const piece = Buffer.allocUnsafeSlow(1 << 16);
    const isSame = (fd, position, bytes) => {
      for (let start = 0; start < bytes.length; ) {
        const count = readSync(fd, piece, 0, Math.min(piece.length, bytes.length - start), position + start);
        const end = start + count;
        if (count === 0 || !piece.subarray(0, count).equals(bytes.subarray(start, end))) return false;
        start = end;
      }
      return true;
    };
    isWhole =
      isSame(kept, head.length + length, code) && isSame(file, 0, text.subarray(HEAD.length, -TAIL.length));
  }
  closeSync(kept);
  closeSync(file);
  if (!isWhole) return undefined;
  // The build writes nothing but ASCII.
  const source = text.toString('latin1');
  return source.startsWith(HEAD) && source.endsWith(TAIL) ? { code, source } : undefined;
}

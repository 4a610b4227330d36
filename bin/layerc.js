#!/usr/bin/env node
const HEAD = '(function (exports, require) {';
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
  else load().run(args, 1, 2, process.argv[1]).then(end);
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
 * The bundle. A build on this machine keeps the code that V8 made of it while it ran, which halves the start-up. V8 takes
 * such code on trust: of the source it looks at no more than the length, and altered code crashes the process. So the
 * code counts only together with this very bundle and with itself once more. Where there is none, in a package from a
 * registry or for another Node, the compile cache of Node does what it can: it keeps only what is compiled before the
 * first call.
 */
function load() {
  const { readFileSync } = process.getBuiltinModule('node:fs');
  const filename = `${__dirname}/../dist/layerc.cjs`;
  let marked;
  try {
    marked = readFileSync(`${filename}.${process.version}-${process.platform}-${process.arch}`);
  } catch {
    // It is not there.
  }
  const cached = marked && codeOf(readFileSync(filename), marked);
  if (cached === undefined) {
    const { createRequire, enableCompileCache } = process.getBuiltinModule('node:module');
    enableCompileCache?.();
    return createRequire(filename)(filename);
  }
  const { Script } = process.getBuiltinModule('node:vm');
  const bundle = Object.create(null);
  // Nothing but what is built in is asked for at the start, and to make a `require` takes longer.
  const requireOrMake = (id) => process.getBuiltinModule(id) ?? requireBeside(filename, bundle)(id);
  new Script(cached.source, { filename, cachedData: cached.code }).runInThisContext()(bundle, requireOrMake);
  return bundle;
}

/** Loads the parts of the bundle, which import from the one that runs. */
function requireBeside(filename, bundle) {
  const { createRequire, Module } = process.getBuiltinModule('node:module');
  const require = createRequire(filename);
  const path = require.resolve(filename);
  require.cache[path] ??= Object.assign(new Module(path), { exports: bundle, filename: path, loaded: true });
  return require;
}

/** The code and its text, if it is whole and that of the bundle: as tools/code-cache.ts writes it. */
function codeOf(bundle, marked) {
  const end = marked.length - 4;
  const length = end < 0 ? 0 : marked.readUInt32LE(end);
  const code = marked.subarray(0, length);
  const text = marked.subarray(2 * length, Math.max(end, 0));
  const isWhole =
    text.length === HEAD.length + bundle.length + TAIL.length &&
    bundle.equals(text.subarray(HEAD.length, -TAIL.length)) &&
    code.equals(marked.subarray(length, 2 * length));
  if (!isWhole) return undefined;
  // The build writes nothing but ASCII.
  const source = text.toString('latin1');
  return source.startsWith(HEAD) && source.endsWith(TAIL) ? { code, source } : undefined;
}

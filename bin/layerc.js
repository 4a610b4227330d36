#!/usr/bin/env node
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  const { startsOnOwnNode } = await import('./own-node.js');
  if (!startsOnOwnNode(process.argv[1])) {
    process.stderr.write(
      `layerc needs Node 22.19 or newer, this is ${process.version}; in a checkout, npx layerc brings its own\n`,
    );
    process.exitCode = 2;
  }
} else {
  const args = process.argv.slice(2);
  process.exitCode = isVersion(args) && saysVersion() ? 0 : await load().run(args, 1, 2, process.argv[1]);
}

/** What pipelines ask for before anything else. */
function isVersion(args) {
  return args.length === 1 && args[0] === '--version';
}

/** False where it cannot be said: the bundle then tries again, and tells why. */
function saysVersion() {
  const { readFileSync, writeSync } = process.getBuiltinModule('node:fs');
  try {
    const { version } = JSON.parse(readFileSync(`${import.meta.dirname}/../package.json`, 'utf8'));
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
  // An `import` of node:fs would load node:fs/promises too.
  const { readFileSync } = process.getBuiltinModule('node:fs');
  const { createRequire, enableCompileCache } = process.getBuiltinModule('node:module');
  const filename = `${import.meta.dirname}/../dist/layerc.cjs`;
  const require = createRequire(filename);
  let marked;
  try {
    marked = readFileSync(`${filename}.${process.version}-${process.platform}-${process.arch}`);
  } catch {
    // It is not there.
  }
  const bytes = marked && readFileSync(filename);
  const cachedData = marked && codeOf(bytes, marked);
  if (cachedData === undefined) {
    enableCompileCache?.();
    return require(filename);
  }
  const { Script } = process.getBuiltinModule('node:vm');
  // The build writes nothing but ASCII.
  const source = `(function (exports, require) {${bytes.toString('latin1')}\n})`;
  const bundle = {};
  new Script(source, { filename, cachedData }).runInThisContext()(bundle, require);
  return bundle;
}

/** The code, if it is whole and that of the bundle: as tools/code-cache.ts writes it. */
function codeOf(bundle, marked) {
  const end = marked.length - 4;
  const length = end < 0 ? 0 : marked.readUInt32LE(end);
  const code = marked.subarray(0, length);
  const isWhole =
    end === 2 * length + bundle.length &&
    code.equals(marked.subarray(length, 2 * length)) &&
    bundle.equals(marked.subarray(2 * length, end));
  return isWhole ? code : undefined;
}

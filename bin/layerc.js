#!/usr/bin/env node
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(
    `layerc needs Node 22.19 or newer, this is ${process.version}; in a checkout, npx layerc brings its own\n`,
  );
  process.exit(2);
}
process.exitCode = await load().run(process.argv.slice(2), 1, 2);

/**
 * The bundle. A build on this machine keeps the code that V8 made of it while it ran, which halves the start-up. V8 takes
 * such code on trust: of the source it looks at no more than the length, and altered code crashes the process. So the
 * code counts only with the checksum of this very bundle and of its own bytes. Where there is none, in a package from a
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
  const source = `(function (exports, require) {${bytes.toString('utf8')}\n})`;
  const bundle = {};
  new Script(source, { filename, cachedData }).runInThisContext()(bundle, require);
  return bundle;
}

/** The code, if it is whole and that of the bundle: tools/code-cache.ts writes the marks behind it. */
function codeOf(bundle, marked) {
  const { crc32 } = process.getBuiltinModule('node:zlib');
  const code = marked.subarray(0, Math.max(0, marked.length - 16));
  const marks = marked.subarray(code.length);
  const is = (bytes, at) =>
    marks.readUInt32LE(at) === crc32(bytes) && marks.readUInt32LE(at + 4) === bytes.length;
  return marks.length === 16 && is(bundle, 0) && is(code, 8) ? code : undefined;
}

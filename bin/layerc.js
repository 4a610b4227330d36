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
 * The bundle. With it the build keeps the code that V8 made of it while it ran, which halves the start-up; V8 itself
 * checks whether that code is its own. For another Node the compile cache of Node does what it can: it keeps only what
 * is compiled before the first call.
 */
function load() {
  // An `import` of node:fs would load node:fs/promises too.
  const { readFileSync } = process.getBuiltinModule('node:fs');
  const { createRequire, enableCompileCache } = process.getBuiltinModule('node:module');
  const filename = `${import.meta.dirname}/../dist/layerc.cjs`;
  const require = createRequire(filename);
  let cachedData;
  try {
    cachedData = readFileSync(`${filename}.${process.version}-${process.platform}-${process.arch}`);
  } catch {
    enableCompileCache?.();
    return require(filename);
  }
  const { Script } = process.getBuiltinModule('node:vm');
  const source = `(function (exports, require) {${readFileSync(filename, 'utf8')}\n})`;
  const bundle = {};
  new Script(source, { filename, cachedData }).runInThisContext()(bundle, require);
  return bundle;
}

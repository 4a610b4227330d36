/**
 * Builds dist/ for whoever installs or packs, with whatever Node and npm they have: plain JavaScript, which starts the
 * build on the pinned Node. docs/decisions/installed-from-git.md has the reasons.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { join, sep } from 'node:path';

const TO_STDERR = { stdio: ['ignore', 2, 2] };

// npm prepares a package from git without its devDependencies when it installs it with -g: the npm inside inherits that.
if (!existsSync('node_modules/rolldown')) installDependencies();
takeLinkBack();
const pinned = pinnedNode();
execFileSync(pinned ?? process.execPath, ['tools/build.ts'], TO_STDERR);
const theirs = versionOfTheirNode();
if (pinned !== undefined && isPacked() && isTooOld(theirs)) carry(pinned);

/** In this folder alone: without what the npm around it was asked for. */
function installDependencies() {
  const asked = /^npm_(?!config_(?:cache|userconfig|registry|proxy|https_proxy|noproxy|offline)$)/i;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !asked.test(name)));
  const flags = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath ?? '';
  if (/npm-cli\.c?js$/.test(npm))
    execFileSync(process.execPath, [npm, 'ci', ...flags], { env, ...TO_STDERR });
  else execFileSync('npm', ['ci', ...flags], { env, ...TO_STDERR });
}

/**
 * For the same reason the npm inside links this folder, which is about to go, to where the npm around it puts the
 * package (not with --install-links, which pre-commit uses); that one then writes through the link.
 */
function takeLinkBack() {
  const { npm_config_global: global, npm_config_prefix: prefix } = process.env;
  if (global !== 'true' || prefix === undefined) return;
  const { name } = json('package.json');
  const place = join(prefix, process.platform === 'win32' ? '' : 'lib', 'node_modules', name);
  if (!lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() || !existsSync(place)) return;
  if (realpathSync(place) !== realpathSync('.')) return;
  rmSync(place);
  mkdirSync(place);
}

/** The file itself, so that it can be copied. */
function pinnedNode() {
  const program = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  return Object.keys(json('tools/node/package.json').optionalDependencies)
    .map((name) => join('node_modules', name, program))
    .find((path) => existsSync(path));
}

/** That of the npm that was called. process.version may be the pinned one's, which npm scripts have first on the PATH. */
function versionOfTheirNode() {
  const [, version] = /\bnode\/v([\d.]+)/.exec(process.env.npm_config_user_agent ?? '') ?? [];
  return version ?? process.versions.node;
}

/** Whether a package is made, and not only dist/ for a checkout: npm clones what it installs from git into its cache. */
function isPacked() {
  const { npm_command: command, npm_config_cache: cache } = process.env;
  if (command === 'pack') return true;
  return cache !== undefined && existsSync(cache) && realpathSync('.').startsWith(realpathSync(cache) + sep);
}

/** As the package itself says. */
function isTooOld(version) {
  const [major, minor] = version.split('.').map(Number);
  const [, leastMajor, leastMinor] = /^>=(\d+)\.(\d+)\./.exec(json('package.json').engines.node).map(Number);
  return major < leastMajor || (major === leastMajor && minor < leastMinor);
}

/** bin/layerc.js finds it there. */
function carry(node) {
  const folder = `dist/node-${process.platform}-${process.arch}`;
  mkdirSync(folder);
  cpSync(node, `${folder}/node${process.platform === 'win32' ? '.exe' : ''}`);
  process.stderr.write(
    `layerc: the Node ${theirs} here is too old for layerc, so this package brings its own, for ${process.platform} on ${process.arch} alone\n`,
  );
}

function json(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { CommandError, stopCommands } from './command.ts';
import { buildGo } from './go.ts';
import { withLock } from './lock.ts';
import { buildNpm } from './npm.ts';
import { findPart } from './parts.ts';
import { Progress } from './progress.ts';
import { buildPython } from './python.ts';
import { cacheFolder, entryFolder, type Source, sources } from './sources.ts';

const keepUnusedMs = 30 * 24 * 3600 * 1000;

/** Builds what is missing into the user's cache. Returns whether all of it is there now. */
async function buildControlPlane(): Promise<boolean> {
  const missing = Object.values(sources).filter((source) => !existsSync(entryFolder(source)));
  for (const source of Object.values(sources)) touch(entryFolder(source));
  if (missing.length === 0) {
    console.log(`control plane: everything is in ${cacheFolder()}`);
    return true;
  }
  const lock = join(cacheFolder(), 'lock');
  const onWait = (pid: number) =>
    console.log(`control plane: another run (process ${pid}) is building, waiting`);
  return withLock(lock, onWait, async () => {
    removeUnused();
    const failures = new Set<string>();
    for (const source of missing) {
      if (existsSync(entryFolder(source))) continue;
      const failure = await buildSource(source);
      if (failure !== undefined) failures.add(failure);
    }
    for (const failure of failures) console.error(failure);
    return failures.size === 0;
  });
}

/** Builds one part. Returns why it could not be built. */
async function buildSource(source: Source): Promise<string | undefined> {
  const progress = new Progress(source.name, process.stdout);
  const entry = entryFolder(source);
  const draft = draftFolder(source);
  try {
    mkdirSync(draft, { recursive: true });
    const tool = await build(source, draft, progress);
    writeFileSync(join(draft, 'built.json'), `${JSON.stringify({ tool, at: new Date() })}\n`);
    renameSync(draft, entry);
    progress.end('built');
    return undefined;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    progress.end('failed');
    return error.message;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function build(source: Source, draft: string, progress: Progress): Promise<string> {
  if (source.kind === 'go') return buildGo(source, draft, progress);
  return source.kind === 'python' ? buildPython(source, draft) : buildNpm(source, draft);
}

// Named after this process: what a killed run left running must not write into it.
function draftFolder(source: Source): string {
  return `${entryFolder(source)}.${process.pid}.draft`;
}

// Called with the lock held, so a draft that is here was left by a run that was killed.
function removeUnused(): void {
  for (const name of readdirSync(cacheFolder())) {
    const path = join(cacheFolder(), name);
    if (name.endsWith('.draft') || isUnused(path)) rmSync(path, { recursive: true, force: true });
  }
}

function isUnused(entry: string): boolean {
  const mark = statSync(join(entry, 'built.json'), { throwIfNoEntry: false });
  return mark !== undefined && Date.now() - mark.mtimeMs > keepUnusedMs;
}

function touch(entry: string): void {
  const mark = join(entry, 'built.json');
  if (existsSync(mark)) utimesSync(mark, new Date(), new Date());
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    stopCommands();
    for (const source of Object.values(sources)) {
      rmSync(draftFolder(source), { recursive: true, force: true });
    }
    process.exit(130);
  });
}

process.exitCode = (await buildControlPlane()) ? 0 : 1;
const prometheus = findPart('prometheus');
if ('reason' in prometheus) {
  console.log(`prometheus: not built here, and ${prometheus.reason}. To have it: ${prometheus.enable}`);
}

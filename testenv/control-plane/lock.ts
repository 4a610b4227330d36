import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const beatMs = 2_000;
const deadAfterMs = 60_000;

type Holder = { readonly pid: number; readonly nonce: string };

/** Runs `work` while holding the lock file `path`. Waits for a living holder, takes over from a dead one. */
export async function withLock<T>(path: string, onWait: (pid: number) => void, work: () => Promise<T>) {
  const me: Holder = { pid: process.pid, nonce: randomUUID() };
  mkdirSync(dirname(path), { recursive: true });
  let told = false;
  while (!create(path, me)) {
    const holder = read(path);
    if (holder === undefined) continue;
    if (isDead(path, holder)) {
      takeOver(path, holder, me);
      continue;
    }
    if (!told) onWait(holder.pid);
    told = true;
    await sleep(250);
  }
  // The beat tells a living holder from a stranger that got a dead holder's process id.
  const beat = setInterval(() => utimesSync(path, new Date(), new Date()), beatMs);
  const release = () => rmSync(path, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    process.off('exit', release);
    release();
  }
}

// link() makes the file appear with its content; writing in place would show others an empty lock.
function create(path: string, holder: Holder): boolean {
  const draft = `${path}.${holder.nonce}`;
  writeFileSync(draft, JSON.stringify(holder));
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function read(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function isDead(path: string, holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return true;
  }
  return age(path) > deadAfterMs;
}

// Two that find the same dead holder must not both remove the lock: the second would remove the first's new one.
function takeOver(path: string, dead: Holder, me: Holder): void {
  const claim = `${path}.takeover`;
  if (!create(claim, me)) {
    if (age(claim) > deadAfterMs) rmSync(claim, { force: true });
    return;
  }
  try {
    if (read(path)?.nonce === dead.nonce) rmSync(path, { force: true });
  } finally {
    rmSync(claim, { force: true });
  }
}

function age(path: string): number {
  return Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
}

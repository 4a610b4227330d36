/**
 * One writer of a folder at a time. Each run puts a file of its own name into the folder, looks for others, and takes
 * its file back when there is another: of two runs the one that looks later always sees the other. No name is ever used
 * twice, so the file of a dead run can be removed by anybody.
 */
import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

const NAME = /^\.layerc-lock-([0-9a-f]{8})-(\d+)-(\d*)-[-0-9a-f]+$/;
const BEAT_MS = 1_000;
/** A run on another machine, whose processes we cannot see, is dead when it has not stirred for so long. */
const SILENT_MS = 60_000;

export interface Lock {
  /** Whether a run was found that did not come to its end. */
  readonly tookOver: boolean;
  /** Tells others that this run is alive. To be called often; it does something once a second. */
  beat(): void;
  release(): void;
}

/** Waits for the other writers of a folder to end, `waitMs` at most; null when they did not. */
export async function lock(folder: string, waitMs: number): Promise<Lock | null> {
  const name = `.layerc-lock-${machine()}-${process.pid}-${startOf(process.pid)}-${once()}`;
  const path = join(folder, name);
  const release = () => rmSync(path, { force: true });
  const end = Date.now() + waitMs;
  for (;;) {
    closeSync(openSync(path, 'wx'));
    try {
      const others = readdirSync(folder).filter((other) => NAME.test(other) && other !== name);
      const now = statSync(path).mtimeMs;
      const dead = others.filter((other) => isDead(join(folder, other), other, now));
      if (dead.length === others.length) {
        for (const other of dead) rmSync(join(folder, other), { force: true });
        return { tookOver: dead.length > 0, beat: beater(path), release };
      }
    } catch (error) {
      release();
      throw error;
    }
    release();
    if (Date.now() > end) return null;
    // Of different length, so that two runs do not see each other for ever.
    await sleep(20 + Math.random() * 80);
  }
}

function beater(path: string): () => void {
  let last = Date.now();
  return () => {
    const now = Date.now();
    if (now - last < BEAT_MS) return;
    last = now;
    utimesSync(path, now / 1000, now / 1000);
  };
}

function isDead(path: string, name: string, now: number): boolean {
  const [, where, pid, start] = NAME.exec(name) as unknown as [string, string, string, string];
  if (where === machine()) return !isRunning(Number(pid)) || startOf(Number(pid)) !== start;
  // By the clock of the file system, which both machines share.
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && now - stats.mtimeMs > SILENT_MS;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** When a process was started, where the system tells: it sets a process apart from a later one of the same number. */
function startOf(pid: number): string {
  return textOf(() => /\) (?:\S+ ){19}(\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1] ?? '');
}

let known = '';

/** The same for two processes that see each other: of one machine and, in a container, of that. */
function machine(): string {
  if (known === '') {
    const boot = textOf(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'));
    const host = process.getBuiltinModule('node:os').hostname();
    const names = host + boot + textOf(() => readlinkSync('/proc/self/ns/pid'));
    known = bytesToHex(sha256(utf8ToBytes(names))).slice(0, 8);
  }
  return known;
}

/** A text that this process has never had, nor another one that was started in its millisecond. Loading node:crypto takes as long as a Function. */
function once(): string {
  return `${Date.now().toString(16)}-${Math.random().toString(16).slice(2)}`;
}

function sleep(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

function textOf(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}

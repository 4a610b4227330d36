import { beforeEach, type TestContext } from 'vitest';

/** The classes of hostile inputs that `npm run test:hostile` counts. */
export const HOSTILE_CLASSES = [
  'files',
  'links',
  'documents',
  'flags and names',
  'faults of the file system',
  'Functions on a cluster',
] as const;
export type HostileClass = (typeof HOSTILE_CLASSES)[number];

/** What one test has tried. */
export interface HostileCount {
  readonly of: HostileClass;
  readonly tried: number;
  /** How many of these held; without it all, if the test passes, and else none. */
  readonly held?: number;
}

declare module 'vitest' {
  interface TaskMeta {
    hostile?: HostileCount;
  }
}

/** Counts each test of a file or a suite as one hostile input of a class. To be called where tests are declared. */
export function countAs(of: HostileClass): void {
  beforeEach(({ task }) => {
    task.meta.hostile = { of, tried: 1 };
  });
}

/** Says of a test that it has tried many inputs. */
export function count(task: TestContext['task'], hostile: HostileCount): void {
  task.meta.hostile = hostile;
}

/** Whether the long form runs: `npm run test:hostile`. */
export const isLongRun = process.env.LAYERC_HOSTILE !== undefined;

import type { Gateway } from '../../gateway/core/gateway.ts';
import type { Supervisor } from '../worker/supervisor.ts';
import type { Chronicle } from './chronicle.ts';

/** The run that a page shows and acts on. */
export interface Subject {
  readonly gateway: Gateway;
  readonly supervisors: ReadonlyMap<string, Supervisor>;
  readonly chronicle: Chronicle;
  readonly now: () => number;
  /** After every change, before it is answered. */
  readonly save: () => void;
}

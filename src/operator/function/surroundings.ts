import type { Settings } from '../../compiler/index.ts';
import type { KubeObject } from '../kube/cluster.ts';
import type { Hands } from '../objects/hands.ts';
import type { Report } from '../objects/report.ts';
import type { Registry } from '../registry/step.ts';
import type { DownBook } from '../workers/down-book.ts';
import type { Cause } from '../workers/not-up.ts';
import type { CompileThread } from './compile-thread.ts';
import type { DroppedFields } from './dropped-fields.ts';
import type { ReadyBook } from './ready-book.ts';
import type { Unsaid } from './unsaid.ts';

/** What a look at a Function or an InfraRules works with. */
export interface Surroundings extends Hands {
  readonly settings: Settings;
  /** The settings as a text: others have another one. */
  readonly settingsKey: string;
  /** What the server drops of our kinds. */
  readonly dropped: DroppedFields;
  readonly stockPools: boolean;
  readonly report: Report;
  /** Null: somebody else tells the gateway of Functions. */
  readonly registry: Registry | null;
  readonly thread: CompileThread;
  /** Whether no other Function waits for a look. */
  readonly isCalm: () => boolean;
  readonly ready: Pick<ReadyBook, 'note' | 'forget'>;
  readonly down: DownBook;
  /** Why KEDA scales nothing; null: it does, as far as is known. */
  readonly kedaTrouble: () => Cause | null;
  /** After so long with too few workers a Function is not Ready. */
  readonly workerDeadlineMs: number;
  /** By `namespace/name`: what is to be said of Functions when the objects of all are there. */
  readonly unsaid: Map<string, Unsaid>;
  /** Looks at a Function again after so many milliseconds, if nothing calls for it before. */
  readonly lookAgain: (fn: Pick<KubeObject, 'kind' | 'metadata'>, ms: number) => void;
}

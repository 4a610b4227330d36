import type { Settings } from '../../../compiler/index.ts';
import { NOTHING_DONE, type Past } from '../../../gateway/sync/index.ts';
import type { LoadRestrictor } from '../../input/files.ts';
import type { Asked } from '../../project/asked.ts';

/** What every action is given. */
export interface GatewayRequest {
  readonly output: 'text' | 'json';
  readonly loadRestrictor: LoadRestrictor;
  readonly wanted: Asked;
  readonly settings: Settings;
  readonly token: { readonly file: string | null; readonly text: string | null };
}

/** What somebody names is theirs: the command line remembers nothing of what it did before. */
export const THEIRS: Past = { ...NOTHING_DONE, isOurs: true };

/** What a look at the gateway led to, for the status and for what is done about the workers. */

/** A condition without its type and times. */
export interface Said {
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message: string;
}

export interface Registration {
  readonly said: Said;
  /** The UDF is ours, as far as is known. */
  readonly isOurs: boolean;
  /** `fine`: workers may run. `stuck`: somebody has to act. `passing`: it will pass. */
  readonly state: 'fine' | 'stuck' | 'passing';
  /** When to look again; null: when something changes. */
  readonly againMs: number | null;
}

export function isFine({ state }: Registration): boolean {
  return state === 'fine';
}

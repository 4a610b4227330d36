/** A request that the gateway does not do, as it answers: a status, a stable word, and a sentence. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  /** The scope that the token lacks. */
  readonly requiredScope: Scope | undefined;

  constructor(status: number, code: string, message: string, requiredScope?: Scope) {
    super(message);
    this.status = status;
    this.code = code;
    this.requiredScope = requiredScope;
  }
}

/** What a token lets its bearer do; each implies those before it. */
export const SCOPES = ['read', 'write', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

export function notFound(what: string): Refusal {
  return new Refusal(404, 'not_found', `There is no ${what}.`);
}

/** A body that is JSON and yet cannot be used. */
export function invalid(message: string): Refusal {
  return new Refusal(422, 'invalid', message);
}

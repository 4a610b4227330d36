import type { JsonObject } from '../../json/json.ts';
import type { Gateway } from '../core/gateway.ts';
import type { Scope } from '../words/refusal.ts';

/** A request, as far as a route looks at it. */
export interface Call {
  readonly gateway: Gateway;
  /** The segments of the path that the pattern leaves open. */
  readonly path: readonly string[];
  readonly search: URLSearchParams;
  readonly body: JsonObject;
  readonly now: number;
}

export interface Route {
  readonly scope: Scope;
  readonly answer: (call: Call) => JsonObject;
  readonly status?: number;
  /** It gives rows to a worker, which may have to wait for them. */
  readonly isClaim?: true;
}

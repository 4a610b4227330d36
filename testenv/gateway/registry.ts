import type { Books } from './books.ts';
import type { UdfSpecInput } from './protocol.ts';

/** What the routes need of the gateway behind them. */
export interface Registry {
  /** Ids of all registered Functions. */
  readonly ids: readonly string[];
  /** Registers a Function, or replaces its spec. */
  put(id: string, spec: UdfSpecInput): Books;
  /** The books of a Function; throws the 404 that the API answers with when it is not registered. */
  books(id: string): Books;
  /** A registration; throws the same 404. */
  registered(id: string): { readonly books: Books; readonly createdAt: string };
  /** Enqueues the rows that are not in the books yet; returns how many there were. */
  discover(id: string, namespaces?: readonly string[]): number;
  /** Forgets a Function and its books. */
  remove(id: string): void;
}

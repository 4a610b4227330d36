import { AnswerTooLarge, type Cluster, type ListPage, type Resource } from './cluster.ts';

/** Bytes of a page that are read at a time: objects may have more than a megabyte each. */
const MOST_BYTES = 8 * 1024 * 1024;

/**
 * A list, page by page. A page that is too large to be read at a time is asked for again in smaller ones, at last object
 * by object, so that large objects cost time and not memory.
 */
export async function* pages(
  cluster: Pick<Cluster, 'list'>,
  resource: Resource,
  scope: { readonly namespace?: string; readonly labelSelector?: string },
  pageSize: number,
  signal: AbortSignal,
): AsyncGenerator<ListPage> {
  let limit = pageSize;
  let next: string | undefined;
  for (;;) {
    const options = { ...scope, limit, ...(next && { next }), ...(limit > 1 && { mostBytes: MOST_BYTES }) };
    const page = await cluster.list(resource, options, signal).catch(ifTooLarge);
    if (page === null) limit = Math.ceil(limit / 10);
    else {
      yield page;
      ({ next } = page);
      if (next === undefined) return;
    }
  }
}

function ifTooLarge(error: unknown): null {
  if (error instanceof AnswerTooLarge) return null;
  throw error;
}

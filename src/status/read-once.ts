import { CannotStart } from '../operator/kube/cannot-start.ts';
import { ApiError, type Cluster, type KubeObject, type Resource } from '../operator/kube/cluster.ts';
import { pages } from '../operator/kube/pages.ts';
import { INFRA_RULES } from '../operator/watch/resources.ts';
import type { Book } from './book.ts';
import type { Source } from './kinds.ts';

/** As kubectl: few requests, and not much memory. */
const PAGE = 500;

/** Fills the book. Each kind is read by itself; what may be read decides what is told. Gives notes on what is not. */
export async function readOnce(
  cluster: Pick<Cluster, 'list'>,
  sources: readonly Source[],
  book: Book,
  signal: AbortSignal,
): Promise<string[]> {
  const notes = await Promise.all(
    sources.map(async ({ resource, scope, without, keyOf, reduce, put }) => {
      try {
        for await (const { items } of pages(cluster, resource, scope, PAGE, signal))
          for (const object of items) {
            const key = keyOf(object);
            if (key !== undefined) put(book, key, reduce(object));
          }
        return null;
      } catch (error) {
        if (without === null) throw cannotList(resource, scope.namespace, error);
        return note(resource, without, error);
      }
    }),
  );
  return notes.filter((one) => one !== null);
}

/** InfraRules/default; a note where it cannot be read. */
export async function readRules(
  cluster: Pick<Cluster, 'get'>,
  signal: AbortSignal,
): Promise<{ readonly rules: KubeObject | null; readonly notes: readonly string[] }> {
  try {
    const rules = await cluster.get(INFRA_RULES, 'default', undefined, signal);
    return { rules, notes: rules === null ? ['there is no InfraRules/default'] : [] };
  } catch (error) {
    return { rules: null, notes: [note(INFRA_RULES, 'what the pools allow', error)] };
  }
}

/** That a kind cannot be read; whatever else stands in the way is thrown. */
export function note(resource: Resource, without: string, error: unknown): string {
  if (!(error instanceof ApiError) || ![403, 404].includes(error.status.code)) throw error;
  const why = error.status.code === 403 ? 'you have no right to list them' : 'the server has none';
  return `no ${resource.plural} can be read, as ${why}: ${without} is not told`;
}

/** Why the Functions cannot be listed, in one line. */
function cannotList(resource: Resource, namespace: string | undefined, error: unknown): Error {
  if (!(error instanceof ApiError)) return error as Error;
  const { code, message } = error.status;
  if (code === 404)
    return new CannotStart(
      'the server does not know Functions; install them: layerc crds | kubectl apply --server-side -f -',
    );
  const where = namespace === undefined ? 'in all namespaces' : `in the namespace ${namespace}`;
  const hint = code === 403 && namespace === undefined ? ' (try -n NAMESPACE)' : '';
  return new CannotStart(`${resource.plural} cannot be listed ${where}: ${code} ${message}${hint}`);
}

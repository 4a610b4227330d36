import { FUNCTIONS } from '../watch/resources.ts';

/** The least that is a Function: it stands in for those of which only the name matters, or the pool. */
export function plainFunction(
  metadata: { name: string; namespace?: string },
  pool: string,
  dispatch: 'pull' | 'push' = 'pull',
): object {
  return {
    apiVersion: FUNCTIONS.apiVersion,
    kind: FUNCTIONS.kind,
    metadata,
    spec: {
      targetNamespaces: ['any'],
      worker: { image: 'any', dispatch },
      scaling: { pool, replicas: { max: 1 } },
    },
  };
}

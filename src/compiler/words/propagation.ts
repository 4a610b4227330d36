/** Which labels and annotations of a Function must never be those of the objects that are made of it. */
import { labelKey } from '../kubernetes/name-grammars.ts';
import { FUNCTION_LABEL, MANAGED_BY_LABEL } from './ours.ts';

/** A prefix where it ends in a slash, else a whole key. */
const TRACKING: { readonly [tool: string]: readonly string[] } = {
  'Argo CD': ['app.kubernetes.io/instance', 'argocd.argoproj.io/'],
  Flux: ['kustomize.toolkit.fluxcd.io/', 'helm.toolkit.fluxcd.io/', 'reconcile.fluxcd.io/', 'fluxcd.io/'],
  Helm: ['meta.helm.sh/', 'helm.sh/'],
  kubectl: ['kubectl.kubernetes.io/', 'applyset.kubernetes.io/'],
  kustomize: [
    'config.kubernetes.io/',
    'internal.config.kubernetes.io/',
    'config.k8s.io/',
    'kustomize.config.k8s.io/',
  ],
  layerc: [
    FUNCTION_LABEL,
    MANAGED_BY_LABEL,
    'app.kubernetes.io/name',
    'app.kubernetes.io/component',
    'layer.hev.dev/component',
    'hevlayer.com/',
    'layerc.hevlayer.com/',
    'pod-template-hash',
  ],
};

/** Why a key cannot be on the list, as the end of a sentence that begins with it; undefined when it can. */
export function notPropagated(key: string, what: 'label' | 'annotation'): string | undefined {
  if (!labelKey.accepts(key)) return `is no key of ${what === 'label' ? 'a label' : 'an annotation'}`;
  const tool = Object.keys(TRACKING).find((one) =>
    TRACKING[one]?.some((mark) => (mark.endsWith('/') ? key.startsWith(mark) : key === mark)),
  );
  if (tool === undefined) return undefined;
  return tool === 'layerc'
    ? 'is set by layerc itself'
    : `is how ${tool} knows its own objects, so it is never passed on`;
}

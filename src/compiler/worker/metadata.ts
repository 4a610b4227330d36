/** The metadata of the objects of a Function, and of its pods. */
import { isObject, type JsonObject, sorted } from '../../json/json.ts';
import type { Texts, Workload } from '../resolve/workload.ts';
import type { Mark } from '../words/origin.ts';
import { FUNCTION_LABEL, MANAGED_BY, MANAGED_BY_LABEL } from '../words/ours.ts';

/** Name and labels shared by every object of the Function. */
export function metadata(workload: Workload, mark: Mark) {
  const { labels, annotations } = workload.passedOn;
  return {
    ...some('annotations', passedOn(annotations, 'annotations', mark)),
    labels: sorted({ ...passedOn(labels, 'labels', mark), ...ownLabels(workload, mark) }),
    name: mark.rule(workload.baseName, 'OneBaseName'),
    namespace: namespaceOf(workload, mark),
  };
}

/** Those of the pod: what the Function passes on, over it worker.podSpec.metadata, over both the labels of layerc. */
export function metadataOfPod(workload: Workload, mark: Mark) {
  const { passedOn: given } = workload;
  const annotations = { ...passedOn(given.annotations, 'annotations', mark), ...written('annotations') };
  const labels = { ...passedOn(given.labels, 'labels', mark), ...written('labels') };
  return {
    ...some('annotations', annotations),
    labels: sorted({ ...labels, ...ownLabels(workload, mark) }),
  };

  function written(field: 'labels' | 'annotations'): Texts {
    const { podMetadata } = workload;
    const texts = isObject(podMetadata) ? podMetadata[field] : undefined;
    if (!isObject(texts)) return {};
    const present = Object.entries(texts).filter(([, text]) => text !== null);
    return mark.field(Object.fromEntries(present) as Texts, `${POD_METADATA}/${field}`);
  }
}

export const POD_METADATA = '/spec/worker/podSpec/metadata';

/** The labels of layerc; a podSpec cannot change them. */
export function ownLabels(workload: Workload, mark: Mark): Texts {
  return {
    'app.kubernetes.io/component': mark.rule('worker', 'CommonLabels'),
    [MANAGED_BY_LABEL]: mark.rule(MANAGED_BY, 'CommonLabels'),
    'app.kubernetes.io/name': mark.field(workload.name, '/metadata/name'),
    [FUNCTION_LABEL]: mark.field(workload.name, '/metadata/name'),
    'layer.hev.dev/component': mark.rule('worker', 'CommonLabels'),
  };
}

/** The pods of this Function, for the Deployment and the Service. */
export function selector(workload: Workload, mark: Mark): Texts {
  return { [FUNCTION_LABEL]: mark.field(workload.name, '/metadata/name') };
}

function passedOn(texts: Texts, field: string, mark: Mark): Texts {
  return mark.field(texts, `/metadata/${field}`);
}

/** A map that is left out where it has nothing. */
function some(field: 'annotations', texts: Texts): { annotations?: Texts } {
  return Object.keys(texts).length === 0 ? {} : { [field]: sorted(texts as JsonObject) as Texts };
}

function namespaceOf(workload: Workload, mark: Mark): string {
  return workload.namespaceGiven
    ? mark.field(workload.namespace, '/metadata/namespace')
    : mark.setting(workload.namespace, 'namespace');
}

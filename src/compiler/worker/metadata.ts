/** The metadata of the objects of a Function, and of its pods. */
import { isObject, type Json, sorted } from '../../json/json.ts';
import type { Texts, Workload } from '../resolve/workload.ts';
import type { Mark } from '../words/origin.ts';
import { FUNCTION_LABEL, MANAGED_BY, MANAGED_BY_LABEL } from '../words/ours.ts';

/** Name and labels shared by every object of the Function. */
export function metadata(workload: Workload, mark: Mark) {
  const { labels, annotations } = workload.passedOn;
  return annotated(mark.field(annotations, '/metadata/annotations'), {
    labels: over(mark.field(labels, '/metadata/labels'), ownLabels(workload, mark)),
    name: mark.rule(workload.baseName, 'OneBaseName'),
    namespace: namespaceOf(workload, mark),
  });
}

/**
 * Those of the pod: what the Function passes on, over it the template of the pool, over it worker.podSpec.metadata, over all
 * of it the labels of layerc.
 */
export function metadataOfPod(workload: Workload, mark: Mark): { labels: Texts; annotations?: Texts } {
  const { labels, annotations } = workload.passedOn;
  const written = (field: 'labels' | 'annotations') =>
    mark.field(writtenTexts(workload.podMetadata, field), `${POD_METADATA}/${field}`);
  const ofPool = (field: 'labels' | 'annotations') =>
    mark.pool(workload.pool.template?.metadata[field] ?? NONE, `${TEMPLATE_METADATA}/${field}`);
  const given = over(over(mark.field(labels, '/metadata/labels'), ofPool('labels')), written('labels'));
  const notes = over(mark.field(annotations, '/metadata/annotations'), ofPool('annotations'));
  return annotated(over(notes, written('annotations')), { labels: over(given, ownLabels(workload, mark)) });
}

const NONE: Texts = {};

/** The labels or annotations that a podSpec has for its pod. */
function writtenTexts(podMetadata: Json, field: 'labels' | 'annotations'): Texts {
  const texts = isObject(podMetadata) ? podMetadata[field] : undefined;
  if (!isObject(texts)) return NONE;
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== null)) as Texts;
}

/** Both, in order; most Functions have nothing beside what layerc sets, which is in order. */
function over(below: Texts, above: Texts): Texts {
  return isEmpty(below) ? above : sorted({ ...below, ...above });
}

/** Metadata with its annotations, which are left out where there are none. */
function annotated<T extends object>(annotations: Texts, metadata: T): T & { annotations?: Texts } {
  return isEmpty(annotations) ? metadata : { annotations: sorted(annotations), ...metadata };
}

function isEmpty(texts: Texts): boolean {
  for (const _ in texts) return false;
  return true;
}

const TEMPLATE_METADATA = '/template/metadata';
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

function namespaceOf(workload: Workload, mark: Mark): string {
  return workload.namespaceGiven
    ? mark.field(workload.namespace, '/metadata/namespace')
    : mark.setting(workload.namespace, 'namespace');
}

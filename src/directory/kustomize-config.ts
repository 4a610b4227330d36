import type { JsonObject } from '../json/json.ts';
import { printYaml } from '../text/yaml/print.ts';

/** The fields of a pod that name another object, as kustomize itself knows them for a Deployment. */
const POD_REFERENCES: { readonly [kind: string]: readonly string[] } = {
  ConfigMap: [
    ...inContainers('env/valueFrom/configMapKeyRef/name', 'envFrom/configMapRef/name'),
    'volumes/configMap/name',
    'volumes/projected/sources/configMap/name',
  ],
  Secret: [
    ...inContainers('env/valueFrom/secretKeyRef/name', 'envFrom/secretRef/name'),
    'imagePullSecrets/name',
    'volumes/projected/sources/secret/name',
    'volumes/secret/secretName',
  ],
  PersistentVolumeClaim: ['volumes/persistentVolumeClaim/claimName'],
  ServiceAccount: ['serviceAccountName'],
  PriorityClass: ['priorityClassName'],
};

/** A field of a kind that kustomize does not know. */
interface FieldSpec extends JsonObject {
  readonly group: string;
  readonly kind: string;
  readonly path: string;
}

/**
 * What kustomize has to be told of the kinds here, so that a renamed object is renamed wherever another names it, and an
 * image wherever it stands. kustomize hands it on to every overlay.
 */
export function kustomizeConfig(): string {
  return printYaml([
    {
      images: [inFunction('image')],
      nameReference: [
        reference('Deployment', [inKeda('ScaledObject', 'spec/scaleTargetRef/name')]),
        reference('TriggerAuthentication', [inKeda('ScaledObject', 'spec/triggers/authenticationRef/name')]),
        reference('Secret', [inKeda('TriggerAuthentication', 'spec/secretTargetRef/name')]),
        ...Object.entries(POD_REFERENCES).map(([kind, paths]) =>
          reference(
            kind,
            paths.map((path) => inFunction(`podSpec/${path}`)),
          ),
        ),
      ],
    },
  ]);
}

function reference(kind: string, fieldSpecs: readonly FieldSpec[]): JsonObject {
  return { kind, fieldSpecs };
}

function inKeda(kind: string, path: string): FieldSpec {
  return { group: 'keda.sh', kind, path };
}

function inFunction(path: string): FieldSpec {
  return { group: 'hevlayer.com', kind: 'Function', path: `spec/worker/${path}` };
}

function inContainers(...paths: readonly string[]): string[] {
  return ['containers', 'initContainers'].flatMap((list) => paths.map((path) => `${list}/${path}`));
}

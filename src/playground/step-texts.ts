/** The documents that the steps of the tutorial begin with. */
import { PLAIN_FORM, type State } from './state.ts';

export const FUNCTION = 'function.yaml';
export const RULES = 'infra-rules.yaml';

export const PULL = `apiVersion: hevlayer.com/v1alpha1
kind: Function
metadata:
  name: tag-products
  namespace: shop
spec:
  targetNamespaces: [products]
  worker:
    image: registry.example.com/tag-products:1.4.0
  scaling:
    pool: cpu
    replicas:
      max: 4
`;

export const PUSH = PULL.replace('1.4.0\n', '1.4.0\n    dispatch: push\n    timeoutSeconds: 60\n');

export const PATCHED = PULL.replace(
  '1.4.0\n',
  `1.4.0
    podSpec:
      containers:
      - name: udf
        env:
        - name: REGION
          value: eu
`,
);

export const REFUSED = PULL.replace('pool: cpu', 'pool: gpuu');

const SECOND = PULL.replace('tag-products\n  namespace', 'embed-products\n  namespace').replace(
  'tag-products:1.4.0',
  'embed-products:2.0.1',
);
export const TWO = `${PULL}---\n${SECOND}`;

const POOLS = `apiVersion: hevlayer.com/v1alpha1
kind: InfraRules
metadata:
  name: default
spec:
  computePools:
  - name: cpu
    kind: cpu
    maxReplicasPerWorkload: 20
    resources:
      requests: {cpu: 500m, memory: 512Mi}
      limits: {memory: 1Gi}
  - name: gpu
    kind: gpu
    gpuType: l4
    maxReplicasPerWorkload: 4
    resources:
      requests: {cpu: 250m, memory: 4Gi, nvidia.com/gpu: "1"}
      limits: {memory: 10Gi, nvidia.com/gpu: "1"}
`;

export function begin(text: string, shown: string): State {
  return {
    documents: [
      { name: FUNCTION, text },
      { name: RULES, text: POOLS },
    ],
    shown,
    form: PLAIN_FORM,
  };
}

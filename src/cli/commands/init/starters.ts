/** What `layerc init` writes: a Function of each kind, and the InfraRules that it needs. */
import { scalarText } from '../../../text/yaml/print.ts';

/** What a Function may begin as, and the name that it has where none is given. */
export const STARTERS = {
  pull: { name: 'tag-products', text: pull },
  push: { name: 'resize-images', text: push },
  schedule: { name: 'refresh-prices', text: schedule },
  gpu: { name: 'embed-products', text: gpu },
} as const;

export type StarterName = keyof typeof STARTERS;

/** The text of a Function that is valid and of which there is nothing to warn. */
export function functionText(kind: StarterName, name: string): string {
  return `${schemaLine('function')}
apiVersion: hevlayer.com/v1alpha1
kind: Function
metadata:
  name: ${scalarText(name)} # also its id at the gateway
  namespace: default # where its workers run; the gateway's Secret has to be there
spec:
${STARTERS[kind].text(scalarText(`registry.example.com/${name}:1.0.0`))}`;
}

/** The text of InfraRules with the pools that the Functions name. */
export function infraRulesText(): string {
  return `${schemaLine('infrarules')}
apiVersion: hevlayer.com/v1alpha1
kind: InfraRules
metadata:
  name: default # a cluster has one, of this name
spec:
  # Where workers may run. A Function chooses one by its name (spec.scaling.pool).
  computePools:
    - name: cpu
      kind: cpu
      # nodeSelector: {karpenter.sh/nodepool: cpu} # the nodes that are meant, if not all are
      resources:
        requests: {cpu: 500m, memory: 512Mi}
        limits: {memory: 1Gi}
      maxReplicasPerWorkload: 20 # no Function may ask for more here
    - name: gpu
      kind: gpu
      # nodeSelector: {karpenter.sh/nodepool: gpu}
      tolerations: # what keeps other pods away from GPU nodes
        - {key: nvidia.com/gpu, operator: Exists, effect: NoSchedule}
      resources:
        requests: {cpu: 250m, memory: 4Gi, nvidia.com/gpu: "1"}
        limits: {memory: 10Gi, nvidia.com/gpu: "1"}
      maxReplicasPerWorkload: 4
`;
}

/** Beside the files, so that they are found without a network: folders of inputs are not searched for hidden entries. */
export const SCHEMAS = {
  function: '.schemas/function.schema.json',
  infrarules: '.schemas/infra-rules.schema.json',
} as const;

/** Editors with the YAML language server check and complete by it. */
function schemaLine(schema: keyof typeof SCHEMAS): string {
  return `# yaml-language-server: $schema=${SCHEMAS[schema]}`;
}

const ROWS = `  targetNamespaces: [products] # of the vector store, not of Kubernetes
  inputs: [title, description] # columns that the worker gets with each row
  version: v1 # another version runs all rows again
`;

function pull(image: string): string {
  return `${ROWS}  worker:
    image: ${image} # a tag that does not move
    dispatch: pull # the worker claims rows at the gateway
    batchSize: 32 # rows of one claim
    timeoutSeconds: 30
  scaling:
    pool: cpu # one of InfraRules/default
    replicas:
      min: 0 # none while the queue is empty
      max: 4
`;
}

function push(image: string): string {
  return `${ROWS}  worker:
    image: ${image} # a tag that does not move
    dispatch: push # the gateway sends rows to the worker over HTTP
    port: 8080 # where the worker listens
    batchSize: 32 # rows of one call
    timeoutSeconds: 30 # a call that takes longer is given up
  scaling:
    pool: cpu # one of InfraRules/default
    replicas:
      min: 0 # none while the queue is empty
      max: 4
`;
}

function schedule(image: string): string {
  return `${ROWS}  triggers: [schedule] # and discovery, to look for new rows too
  schedule:
    cron: "0 2 * * *" # every day at two, in UTC
    leaseSeconds: 1800 # how long a claim holds its rows; the worker stays awake for longer
  worker:
    image: ${image} # a tag that does not move
    timeoutSeconds: 30
  scaling:
    pool: cpu # one of InfraRules/default
    replicas:
      min: 0 # none between two runs
      max: 1
`;
}

function gpu(image: string): string {
  return `${ROWS}  worker:
    image: ${image} # a tag that does not move
    batchSize: 128 # rows of one claim
    timeoutSeconds: 120
  schedule:
    leaseSeconds: 300 # longer than the worker needs for a batch
  scaling:
    pool: gpu # one of InfraRules/default; its resources ask for the device
    replicas:
      min: 0 # no node is kept while the queue is empty
      max: 2
`;
}

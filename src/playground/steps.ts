/** The tutorial: six steps for somebody who has never written a Function, nor an object of Kubernetes. */
import type { Analysis } from './protocol.ts';
import type { State, Step } from './state.ts';
import { begin, FUNCTION, PATCHED, PULL, PUSH, REFUSED, RULES, TWO } from './step-texts.ts';

interface Lesson extends Step {
  /** Whether what is there now shows that the task was done, in whatever way. */
  readonly isDone: (analysis: Analysis) => boolean;
}

const LESSONS: readonly Lesson[] = [
  {
    title: 'A worker that asks for rows',
    read: [
      'You have a program in a container image, and rows in an index that it is to work on. The Function, among the inputs, says so in a few lines: which image, over which index, how many at most.',
      'The objects are what a cluster gets for it. A `Deployment` keeps copies of the image running, each in a pod; these are the workers. A `ScaledObject` tells KEDA, which counts the rows that wait, how many workers there are to be. A `TriggerAuthentication` holds the key with which KEDA may ask.',
      'A worker learns from its environment where the gateway is and how many rows to take at once: `HEVLAYER_UDF_BATCH_SIZE`. Then it asks for them by itself. That is called pull.',
    ],
    task: [
      'Click the value of `HEVLAYER_UDF_BATCH_SIZE` among the objects. It is 32 because the Function does not say anything else.',
      'Say it: write `batchSize: 64` in a line below `image`, and see the value change.',
    ],
    state: begin(PULL, FUNCTION),
    look: {
      document: FUNCTION,
      words: 'tag-products:1.4.0\n',
      by: 'tag-products:1.4.0\n    batchSize: 64\n',
    },
    isDone: ({ output }) => /HEVLAYER_UDF_BATCH_SIZE\s+value: "64"/.test(output),
  },
  {
    title: 'A worker that is called',
    read: [
      'The other way round, the gateway calls the worker, which is called push. The program then is a small HTTP server, and the gateway has to find it.',
      'For that a cluster has a Service: a name that stays the same while workers come and go.',
    ],
    task: [
      'Write `dispatch: push` in a line below `image`.',
      'Look for the `Service` among the objects, and for `readinessProbe`: a worker is called only once it answers. Click its values to see why they are there.',
    ],
    state: begin(PULL, FUNCTION),
    look: {
      document: FUNCTION,
      words: 'tag-products:1.4.0\n',
      by: 'tag-products:1.4.0\n    dispatch: push\n',
    },
    isDone: (analysis) => hasNoErrors(analysis) && analysis.objects.some(({ kind }) => kind === 'Service'),
  },
  {
    title: 'As many workers as there is work',
    read: [
      'While no row waits there is no worker, and nothing to pay for. When rows come, KEDA starts workers, up to `max`; the pool of the platform team, in the other tab, says how many one Function may ask for: `maxReplicasPerWorkload`.',
      'Starting from nothing takes a while. A Function whose first row must not wait keeps a worker at all times.',
    ],
    task: [
      'Write `min: 1` in a line below `replicas`, and see `minReplicaCount` among the objects.',
      'Put the cursor on `min`: everything that it decides lights up.',
    ],
    state: begin(PUSH, FUNCTION),
    look: { document: FUNCTION, words: 'replicas:\n', by: 'replicas:\n      min: 1\n' },
    isDone: ({ output }) => /^ +minReplicaCount: [1-9]/m.test(output),
  },
  {
    title: 'What the Function has no field for',
    read: [
      'A pod can do much more than a Function has words for: variables of your own, volumes, Secrets, a second container. All that stands in `podSpec`, in the words of Kubernetes, and is laid over the pod that layerc makes.',
      'Your program is in the container `udf`. What you write for it is added; what layerc needs stays.',
    ],
    task: [
      'Give the program one more variable. Below `value: eu` write `- name: LOG_LEVEL`, its dash below that of `- name: REGION`, and, below that, `value: debug`.',
      'Click `LOG_LEVEL` among the objects: it is a patch by the podSpec, and the line that did it lights up.',
    ],
    state: begin(PATCHED, FUNCTION),
    look: {
      document: FUNCTION,
      words: '          value: eu\n',
      by: '          value: eu\n        - name: LOG_LEVEL\n          value: debug\n',
    },
    isDone: (analysis) => hasNoErrors(analysis) && /- name: LOG_LEVEL\s+value: /.test(analysis.output),
  },
  {
    title: 'A Function that is refused',
    read: [
      'This Function wants the pool `gpuu`, which nobody has. It gets no objects at all: half of a worker would help no one. In a cluster, the workers that it had before would stay as they are.',
      'The line under the mistake says what was found, what there is, and what you may have meant.',
    ],
    task: ['Put the cursor on `gpuu`, read what it says, and take the fix that it offers: `gpu`.'],
    state: begin(REFUSED, FUNCTION),
    look: { document: FUNCTION, words: 'gpuu', by: 'gpu' },
    isDone: (analysis) => hasNoErrors(analysis) && analysis.functions.length > 0,
  },
  {
    title: 'What the platform team decides for all',
    read: [
      'Pools stand in `InfraRules`, which the platform team writes: on which nodes workers run, what they may use. A pool can have a `template` too: a part of a pod that every worker of the pool gets.',
      'Here are two Functions, and both use the pool `cpu`.',
    ],
    task: [
      'In the tab of the pools, give all workers of `cpu` a label: below `kind: cpu` write `template: {metadata: {labels: {cost-center: search}}}`.',
      'Both Functions have it. Click it among the objects to see whose word it is, and look at what has changed.',
    ],
    state: begin(TWO, RULES),
    look: {
      document: RULES,
      words: '    kind: cpu\n',
      by: '    kind: cpu\n    template: {metadata: {labels: {cost-center: search}}}\n',
    },
    isDone: ({ output, functions }) =>
      functions.length > 1 && (output.match(/cost-center: /g) ?? []).length >= functions.length,
  },
];

export const STEPS: readonly Step[] = LESSONS;

/** False for a step that there is not. */
export function isDone(step: number, analysis: Analysis): boolean {
  return LESSONS[step]?.isDone(analysis) ?? false;
}

/** The state of a step once its task is done as it says. */
export function solved({ state, look }: Step): State {
  return {
    ...state,
    documents: state.documents.map(({ name, text }) => ({
      name,
      text: name === look.document ? text.replace(look.words, () => look.by) : text,
    })),
  };
}

function hasNoErrors({ totals, badSettings }: Analysis): boolean {
  return totals.errors === 0 && badSettings.length === 0;
}

import { child } from '../../json/pointer.ts';
import { breach, type Constraint, exactlyOne, has, inner, number, objects, text } from './constraint.ts';

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const DEFAULT_GRACE = 30;

/** Probes and lifecycle hooks. */
export const HANDLER_CONSTRAINTS: readonly Constraint[] = [
  exactlyOne('Probe', 'a probe', ['exec', 'grpc', 'httpGet', 'tcpSocket']),
  exactlyOne('LifecycleHandler', 'a hook', ['exec', 'httpGet', 'sleep', 'tcpSocket']),
  {
    of: ['Container'],
    must: 'a liveness or startup probe has succeeded after one success',
    hint: 'Leave successThreshold out.',
    check: (container) =>
      ['livenessProbe', 'startupProbe'].flatMap((probe) => {
        const threshold = number(inner(container, probe) ?? {}, 'successThreshold') ?? 1;
        return breach(threshold > 1, `/${probe}/successThreshold`, `is ${threshold}`);
      }),
  },
  {
    of: ['Container'],
    must: 'a readiness probe never ends a container and so has no grace period',
    hint: 'Remove it.',
    check: (container) =>
      breach(
        has(inner(container, 'readinessProbe') ?? {}, 'terminationGracePeriodSeconds'),
        '/readinessProbe/terminationGracePeriodSeconds',
        'is set',
      ),
  },
  {
    of: ['Container'],
    must: 'a hook sleeps no longer than terminationGracePeriodSeconds of the pod',
    hint: 'Shorten the sleep or lengthen the grace period.',
    check: (container, pod) => {
      const grace = number(pod, 'terminationGracePeriodSeconds') ?? DEFAULT_GRACE;
      const lifecycle = inner(container, 'lifecycle') ?? {};
      return ['postStart', 'preStop'].flatMap((hook) => {
        const seconds = number(inner(inner(lifecycle, hook) ?? {}, 'sleep') ?? {}, 'seconds') ?? 0;
        const found = `is ${seconds}, more than the grace period of ${grace} seconds`;
        return breach(seconds > grace && grace >= 0, `/lifecycle/${hook}/sleep/seconds`, found);
      });
    },
  },
  {
    of: ['Lifecycle'],
    must: 'a stopSignal is one of the operating system that os.name of the pod names',
    hint: 'Set os: {name: linux} in the podSpec.',
    check: (lifecycle, pod) =>
      breach(
        has(lifecycle, 'stopSignal') && inner(pod, 'os') === undefined,
        '/stopSignal',
        'is set without os.name',
      ),
  },
  {
    of: ['PodSpec'],
    must: 'only an init container with restartPolicy Always has probes and a lifecycle',
    hint: 'Remove it, or set restartPolicy: Always.',
    check: (pod) =>
      objects(pod, 'initContainers')
        .filter(({ object }) => text(object, 'restartPolicy') !== 'Always')
        .flatMap(({ object, at }) =>
          [...PROBES, 'lifecycle'].flatMap((field) => breach(has(object, field), child(at, field), 'is set')),
        ),
  },
];

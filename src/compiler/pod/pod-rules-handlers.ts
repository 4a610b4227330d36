import { child } from '../../json/pointer.ts';
import { shown } from './pod-leaf.ts';
import { breach, exactlyOne, has, inner, number, objects, type Rule, text } from './pod-rule.ts';

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const DEFAULT_GRACE = 30;

/** Probes and lifecycle hooks. */
export const HANDLER_RULES: readonly Rule[] = [
  exactlyOne('Probe', 'a probe', ['exec', 'grpc', 'httpGet', 'tcpSocket']),
  exactlyOne('LifecycleHandler', 'a hook', ['exec', 'httpGet', 'sleep', 'tcpSocket']),
  {
    of: ['Container'],
    must: 'liveness and startup probes succeed at once, with successThreshold 1',
    hint: 'Leave successThreshold out.',
    check: (container) =>
      ['livenessProbe', 'startupProbe'].flatMap((probe) => {
        const threshold = number(inner(container, probe) ?? {}, 'successThreshold') ?? 1;
        return breach(threshold > 1, `/${probe}/successThreshold`, `successThreshold is ${threshold}`);
      }),
  },
  {
    of: ['Container'],
    must: 'a readinessProbe stops nothing, so it has no terminationGracePeriodSeconds',
    hint: 'Remove it.',
    check: (container) =>
      breach(
        has(inner(container, 'readinessProbe') ?? {}, 'terminationGracePeriodSeconds'),
        '/readinessProbe/terminationGracePeriodSeconds',
        'terminationGracePeriodSeconds is set',
      ),
  },
  {
    of: ['Container'],
    must: 'a hook sleeps no longer than terminationGracePeriodSeconds of the pod',
    hint: 'Shorten the sleep or lengthen the grace.',
    check: (container, pod) => {
      const grace = number(pod, 'terminationGracePeriodSeconds') ?? DEFAULT_GRACE;
      const lifecycle = inner(container, 'lifecycle') ?? {};
      return ['postStart', 'preStop'].flatMap((hook) => {
        const seconds = number(inner(inner(lifecycle, hook) ?? {}, 'sleep') ?? {}, 'seconds') ?? 0;
        const found = `${hook} sleeps ${seconds} s of ${grace} s`;
        return breach(seconds > grace && grace >= 0, `/lifecycle/${hook}/sleep/seconds`, found);
      });
    },
  },
  {
    of: ['Lifecycle'],
    must: 'stopSignal needs os.name of the pod',
    hint: 'Set os: {name: linux} in the podSpec.',
    check: (lifecycle, pod) =>
      breach(
        has(lifecycle, 'stopSignal') && inner(pod, 'os') === undefined,
        '/stopSignal',
        'stopSignal is set without it',
      ),
  },
  {
    of: ['PodSpec'],
    must: 'only an init container with restartPolicy Always has probes and a lifecycle',
    hint: 'Remove them, or set restartPolicy: Always.',
    check: (pod) =>
      objects(pod, 'initContainers')
        .filter(({ object }) => text(object, 'restartPolicy') !== 'Always')
        .flatMap(({ object, at }) =>
          [...PROBES, 'lifecycle'].flatMap((field) =>
            breach(has(object, field), child(at, field), `${shown(text(object, 'name') ?? '')} has ${field}`),
          ),
        ),
  },
];

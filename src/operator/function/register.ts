import type { Wish } from '../../gateway/sync/index.ts';
import { timeText } from '../kube/clock.ts';
import type { KubeObject } from '../kube/cluster.ts';
import type { Gate } from '../objects/apply.ts';
import { replicaPolicy } from '../objects/replicas.ts';
import { failed, type Verdict, waiting } from '../objects/verdict.ts';
import { guard } from '../registry/cleanup.ts';
import { mayApplyUnregistered } from '../registry/gate.ts';
import { isSentRow, REGISTERED, REGISTERING, sentRow } from '../registry/past.ts';
import { isFine, type Registration } from '../registry/registration.ts';
import { olderNamesake, unasked } from '../registry/step.ts';
import { FUNCTIONS } from '../watch/resources.ts';
import type { Found } from './report-status.ts';
import { conditions, OWN_CONDITIONS, readStatus } from './status.ts';
import type { Surroundings } from './surroundings.ts';
import { writeStatus } from './write-status.ts';

/** What a look does at the gateway, between what workers are called through and the workers. */
export interface Registering {
  /** Null: nobody asks the gateway. */
  readonly gate: Gate | null;
  /** The verdict on the Function with what the gateway said, and that for the status. */
  readonly concluded: (found: Verdict) => { readonly verdict: Verdict; readonly gateway: Found['gateway'] };
  /** The Function as it is now: its status may have been written on the way. */
  readonly current: () => KubeObject;
}

export function register(
  fn: KubeObject,
  wish: Wish | null,
  objects: readonly KubeObject[] | null,
  around: Surroundings,
  signal: AbortSignal,
): Registering {
  const { registry, cache, lookAgain } = around;
  const { name, namespace = '', uid, generation } = fn.metadata;
  const current = () => {
    const now = cache.functionOf(namespace, name);
    return now !== null && now.metadata.uid === uid && now.metadata.generation === generation ? now : fn;
  };
  let registration: Registration | null = null;
  const why = objects === null ? 'The Function is refused.' : 'Its objects could not be applied.';
  const concluded: Registering['concluded'] = (found) => {
    if (registry === null || (objects !== null && wish === null))
      return { verdict: found, gateway: { said: null, isOurs: unasked(fn, '').isOurs } };
    if (registration === null) return { verdict: found, gateway: unasked(fn, why) };
    const { said, isOurs, againMs } = registration;
    if (againMs !== null) lookAgain(fn, againMs);
    return { verdict: verdictWith(found, registration), gateway: { said, isOurs } };
  };
  if (registry === null || wish === null || objects === null) return { gate: null, concluded, current };
  const intend = (sent: readonly string[]) => noteIntent(current(), sent, around, signal);
  const gate: Gate = async (live) => {
    const older = olderNamesake(fn, cache);
    if (registry.cleansUp && older === null) await guard(current(), around, signal);
    registration = await registry.registrar.register(current(), wish, older, intend, signal);
    return isFine(registration) || mayApplyUnregistered(live, replicaPolicy(objects), cache.hasKeda);
  };
  return { gate, concluded, current };
}

/** What is wrong with its objects goes before what is wrong at the gateway. */
function verdictWith(found: Verdict, registration: Registration): Verdict {
  const isHeldBack = found.kind === 'waiting' && found.reason === 'NotRegistered';
  if (isFine(registration) || (found.kind !== 'applied' && !isHeldBack)) return found;
  const { reason, message } = registration.said;
  const waits = isHeldBack ? ' The workers stay as they are until then.' : '';
  return registration.state === 'passing'
    ? waiting(reason, `${message}${waits}`, 'seldom')
    : failed(reason, `${message}${waits}`, 'seldom');
}

/** Keeps in the status what is about to be sent, so that whoever comes next knows whose it is. */
async function noteIntent(
  fn: KubeObject,
  sent: readonly string[],
  around: Surroundings,
  signal: AbortSignal,
): Promise<boolean> {
  const { conditions: before = [], managedObjects = [] } = readStatus(fn.status) ?? {};
  const row = {
    type: REGISTERED,
    status: 'Unknown',
    reason: REGISTERING,
    message: 'The gateway is being told of it.',
  } as const;
  const [noted] = conditions([row], before, fn.metadata.generation ?? 0, timeText(around.now()));
  const others = before.filter(({ type }) => type !== REGISTERED && OWN_CONDITIONS.has(type));
  const status = {
    conditions: [...others, noted as { type: string }],
    managedObjects: [
      ...managedObjects.filter((row) => row.kind !== 'UDF' && !isSentRow(row)),
      ...sent.map(sentRow),
    ],
  };
  return writeStatus(FUNCTIONS, fn, status, OWN_CONDITIONS, around, signal);
}

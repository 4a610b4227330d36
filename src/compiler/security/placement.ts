import type { JsonObject } from '../../json/json.ts';
import { text } from '../pod/constraint.ts';
import type { Finding } from '../words/diagnostics.ts';
import { quoted } from '../words/phrases.ts';
import { POD_REFUSALS } from '../words/pod-refusals.ts';
import { said } from '../words/refusals.ts';

/** A node chosen past the scheduler. */
export function nodeNameFindings(pod: JsonObject): readonly Finding[] {
  const node = text(pod, 'nodeName');
  if (node === undefined) return [];
  return [
    {
      pointer: '/nodeName',
      ...said(POD_REFUSALS.NodeNameNotAllowed, { node: quoted(node) }),
    },
  ];
}

/** A priority that Kubernetes keeps for its own parts, before which everybody else's pods have to go. */
export function priorityFindings(pod: JsonObject): readonly Finding[] {
  const name = text(pod, 'priorityClassName');
  if (name === undefined || !name.startsWith('system-')) return [];
  return [
    {
      pointer: '/priorityClassName',
      ...said(POD_REFUSALS.PriorityClassNotAllowed, { name: quoted(name) }),
    },
  ];
}

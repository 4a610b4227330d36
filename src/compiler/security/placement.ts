import type { JsonObject } from '../../json/json.ts';
import { text } from '../pod/constraint.ts';
import type { Finding } from '../words/diagnostics.ts';
import { quoted } from '../words/phrases.ts';

/** A node chosen past the scheduler. */
export function nodeNameFindings(pod: JsonObject): readonly Finding[] {
  const node = text(pod, 'nodeName');
  if (node === undefined) return [];
  return [
    {
      pointer: '/nodeName',
      message: `nodeName is ${quoted(node)}, which puts the pod on a node past the scheduler and its taints.`,
      allowed: 'nothing: the scheduler chooses the node',
      hint: "Remove it, or use nodeSelector or affinity; the platform team can make a pool of the node with the pool's nodeSelector and tolerations in InfraRules/default.",
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
      message: `priorityClassName is ${quoted(name)}, a class that Kubernetes keeps for the parts of the cluster itself.`,
      allowed: 'the name of a PriorityClass that does not start with system-',
      hint: 'Remove it, or use a class of your own; the platform team can create a PriorityClass for workers.',
    },
  ];
}

import { POD_REFUSALS, type Settings } from '../../compiler/index.ts';
import { type PodRule, quoted, refusing } from './cel.ts';
import { deviceRules } from './device-rules.ts';
import { ownText } from './pod-patch.ts';
import { podSecurityRules } from './pod-security-rules.ts';
import { protectedRule } from './protected-rule.ts';
import { accountRules, secretRule } from './tenancy-rules.ts';

/** What a podSpec may not have, whatever else is in the pod. */
export function podRules(settings: Settings): readonly PodRule[] {
  return [
    ...podSecurityRules(),
    ...accountRules(),
    secretRule(settings),
    ...deviceRules(),
    nodeNameRule(),
    priorityRule(),
    protectedRule(settings),
  ];
}

function nodeNameRule(): PodRule {
  const node = 'variables.nodeName';
  return {
    code: 'NodeNameNotAllowed',
    variables: [{ name: 'nodeName', expression: ownText('nodeName') }],
    holds: `${node} == ''`,
    says: refusing('NodeNameNotAllowed', POD_REFUSALS.NodeNameNotAllowed, { node: quoted(node) }),
  };
}

function priorityRule(): PodRule {
  const name = 'variables.priorityClass';
  return {
    code: 'PriorityClassNotAllowed',
    variables: [{ name: 'priorityClass', expression: ownText('priorityClassName') }],
    holds: `!${name}.startsWith('system-')`,
    says: refusing('PriorityClassNotAllowed', POD_REFUSALS.PriorityClassNotAllowed, { name: quoted(name) }),
  };
}

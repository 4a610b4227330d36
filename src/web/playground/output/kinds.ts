/** What a value may come from, in the words of the page. */
import type { LeafReason } from '../../../playground/protocol.ts';

export type Kind = LeafReason['kind'];

export const KINDS: readonly (readonly [kind: Kind, name: string, about: string])[] = [
  ['function', 'Function', 'a field of the Function'],
  ['podSpec', 'podSpec', "a patch by the Function's podSpec"],
  ['infraRules', 'pool', 'a field of InfraRules'],
  ['setting', 'setting', 'a setting of the installation'],
  ['rule', 'rule', 'a rule of layerc'],
];

export const ABOUT: Readonly<Record<string, string>> = Object.fromEntries(
  KINDS.map(([kind, , about]) => [kind, about]),
);

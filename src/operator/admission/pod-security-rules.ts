import { CONTROLS, LAXER_LEVELS, POD_REFUSALS } from '../../compiler/index.ts';
import { type Cel, literal, type PodRule, refusing } from './cel.ts';
import { ofContainers, podOf } from './pod-patch.ts';
import { SECURITY_CONTROLS, type SecurityControl } from './pod-security-fields.ts';
import { joined, linesAt, type Place, pathText } from './pod-walk.ts';

/** Where a podSpec does not keep to the level of its pool. A template that does not is said at the pool, of which nobody can
 * then make use. */
export function podSecurityRules(): readonly PodRule[] {
  return SECURITY_CONTROLS.map((control) => {
    const { variable, name, isBad, found, ofPod = [], ofContainers: ofEach = [] } = control;
    const text = (place: Place) => `${pathText(place)} + ${found(place.value)}`;
    const lines = [
      ...ofPod.map((fields) => linesAt(podOf('bound'), fields, isBad, text)),
      ...ofEach.map((fields) =>
        ofContainers('bound', (container) => linesAt(container, fields, isBad, text)),
      ),
    ];
    const isAsked = name.baseline === undefined ? 'variables.isRestricted && variables.isPlainLinux' : '';
    const all = joined(`[${lines.join(', ')}]`);
    return {
      code: 'PodSecurityViolation',
      variables: [{ name: variable, expression: isAsked === '' ? all : `${isAsked} ? ${all} : ''` }],
      holds: `variables.${variable} == ''`,
      says: saying(control),
    };
  });
}

function saying({ variable, name }: SecurityControl): Cel {
  const [baseline, restricted] = [
    controlOf('baseline', name.baseline ?? name.restricted),
    CONTROLS.restricted.find(({ replaces }) => replaces !== undefined && replaces === name.baseline) ??
      controlOf('restricted', name.restricted),
  ];
  const either = (lax: string, strict: string) =>
    lax === strict ? literal(lax) : `(variables.isRestricted ? ${literal(strict)} : ${literal(lax)})`;
  const isBoth = name.baseline !== undefined;
  const of = (lax: string | undefined, strict: string) => either(isBoth ? (lax ?? strict) : strict, strict);
  return refusing('PodSecurityViolation', POD_REFUSALS.PodSecurityViolation, {
    what: `variables.${variable}.split('\\n')[0]`,
    level: 'variables.level',
    allowed: of(baseline?.allowed, restricted?.allowed ?? ''),
    hint: of(baseline?.hint, restricted?.hint ?? ''),
    laxer: either(isBoth ? LAXER_LEVELS.baseline : LAXER_LEVELS.restricted, LAXER_LEVELS.restricted),
  });
}

function controlOf(level: 'baseline' | 'restricted', name: string) {
  return CONTROLS[level].find((one) => one.name === name);
}

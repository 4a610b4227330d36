import { describe, expect, it } from 'vitest';
import { readSettings } from '../../compiler/index.ts';
import type { JsonObject } from '../../json/json.ts';
import { type AdmissionOptions, admissionPolicies } from './policies.ts';

const { settings } = readSettings({});
const options: AdmissionOptions = { mode: 'deny', settings, watchNamespace: null, stockPools: false };

interface Binding {
  readonly metadata: { readonly name: string };
  readonly spec: JsonObject & { readonly policyName: string };
}

function of(kind: string, changed: Partial<AdmissionOptions> = {}): Binding[] {
  return admissionPolicies({ ...options, ...changed }).filter(
    (one) => one.kind === kind,
  ) as unknown as Binding[];
}
const bindings = (changed: Partial<AdmissionOptions> = {}) => of('ValidatingAdmissionPolicyBinding', changed);

describe('the policies', () => {
  it('each have a binding of their name', () => {
    const names = of('ValidatingAdmissionPolicy').map(({ metadata }) => metadata.name);
    expect(names.every((name) => name.startsWith('layerc-'))).toBe(true);
    expect(bindings().map(({ metadata, spec }) => [metadata.name, spec.policyName])).toEqual(
      names.map((name) => [name, name]),
    );
  });

  it('do what the mode says, and nothing else', () => {
    for (const [mode, action] of [
      ['warn', 'Warn'],
      ['deny', 'Deny'],
      ['audit', 'Audit'],
    ] as const)
      for (const { spec } of bindings({ mode })) expect(spec.validationActions).toEqual([action]);
  });

  it('refuse by accident only where nothing can be asked, and only what is new', () => {
    const failing = of('ValidatingAdmissionPolicy').filter(({ spec }) => spec.failurePolicy !== 'Ignore');
    expect(failing.map(({ metadata }) => metadata.name)).toEqual(['layerc-missing-infra-rules']);
    expect(JSON.stringify(failing)).toContain('"operations":["CREATE"]');
  });

  it('refuse nothing for want of InfraRules where the operator does not, or where they only warn', () => {
    const names = (changed: Partial<AdmissionOptions>) =>
      bindings(changed).map(({ spec }) => spec.policyName);
    expect(names({})).toContain('layerc-missing-infra-rules');
    for (const changed of [{ stockPools: true }, { mode: 'warn' }, { mode: 'audit' }] as const)
      expect(names(changed)).not.toContain('layerc-missing-infra-rules');
    const denying = JSON.stringify(bindings({ stockPools: true }));
    expect(denying).not.toContain('"parameterNotFoundAction":"Deny"');
  });

  it('look at the namespace that the operator looks at', () => {
    const selected = (changed: Partial<AdmissionOptions>) =>
      bindings(changed).map(({ spec }) => [spec.policyName, spec.matchResources]);
    for (const [, resources] of selected({})) expect(resources).toBeUndefined();
    for (const [name, resources] of selected({ watchNamespace: 'shop' }))
      expect([name, resources]).toEqual([
        name,
        name === 'layerc-infra-rules'
          ? undefined
          : { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } },
      ]);
  });

  it('are the same for the same input', () => {
    expect(JSON.stringify(admissionPolicies(options))).toBe(JSON.stringify(admissionPolicies(options)));
  });
});

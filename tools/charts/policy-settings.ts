import type { Settings } from '../../src/compiler/index.ts';
import type { Slots } from './slots.ts';

/**
 * Settings as the policies take them, which have them within expressions and texts of CEL and not in a place of their
 * own. What they may be there is held by the helper "layerc.values".
 */
export function policySettings(slots: Slots): Settings {
  const keys = (name: string) => [
    slots.list(`{{- range $values.settings.${name} | uniq | sortAlpha }}`, '{{ . }}', '{{- end }}'),
  ];
  const slot = {
    maxReplicasCeiling: slots.value('{{ toJson $values.settings.maxReplicasCeiling }}'),
    gatewaySecretName: slots.value('{{ $values.settings.gatewaySecretName }}'),
    propagateLabels: keys('propagateLabels'),
    propagateAnnotations: keys('propagateAnnotations'),
  };
  // A setting that a policy begins to read, and that has no slot here, is an error and not the text "undefined".
  return new Proxy(slot, {
    get: (target, name) => {
      if (Object.hasOwn(target, name)) return target[name as keyof typeof target];
      throw new Error(`the chart has no slot for the setting ${String(name)} in a policy`);
    },
  }) as unknown as Settings;
}

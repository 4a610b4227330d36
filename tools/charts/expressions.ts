/** What stands in a template in place of a value. All of it goes through toJson: no value can bring YAML of its own. */
import type { JsonObject } from '../../src/json/json.ts';
import type { Slots } from './slots.ts';
import type { ChartSetting } from './values.ts';

/** Settings that the command line, too, does not pass on as they were written. */
const SETTING_TEXTS: { readonly [name in ChartSetting]?: string } = {
  gatewayBaseUrl: '{{ regexReplaceAll "/+$" $values.settings.gatewayBaseUrl "" | toJson }}',
  metricsServer:
    '{{ regexReplaceAll "/+$" ($values.settings.metricsServer | default (printf "%s/v2/metrics" (regexReplaceAll "/+$" $values.settings.gatewayBaseUrl ""))) "" | toJson }}',
  propagateLabels: '{{ $values.settings.propagateLabels | uniq | sortAlpha | join "," | toJson }}',
  propagateAnnotations: '{{ $values.settings.propagateAnnotations | uniq | sortAlpha | join "," | toJson }}',
};

export const settingText = (name: ChartSetting): string =>
  SETTING_TEXTS[name] ?? `{{ include "layerc.text" $values.settings.${name} }}`;

/** Labels or annotations with more of them from values; their own go before. */
export function withMore(own: JsonObject, slots: Slots, from: string): JsonObject {
  const taken = Object.keys(own).map((key) => JSON.stringify(key));
  const entry = slots.entry(
    `{{- range $key, $value := omit ${from} ${taken.join(' ')} }}`,
    '{{ toJson $key }}: {{ toJson $value }}',
    '{{- end }}',
  );
  return { ...own, ...entry };
}

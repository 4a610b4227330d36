import { CRDS } from '../../schema/crds.generated.ts';
import { printJsonList, printYaml } from '../../text/yaml/print.ts';

/** `layerc crds`: the CustomResourceDefinitions, as text. */
export function printCrds(output: 'yaml' | 'json'): string {
  return output === 'json' ? printJsonList(CRDS) : printYaml(CRDS);
}

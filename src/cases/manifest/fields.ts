import { type CompiledFunction, parseQuantity } from '../../compiler/index.ts';
import type { Json, JsonObject } from '../../json/json.ts';
import { followPath } from '../../json/path.ts';
import { adopted } from '../../json/read-json.ts';
import type { ManifestTestField } from '../../schema/manifest-test.generated.ts';
import { departures } from '../compare/differences.ts';
import { valueText } from '../compare/told.ts';
import type { Fault } from './fault.ts';

/** What is wrong with one field of its objects: `deployment.spec.replicas` and the like. */
export function fieldFaults(fn: CompiledFunction, field: ManifestTestField): Fault[] {
  const { path, equals, present, atMost, atLeast } = field;
  const objects: JsonObject = Object.fromEntries(
    fn.objects.map((object) => [
      `${object.kind.charAt(0).toLowerCase()}${object.kind.slice(1)}`,
      adopted(object as Json),
    ]),
  );
  const found = followPath(objects, path);
  const value = 'value' in found ? found.value : undefined;
  const fault = (want: string): Fault => ({
    pointer: '/metadata/name',
    message: `has ${valueText(value)} in ${path}, where ${want} is expected.`,
    hint: `layerc explain ${fn.name} ${path} says where it comes from.`,
  });
  const faults: Fault[] = [];
  if (present !== undefined && (value !== undefined) !== present)
    faults.push(fault(present ? 'a value' : 'nothing'));
  if (equals !== undefined && [...departures(equals as Json, value, 0)].length > 0)
    faults.push(fault(valueText(equals as Json)));
  if (atMost !== undefined && !(amount(value) <= atMost)) faults.push(fault(`at most ${atMost}`));
  if (atLeast !== undefined && !(amount(value) >= atLeast)) faults.push(fault(`at least ${atLeast}`));
  return faults;
}

/** A number, or an amount as Kubernetes writes it: 500m, 1Gi. */
function amount(value: Json | undefined): number {
  if (value === undefined || value === null || typeof value === 'boolean') return Number.NaN;
  const quantity = parseQuantity(String(typeof value === 'object' ? JSON.stringify(value) : value));
  const one = parseQuantity('1');
  return quantity === null || one === null ? Number.NaN : Number(quantity) / Number(one);
}

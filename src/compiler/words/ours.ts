/** By what hev's objects, and those that layerc makes of them, are known. */
import type { Json } from '../../json/json.ts';

/** API group of Function, InfraRules and Index. */
export const GROUP = 'hevlayer.com';

/** Whether an apiVersion is one of hev's group, whatever the version. */
export function isOfGroup(apiVersion: Json | undefined): boolean {
  return typeof apiVersion === 'string' && apiVersion.startsWith(`${GROUP}/`);
}

/** Label that selects the pods of a Function. A Deployment's selector is immutable, so it holds nothing else. */
export const FUNCTION_LABEL = `${GROUP}/function`;

/** Label of every object that layerc makes, and its value. */
export const MANAGED_BY_LABEL = 'app.kubernetes.io/managed-by';
export const MANAGED_BY = 'layerc';

/** Name of the worker's container: podSpecs patch it by this name. */
export const WORKER_CONTAINER = 'udf';

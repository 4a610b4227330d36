import type { GatewayListener } from '../core/gateway.ts';

/** One listener out of several, told in their order. */
export function together(listeners: readonly Partial<GatewayListener>[]): GatewayListener {
  return {
    rowChanged: (ref, value) => {
      for (const one of listeners) one.rowChanged?.(ref, value);
    },
    udfChanged: (id, record) => {
      for (const one of listeners) one.udfChanged?.(id, record);
    },
    itemChanged: (udf, item) => {
      for (const one of listeners) one.itemChanged?.(udf, item);
    },
    happened: (udf, entry) => {
      for (const one of listeners) one.happened?.(udf, entry);
    },
    wrote: (udf, columns) => {
      for (const one of listeners) one.wrote?.(udf, columns);
    },
  };
}

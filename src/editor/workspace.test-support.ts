import { readSettings } from '../compiler/index.ts';
import type { Position } from './text.ts';
import { Workspace } from './workspace.ts';

/** A workspace with texts by their names. */
export function workspaceWith(texts: { readonly [name: string]: string }, flags = {}): Workspace {
  const { settings } = readSettings(flags);
  const workspace = new Workspace({ settings, stockPools: false, warningsAsErrors: [] });
  for (const [name, text] of Object.entries(texts)) workspace.set(name, text, false);
  return workspace;
}

/** A text with `|` where the cursor is, one that is no part of it. */
export function cursorIn(marked: string): { text: string; position: Position } {
  const at = marked.indexOf('|');
  const before = marked.slice(0, at).split('\n');
  return {
    text: marked.slice(0, at) + marked.slice(at + 1),
    position: { line: before.length - 1, character: (before.at(-1) as string).length },
  };
}

export const RULES = `apiVersion: hevlayer.com/v1alpha1
kind: InfraRules
metadata: {name: default}
spec:
  computePools:
    - name: cpu
      kind: cpu
      maxReplicasPerWorkload: 8
    - name: cpu-large
      kind: cpu
      # three at most
      maxReplicasPerWorkload: 3
`;

export const INDEXES = `apiVersion: hevlayer.com/v1
kind: Index
metadata: {name: products, labels: {tier: archive}}
spec: {backend: {namespace: shop-products}, metadata: {labels: {app: shop}}}
---
apiVersion: hevlayer.com/v1
kind: Index
metadata: {name: orders}
spec:
  backend: {}
  metadata:
    labels:
      app: orders
`;

export const HEAD = `apiVersion: hevlayer.com/v1alpha1
kind: Function
metadata:
  name: tag-products
  namespace: shop
`;

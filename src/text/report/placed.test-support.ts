import type { PlacedDiagnostic } from './report.ts';

export const UNKNOWN_POOL: PlacedDiagnostic = {
  code: 'UnknownPool',
  severity: 'error',
  pointer: '/spec/scaling/pool',
  message: 'There is no pool "cpuu".',
  allowed: 'cpu, gpu',
  hint: 'Did you mean cpu?',
  file: 'functions/tag.yaml',
  line: 31,
  column: 11,
  index: 10,
  sourceLine: '    pool: cpuu',
};

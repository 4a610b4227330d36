/** The codes of warnings that are errors to whoever asks for it. */
import { CODES, type CodeRow } from '../compiler/index.ts';

const ROWS: { readonly [code: string]: CodeRow } = CODES;

/** All there are. */
export const WARNING_CODES: readonly string[] = Object.keys(ROWS).filter(isWarning);

/** Those of a list with commas between, and what is wrong with it. */
export function readWarningCodes(list: string): {
  readonly codes: readonly string[];
  readonly problem?: string;
} {
  const codes = list.split(',').map((code) => code.trim());
  const wanted = codes.filter((code) => code !== '');
  const wrong = wanted.find((code) => !isWarning(code));
  if (wrong === undefined) return { codes: wanted };
  const problem = `--warnings-as-errors is ${JSON.stringify(list)}, but ${JSON.stringify(wrong)} is no code of a warning`;
  return { codes: wanted, problem };
}

function isWarning(code: string): boolean {
  return Object.hasOwn(ROWS, code) && ROWS[code]?.severity === 'warning';
}
